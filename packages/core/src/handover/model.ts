/**
 * The nouns of a handover, as plain data. Rules beside this file read and return these; rows and replies are built
 * from them. Words: see the glossary in docs/GLOSSARY.md. Days are `YYYY-MM-DD` in Asia/Shanghai, instants are Dates.
 */

/** 待启动 → 计划中 → 交接中 → 待放行 → 已放行 → 已归档; aside 补交接 (the leaver is already gone) and 已撤回. */
export const CASE_STATES = [
  'preparing',
  'planning',
  'active',
  'supplementing',
  'awaiting_release',
  'released',
  'archived',
  'withdrawn',
] as const;
export type CaseState = (typeof CASE_STATES)[number];
/** States in which a case counts as open: at most one per departure. */
export const OPEN_CASE_STATES = ['preparing', 'planning', 'active', 'supplementing', 'awaiting_release'] as const;

export const CASE_KINDS = ['departure', 'transfer', 'long_leave', 'project'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** 未开始 → 进行中 → 待接收人确认 → 待确认人确认 → 已完成; aside 受阻, 退回, 豁免, 转补交接. */
export const ITEM_STATES = [
  'todo',
  'doing',
  'awaiting_acceptance',
  'awaiting_confirmation',
  'done',
  'blocked',
  'returned',
  'waived',
  'supplementary',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Verbs on an item. `save` keeps a draft of evidence; `submit` hands it to the successor. */
export const ITEM_ACTIONS = [
  'save',
  'submit',
  'accept',
  'confirm',
  'return',
  'block',
  'unblock',
  'waive',
  'reopen',
  'supplement', // 转补交接: somebody who stays takes over doing it
  'delegate', // a confirmer or successor names who acts instead; logged
] as const;
export type ItemAction = (typeof ITEM_ACTIONS)[number];

export const CASE_ACTIONS = [
  'launch',
  'edit', // dates, people, template while preparing; people and dates while open; the end of access once released
  'release',
  'withdraw',
  'reinstate', // a withdrawn case comes back when the same departure is approved again
  'nudge',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** ★必交 ●应交 ○可交 */
export const LEVELS = ['must', 'should', 'may'] as const;
export type Level = (typeof LEVELS)[number];

export const EVIDENCE_TYPES = ['FILE', 'LINK', 'MEET', 'LIST', 'APPR', 'PHOTO', 'SYS', 'SIGN', 'DEMO'] as const;
export type EvidenceType = (typeof EVIDENCE_TYPES)[number];

/** 'AND' groups of alternatives: `[['LIST'],['FILE','MEET']]` = LIST and (FILE or MEET). */
export type EvidenceNeed = readonly (readonly EvidenceType[])[];

export const DEMO_RESULTS = ['pass', 'pass_with_help', 'fail'] as const;
export type DemoResult = (typeof DEMO_RESULTS)[number];

/** The content of one piece of evidence, by type. `files` are ids of uploaded files. */
export type EvidenceContent =
  | { type: 'FILE'; fileIds: readonly string[]; purpose: string }
  | { type: 'PHOTO'; fileIds: readonly string[]; note: string }
  /** `documentId`: a document of ours, instead of an address. */
  | { type: 'LINK'; url: string; purpose: string; documentId?: string | null | undefined }
  | { type: 'MEET'; url: string; fileIds: readonly string[]; heldOn: string; summary: string }
  | { type: 'LIST'; columns: readonly string[]; rows: readonly (readonly string[])[]; noneBecause: string }
  | { type: 'APPR'; processInstanceId: string; note: string }
  | { type: 'SYS'; statement: string }
  | { type: 'SIGN'; signedName: string; statement: string }
  | { type: 'DEMO'; result: DemoResult; note: string };

/** Who signs: a fixed relation to the case or a role placeholder that an admin fills with people. */
export const CONFIRMER_ROLES = [
  'manager', // 直属经理
  'managers_manager', // 上级的上级
  'successor', // 接收人
  'witness', // 监交人
  'hr',
  'it',
  'finance',
  'admin_office', // 行政
  'general_manager',
  'tech_lead',
  'sales_lead',
  'hr_lead',
  'finance_lead',
  'ops_lead',
  'service_lead',
  'production_lead',
  'purchasing_lead',
  'quality',
  'planning',
  'warehouse',
  'safety',
  'legal',
  'audit',
] as const;
export type ConfirmerRole = (typeof CONFIRMER_ROLES)[number];
/** Roles an admin fills with people; the first three are relations of the case itself. */
export type RolePlaceholder = Exclude<ConfirmerRole, 'manager' | 'managers_manager' | 'successor' | 'witness'>;

/** Offsets in working days: `T+n` from the start, `L-n`, `L`, `L+n` from the last working day. */
export type DueOffset = `T+${number}` | `L-${number}` | 'L' | `L+${number}`;

/** One line of a template version. `gate: 'archive'` items never hold up the release (base_revoke). */
export type TemplateItem = {
  key: string;
  title: string;
  standard: string; // 交清标准: what "done" means
  evidence: EvidenceNeed;
  /** AND of groups, a group is alternatives in order of preference: `[['it','admin_office']]` = IT, 无 IT 时为行政. */
  confirmers: readonly (readonly ConfirmerRole[])[];
  due: DueOffset;
  level: Level;
  hours: number;
  gate: 'release' | 'archive';
  /** Columns proposed for a LIST. */
  columns: readonly string[];
  /** Only the leaver's manager/HR see it besides those who act on it. */
  restricted: boolean;
  /** 监交: when the case has a witness, they sign this line as well. */
  witnessed?: boolean;
  /** The second date of a row that has two (复查, 轮换, second session): the key of the row it belongs to. */
  followUpOf?: string;
};

/** A template before it has a version: what ships by default and what an import reads. */
export type TemplateDraft = {
  key: string;
  name: string;
  addOn: boolean;
  includesBase: boolean;
  needsWitness: boolean;
  items: readonly TemplateItem[];
};

/** Who may act on an item, relative to one person. Several may hold at once. */
export const ITEM_RELATIONS = [
  'doer', // leaver, or whoever took over after 转补交接
  'acceptor', // successor or interim holder
  'confirmer', // has an open required confirmation on this item
  'witness',
  'manager', // of the leaver
  'hr',
  'admin',
] as const;
export type ItemRelation = (typeof ITEM_RELATIONS)[number];

/** What the rules need to know of an item. */
export type ItemFacts = {
  state: ItemState;
  level: Level;
  gate: 'release' | 'archive';
  evidence: EvidenceNeed;
  restricted: boolean;
  doerId: string;
  /** null: nobody yet (then the item cannot be submitted). */
  acceptorId: string | null;
  /** True when the acceptor is an interim holder: the real successor has to accept again. */
  acceptorInterim: boolean;
  /** Accepted by an interim holder so far; the successor still has to. */
  toBeReaccepted: boolean;
  /** Why it is 受阻, 退回, 豁免 or 转补交接; '' otherwise. */
  reason: string;
  /** One per required signer; never a boolean on the item. */
  confirmations: readonly ConfirmationFacts[];
};

export type ConfirmationFacts = {
  slot: number;
  role: ConfirmerRole;
  confirmerId: string;
  confirmedAt: Date | null;
};

export type CaseFacts = {
  state: CaseState;
  kind: CaseKind;
  leaverId: string;
  managerId: string | null;
  successorId: string | null;
  interimHolderId: string | null;
  witnessId: string | null;
  /** Null only while 待启动. */
  lastWorkingDay: string | null;
  legalEndDate: string | null;
  accessCutoffAt: Date | null;
  /** Null until the launch, and for ever when it was withdrawn before. */
  launchedAt: Date | null;
};

/** Someone who asks to do something. `roles` are the placeholders they fill (hr, it, …). */
export type Actor = { userId: string; isAdmin: boolean; roles: readonly ConfirmerRole[] };
