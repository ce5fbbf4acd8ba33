import { type ApprovalCalls, approvalCalls } from './approval-calls.ts';
import { type ContactCalls, contactCalls } from './contact-calls.ts';
import { type FailedPushCalls, failedPushCalls } from './failed-push-calls.ts';
import { type PersonnelCalls, personnelCalls } from './personnel-calls.ts';
import { type RobotCalls, robotCalls } from './robot-calls.ts';
import { type SignInCalls, signInCalls } from './sign-in-calls.ts';
import { createWire, type WireOptions } from './wire.ts';

/** One internal app of one company. */
export type DingtalkClientOptions = WireOptions & { corpId: string; agentId: string; robotCode: string };

/** What pages need to know about the app; no secret among it. */
export type DingtalkApp = { corpId: string; clientId: string; agentId: string; robotCode: string };

export type DingtalkClient = { readonly app: DingtalkApp } & SignInCalls &
  ContactCalls &
  PersonnelCalls &
  ApprovalCalls &
  RobotCalls &
  FailedPushCalls;

/**
 * Everything we ask of DingTalk, named for what it is for. Every method throws only DingtalkRefused, DingtalkUnreachable,
 * DingtalkRateLimited, DingtalkQuotaExhausted, whatever the ledger throws, or a RangeError for a documented limit that
 * the caller broke. Nothing is retried except once after a rejected token.
 */
export function createDingtalkClient(options: DingtalkClientOptions): DingtalkClient {
  const { corpId, clientId, agentId, robotCode } = options;
  const wire = createWire(options);
  return {
    app: { corpId, clientId, agentId, robotCode },
    ...signInCalls(wire, options.now),
    ...contactCalls(wire),
    ...personnelCalls(wire),
    ...approvalCalls(wire),
    ...robotCalls(wire, robotCode),
    ...failedPushCalls(wire),
  };
}
