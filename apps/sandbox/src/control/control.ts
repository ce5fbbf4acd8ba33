import type { RestInput, RestView } from '../rest.ts';
import type {
  Approval,
  Call,
  Department,
  Fault,
  FaultKind,
  LeaveReason,
  Person,
  Push,
  Settings,
  Template,
  Violation,
} from '../state.ts';

export type StateView = {
  corp: { corpId: string; name: string; clientId: string; agentId: string; robotCode: string };
  now: string;
  people: PersonSummary[];
  departments: Department[];
  templates: Template[];
  settings: Settings;
  faults: Fault[];
  /** `calls` and `pushes` are this month's metered ones; `allCalls` counts every call since the start. */
  counts: { calls: number; pushes: number; allCalls: number; violations: number };
  pushes: Record<Push['outcome'], number>;
  /** The application's own players; null when none came along. */
  rest: RestView | null;
};

export type PersonSummary = Pick<
  Person,
  'userid' | 'name' | 'nickname' | 'title' | 'deptId' | 'managerUserid' | 'admin' | 'present'
> & { deptName: string; dismissionStatus: 1 | 2 | 3 | 4; unread: number; toHandle: number };

export type MessageView = {
  id: string;
  at: string;
  msgKey: string;
  msgParam: unknown;
  readAt: string | null;
  recalledAt: string | null;
};

export type PersonView = {
  person: Person & { deptName: string };
  chats: { robotCode: string; name: string; messages: MessageView[] }[];
  groups: { openConversationId: string; name: string; messages: MessageView[] }[];
  approvals: { started: ApprovalView[]; toHandle: ApprovalView[]; handled: ApprovalView[] };
  workbench: { name: string; url: string }[];
};

/** As stored, with times in ISO 8601 UTC with ms. */
export type ApprovalView = Omit<Approval, 'createTime' | 'finishTime' | 'tasks' | 'records'> & {
  createTime: string;
  finishTime: string | null;
  tasks: (Omit<Approval['tasks'][number], 'createTime' | 'finishTime'> & {
    createTime: string;
    finishTime: string | null;
  })[];
  records: (Omit<Approval['records'][number], 'at'> & { at: string })[];
};

export type CallView = Omit<Call, 'at'> & { at: string };
export type ViolationView = Omit<Violation, 'at'> & { at: string };
export type PushView = Pick<Push, 'id' | 'eventId' | 'type' | 'body' | 'metered' | 'outcome' | 'listed'> & {
  bornAt: string;
  dueAt: string;
  listedAt: string | null;
  attempts: { at: string; ms: number; status: number | null; problem: string | null }[];
};

/** `lastWorkDay` is a calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type DismissionInput = {
  lastWorkDay: string;
  handoverUserId?: string | undefined;
  reasonMemo?: string | undefined;
};

/** What people and HR do in the client and the consoles, and what a tester does to DingTalk itself. */
export type SandboxControl = {
  state(): StateView;
  person(userid: string): PersonView;
  /** Marks every message that the person received as read. */
  readMessages(userid: string): void;

  approvals(): ApprovalView[];
  approval(id: string): ApprovalView;
  startApproval(input: StartApprovalInput): ApprovalView;
  agree(id: string, input: ActInput): ApprovalView;
  refuse(id: string, input: ActInput): ApprovalView;
  withdraw(id: string, input: ActInput): ApprovalView;
  comment(id: string, input: ActInput): ApprovalView;

  hire(input: HireInput): Person;
  /** Removes the person from the address book, as HR or an admin does. */
  leave(userid: string, input?: { reason?: LeaveReason | undefined }): Person;
  change(userid: string, input: ChangeInput): Person;
  startDismission(userid: string, input: DismissionInput): Person;
  revokeDismission(userid: string): Person;
  changeDismission(userid: string, input: DismissionInput): Person;
  createDepartment(input: { name: string; parentId: number }): Department;
  changeDepartment(id: number, input: { name?: string | undefined; managerUserids?: string[] | undefined }): Department;
  removeDepartment(id: number): void;
  createGroup(input: { name: string; userIds: string[] }): { openConversationId: string };

  /** A fresh 免登 code of this person: single use, 5 minutes. */
  authCode(input: { userId: string }): { code: string };

  now(): Date;
  /**
   * Moves the clock on, stopping at every push that falls due on the way; ends when they have been tried.
   * @returns how many messages the robot sent meanwhile
   */
  forward(ms: number): Promise<{ messages: number }>;
  /** Plays what is left of a departure in the application, when somebody brought a player along. */
  playRest(input: RestInput): Promise<{ played: number }>;

  calls(): CallView[];
  pushes(): PushView[];
  violations(): ViolationView[];
  clearViolations(): void;

  addFault(input: FaultInput): Fault;
  /** Lifts one fault, or all. Held pushes leave then, the newest first. */
  liftFaults(id?: string): void;
  /** Sends a push once more, whatever became of it: a duplicate. */
  redeliver(pushId: string): Promise<PushView>;
  /** Sends `check_url` as pressing 保存 in the console does. */
  checkUrl(): Promise<{ ok: boolean; problem: string | null }>;
  /** Tries every push that is due now and those they cause; ends when none is due or in flight. */
  flushPushes(): Promise<void>;
  settings(change: SettingsInput): Settings;
};

export type StartApprovalInput = {
  processCode: string;
  originatorUserId: string;
  values: { name: string; value: string }[];
};
export type ActInput = { userId: string; remark?: string | undefined };
export type HireInput = {
  userid: string;
  name: string;
  title: string;
  deptId: number;
  managerUserid?: string | undefined;
};
export type ChangeInput = {
  name?: string | undefined;
  title?: string | undefined;
  deptId?: number | undefined;
  managerUserid?: string | null | undefined;
};
export type FaultInput = {
  kind: FaultKind;
  match?: string | undefined;
  times?: number | undefined;
  when?: 'before' | 'after' | undefined;
};
export type SettingsInput = { [K in keyof Settings]?: Settings[K] | undefined };
