import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { corpId, instant } from './columns.ts';

/** Inbox. The primary key is the idempotency rule: an event that arrives twice is one row. */
export const events = pgTable(
  'events',
  {
    corpId: corpId(),
    /** DingTalk's eventId, else a digest of what identifies the event. */
    key: text('key').notNull(),
    type: text('type').notNull(),
    source: text('source').$type<'push' | 'failed_list' | 'reconcile' | 'replay'>().notNull(),
    payload: jsonb('payload').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** received → handled | ignored (on purpose) | unknown | deferred (its data is not readable yet) | failed */
    outcome: text('outcome').$type<EventOutcome>().notNull().default('received'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    settledAt: instant('settled_at'),
    /** Error code or why it was ignored; never a stack trace. */
    note: text('note').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.key] }), index('events_open').on(t.corpId, t.outcome, t.nextAttemptAt)],
);
export type EventOutcome = 'received' | 'handled' | 'ignored' | 'unknown' | 'deferred' | 'failed';

/** Where an incremental walk stands (directory walk, reconciliation, failed list …), so that it resumes. */
export const syncStates = pgTable(
  'sync_states',
  {
    corpId: corpId(),
    name: text('name').notNull(),
    cursor: jsonb('cursor').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.name] })],
);

/** One outgoing DingTalk interface × month × purpose. The budget ledger reads and adds here. */
export const dingtalkCalls = pgTable(
  'dingtalk_calls',
  {
    corpId: corpId(),
    month: text('month').notNull(), // YYYY-MM in Asia/Shanghai
    api: text('api').notNull(),
    purpose: text('purpose').notNull(),
    metered: integer('metered').notNull().default(0),
    free: integer('free').notNull().default(0),
    refused: integer('refused').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.month, t.api, t.purpose] })],
);

/** Ordinary OA templates an admin chose as resignations, and where in the form to read what. */
export const approvalForms = pgTable(
  'approval_forms',
  {
    corpId: corpId(),
    processCode: text('process_code').notNull(),
    name: text('name').notNull().default(''),
    /** Component ids, aliases or labels, tried in that order. Null leaver = the originator. */
    mapping: jsonb('mapping').$type<ApprovalMapping>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.processCode] })],
);
export type ApprovalMapping = {
  leaver: string | null;
  lastWorkingDay: string | null;
  successor: string | null;
};
