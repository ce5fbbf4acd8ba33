export { type Credential, createTokenSource, type TokenSource } from './access-token.ts';
export type { ApprovalTemplate } from './approval-calls.ts';
export type {
  Approval,
  ApprovalRecord,
  ApprovalTask,
  ApprovalValue,
  FormField,
  FormSchema,
} from './approval-replies.ts';
export * from './budget.ts';
export * from './callback-crypto.ts';
export { createDingtalkClient, type DingtalkApp, type DingtalkClient, type DingtalkClientOptions } from './client.ts';
export type { Department, DepartmentDetail, DepartmentUser, DingtalkUser, LeaveRecord } from './contact-replies.ts';
export {
  type DingtalkError,
  DingtalkQuotaExhausted,
  DingtalkRateLimited,
  DingtalkRefused,
  DingtalkUnreachable,
  isDingtalkError,
  type UnreachableReason,
} from './errors.ts';
export type { EventData, KnownEventData, KnownEventType, UnknownEventData } from './event-data.ts';
export {
  type DingtalkEvent,
  EventError,
  type EventErrorCode,
  eventFromFailedEntry,
  identifyEvent,
  parseEvent,
} from './events.ts';
export { signJsapi } from './jsapi-signature.ts';
export type { DimissionInfo, DimissionStatus } from './personnel-calls.ts';
export type { RobotDelivery, RobotMessage } from './robot-calls.ts';
export type { SignedInUser } from './sign-in-calls.ts';
export type { CallOptions, WireLog } from './wire.ts';
