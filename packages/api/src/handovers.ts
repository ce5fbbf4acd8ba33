import { CASE_ACTIONS, CASE_KINDS, CASE_STATES } from '@baton/core';
import { z } from 'zod';
import { day, id, instant, reason, sentence, text, userId, version } from './fields.ts';
import { historyEntry, itemCard } from './items.ts';
import { me, personRef } from './people.ts';
import { questionView } from './questions.ts';

/** ★ counts three, ● two, ○ one; never a mere share of items. All numbers 0..n. */
export const progress = z.object({
  done: z.number().int(),
  total: z.number().int(),
  mustDone: z.number().int(),
  mustTotal: z.number().int(),
  overdue: z.number().int(),
  /** 0..100, weighted. */
  percent: z.number().int(),
});
export type Progress = z.infer<typeof progress>;

export const caseCard = z.object({
  id,
  kind: z.enum(CASE_KINDS),
  state: z.enum(CASE_STATES),
  leaver: personRef,
  successor: personRef.nullable(),
  lastWorkingDay: day.nullable(),
  progress,
});
export type CaseCard = z.infer<typeof caseCard>;

/** 我的待办: everything that waits for me, in one reply. */
export const inboxReply = z.object({
  me,
  today: day,
  toHandOver: z.array(itemCard),
  toAccept: z.array(itemCard),
  toConfirm: z.array(itemCard),
  /** For HR: cases that wait for them as a whole, to be completed and started or to be released. */
  toDecide: z.array(caseCard),
  /** Cases I take part in. */
  cases: z.array(caseCard),
});
export type InboxReply = z.infer<typeof inboxReply>;

export const listQuery = z.object({
  scope: z.enum(['open', 'closed', 'all']).default('open'),
  state: z.enum(CASE_STATES).optional(),
  q: sentence(40).default(''),
  cursor: text().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const caseRow = caseCard.extend({
  manager: personRef.nullable(),
  daysLeft: z.number().int().nullable(), // working days until the last working day, negative when past
  /** The people most items wait for now, most first. */
  blockers: z.array(z.object({ person: personRef, items: z.number().int(), overdue: z.number().int() })),
  problems: z.number().int(), // unresolved pre-flight problems
});
export type CaseRow = z.infer<typeof caseRow>;
export const listReply = z.object({
  rows: z.array(caseRow),
  nextCursor: z.string().nullable(),
  /** Over the whole scope, not the page. */
  counts: z.record(z.enum(CASE_STATES), z.number().int()),
});
export type ListReply = z.infer<typeof listReply>;

export const PREFLIGHT_PROBLEMS = [
  'position_unmatched', // fell to 通用: a warning
  'manager_missing',
  'successor_missing', // neither successor nor interim holder
  'successor_is_leaver',
  'confirmer_missing', // details: role
  'confirmer_is_leaver',
  'last_day_missing',
  'last_day_past',
  'dates_out_of_order',
  'witness_missing',
  'person_left', // details: who
] as const;
export const preflightProblem = z.object({
  code: z.enum(PREFLIGHT_PROBLEMS),
  /** Blocks the launch; a warning does not. */
  blocking: z.boolean(),
  /** Role or userId the problem is about, else ''. */
  subject: z.string(),
  /** The person the problem is about, by name; null when it is about a role or the case. */
  person: personRef.nullable(),
  /** Who can mend it. */
  fixers: z.array(personRef),
});

export const handoverView = caseCard.extend({
  version: z.number().int(),
  source: z.string(),
  manager: personRef.nullable(),
  interimHolder: personRef.nullable(),
  witness: personRef.nullable(),
  hr: personRef.nullable(),
  position: z.object({ key: z.string(), name: z.string(), rule: z.string() }).nullable(),
  templates: z.array(z.object({ key: z.string(), name: z.string(), version: z.number().int() })),
  legalEndDate: day.nullable(),
  accessCutoffAt: instant.nullable(),
  launchedAt: instant.nullable(),
  releasedAt: instant.nullable(),
  releasedBy: personRef.nullable(),
  withdrawnBecause: z.string(),
  items: z.array(itemCard),
  preflight: z.array(preflightProblem),
  /** ★ items (gate: release) that still hold up the release. */
  gate: z.object({
    open: z.boolean(),
    blockers: z.array(itemCard),
    /** ★ questions nobody has answered, of those the person asking may read. */
    questions: z.array(questionView),
    /** How many more there are, for who releases. */
    unseenQuestions: z.number().int(),
    /** Whether the release, once open, falls to the person asking: they see what it still waits for. */
    mine: z.boolean(),
    /** What the release gives to somebody who stays, for who releases; the successor comes first. */
    passesOn: z
      .object({ documents: z.number().int(), questions: z.number().int(), successor: personRef.nullable() })
      .nullable(),
  }),
  /** Shown, never blocked by the gate. */
  statutory: z.array(z.object({ key: z.enum(['certificate', 'file_transfer', 'social_insurance']), dueOn: day })),
  history: z.array(historyEntry),
  abilities: z.array(z.enum(CASE_ACTIONS)),
});
export type HandoverView = z.infer<typeof handoverView>;

export const createBody = z.object({
  leaverId: userId,
  kind: z.enum(CASE_KINDS).default('departure'),
  lastWorkingDay: day,
  successorId: userId.nullable().default(null),
});
export const editBody = z.object({
  version,
  lastWorkingDay: day.optional(),
  legalEndDate: day.nullable().optional(),
  accessCutoffAt: instant.nullable().optional(),
  managerId: userId.optional(),
  successorId: userId.nullable().optional(),
  interimHolderId: userId.nullable().optional(),
  witnessId: userId.nullable().optional(),
  positionKey: text().max(64).optional(),
});
/** Irreversible for the leaver: the releasing HR types the leaver's name. */
export const releaseBody = z.object({ version, leaverName: sentence(64).min(1) });
export const withdrawBody = z.object({ version, reason });
export const nudgeBody = z.object({ userId });
export const positionsReply = z.object({ positions: z.array(z.object({ key: z.string(), name: z.string() })) });
