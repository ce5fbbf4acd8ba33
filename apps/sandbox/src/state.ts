/** Everything the sandbox remembers: plain JSON, so that one snapshot file is the whole state. Times are epoch ms. */

/** `parentId` of the root department (id 1) is null. `managerUserids` are the department's leaders. */
export type Department = { id: number; name: string; parentId: number | null; managerUserids: string[] };

/** The codes of `GET /v1.0/hrm/employees/dimissionInfos`: 1 待离职, 2 已离职, 3 neither, 4 resignation submitted. */
export type DismissionStatus = 1 | 2 | 3 | 4;

export type Dismission = {
  status: DismissionStatus;
  lastWorkDay: number | null;
  handoverUserId: string | null;
  reasonMemo: string;
  voluntaryReason: string[];
  passiveReason: string[];
  /** The approval that put the person into this status; null when HR did it by hand. */
  approvalId: string | null;
};

export type Person = {
  userid: string;
  unionid: string;
  name: string;
  /** What colleagues say, e.g. 老张; a hint for the page only, DingTalk has no such field. */
  nickname: string;
  title: string;
  deptId: number;
  managerUserid: string | null;
  jobNumber: string;
  mobile: string;
  workPlace: string;
  hiredAt: number;
  /** 2 试用期, 3 正式 (queryonjob). */
  employeeStatus: 2 | 3;
  admin: boolean;
  boss: boolean;
  /** False once removed from the address book. */
  present: boolean;
  leftAt: number | null;
  leaveReason: LeaveReason | null;
  dismission: Dismission;
};

/** `leaveReason` of `GET /v1.0/contact/empLeaveRecords`. */
export type LeaveReason = 'oapi' | 'cancel' | 'leave' | 'delete' | 'unknown';

export type FormComponent = {
  id: string;
  label: string;
  componentType: string;
  bizAlias: string | null;
  required: boolean;
  options: string[];
};

export type Template = {
  processCode: string;
  name: string;
  /** Business suite such as `hrm.termination`; '' for an ordinary template. */
  bizCategoryId: string;
  /** Suites cannot be started through the API (create-an-approval-instance), only in the client. */
  suite: boolean;
  icon: string;
  components: FormComponent[];
};

export type TaskStatus = 'NEW' | 'RUNNING' | 'CANCELED' | 'COMPLETED' | 'TERMINATED';

export type ApprovalTask = {
  taskId: number;
  userId: string;
  status: TaskStatus;
  result: 'AGREE' | 'REFUSE' | null;
  createTime: number;
  finishTime: number | null;
  activityId: string;
  groupName: string;
};

export type ApprovalRecord = {
  userId: string;
  at: number;
  type:
    | 'START_PROCESS_INSTANCE'
    | 'EXECUTE_TASK_NORMAL'
    | 'TERMINATE_PROCESS_INSTANCE'
    | 'FINISH_PROCESS_INSTANCE'
    | 'ADD_REMARK'
    | 'PROCESS_CC';
  result: 'AGREE' | 'REFUSE' | 'NONE';
  remark: string;
  showName: string;
  activityId: string;
};

export type ApprovalValue = {
  id: string;
  name: string;
  value: string;
  extValue: string | null;
  componentType: string;
  bizAlias: string | null;
};

/** One node of the flow: `OR` is finished by the first who agrees, `AND` by all. */
export type ApprovalStep = { activityId: string; name: string; userIds: string[]; actionType: 'AND' | 'OR' };

export type Approval = {
  id: string;
  businessId: string;
  processCode: string;
  bizCategoryId: string;
  title: string;
  originatorUserId: string;
  originatorDeptId: number;
  status: 'RUNNING' | 'TERMINATED' | 'COMPLETED';
  result: 'agree' | 'refuse' | null;
  createTime: number;
  finishTime: number | null;
  viaApi: boolean;
  ccUserIds: string[];
  values: ApprovalValue[];
  steps: ApprovalStep[];
  tasks: ApprovalTask[];
  records: ApprovalRecord[];
};

export type Message = {
  id: string;
  processQueryKey: string;
  /** A robot's code, or `work-notice:<agentId>` for 工作通知. */
  robotCode: string;
  /** One of the two is null: a person's one-to-one chat, or a group. */
  userId: string | null;
  openConversationId: string | null;
  at: number;
  msgKey: string;
  msgParam: unknown;
  readAt: number | null;
  recalledAt: number | null;
};

export type Group = { openConversationId: string; name: string; userIds: string[] };

export type PushAttempt = { at: number; ms: number; status: number | null; problem: string | null };

/** waiting: an attempt is due at `dueAt`; held, lost and over_quota never reach the application by themselves. */
export type PushOutcome = 'waiting' | 'held' | 'delivered' | 'failed' | 'lost' | 'over_quota' | 'not_subscribed';

export type Push = {
  id: string;
  eventId: string;
  type: string;
  /** The plaintext that is sealed: the documented HTTP-push form. */
  body: Record<string, unknown>;
  bornAt: number;
  metered: boolean;
  outcome: PushOutcome;
  dueAt: number;
  attempts: PushAttempt[];
  /** When it appears in the failed list; null unless failed. */
  listedAt: number | null;
  /** taken: returned by the last call of the failed list; cleared: the next call has cleared it. */
  listed: 'no' | 'taken' | 'cleared';
};

export type Call = {
  id: number;
  at: number;
  api: string | null;
  method: string;
  path: string;
  status: number;
  /** The error code answered; null on success. */
  code: string | null;
  metered: boolean;
};

export type Violation = { at: number; side: 'client' | 'sandbox'; api: string; path: string; problem: string };

export const faultKinds = [
  'qps',
  'quota',
  'bad_token',
  'permission',
  'timeout',
  'reset',
  'html',
  'empty',
  'not_readable',
  'flow_control',
  'push_duplicate',
  'push_hold',
  'push_lost',
  'down',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A fault in force. `times` counts down to nothing; null means until lifted. */
export type Fault = {
  id: string;
  kind: FaultKind;
  /** A part of the path, API id, event type or id that the call or push must contain; null hits everything. */
  match: string | null;
  times: number | null;
  /** For timeout and reset: after = the call takes effect and only the reply is lost. */
  when: 'before' | 'after';
};

export type Token = { value: string; expiresAt: number; issuedAt: number };

export type Settings = {
  pushUrl: string | null;
  homeUrl: string | null;
  /** What the application is called on the work bench. */
  homeName: string;
  /** Metered calls and pushes per calendar month of the whole company (limits.md §1: 5,000 and 3,000). */
  callQuota: number;
  pushQuota: number;
  /** Calls per second and API; null does not enforce the documented 20. */
  qps: number | null;
  /** 订阅规则 globs; an event whose type has rules is pushed only when one matches. */
  subscriptions: string[];
};

export type State = {
  corpName: string;
  /** The sandbox's own clock runs this many ms ahead of the machine's; ignored when a clock is passed in. */
  clockAheadMs: number;
  people: Record<string, Person>;
  departments: Record<string, Department>;
  templates: Template[];
  approvals: Approval[];
  messages: Message[];
  groups: Group[];
  pushes: Push[];
  calls: Call[];
  violations: Violation[];
  faults: Fault[];
  usage: Record<string, { calls: number; pushes: number }>;
  tokens: Record<string, Token>;
  authCodes: Record<string, { userId: string; expiresAt: number }>;
  ticket: Token | null;
  settings: Settings;
  /** One counter for every readable number: task ids, business ids, call ids. */
  sequence: number;
  /** Every call since the start; `calls` keeps only the latest. */
  allCalls: number;
};
