import { sql } from 'drizzle-orm';
import {
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { corpId, createdAt, id, instant } from './columns.ts';
import { items } from './items.ts';

/** When an item's next rung of the ladder is due. One row per item; recomputed when dates or state change. */
export const reminders = pgTable(
  'reminders',
  {
    corpId: corpId(),
    itemId: uuid('item_id').notNull(),
    handoverId: uuid('handover_id').notNull(),
    /** D-7, D-3, D-1, D0, overdue day n … */
    rung: text('rung').notNull(),
    /** Null when nothing more is to be sent; the row stays, so that a reopened item never repeats a rung. */
    dueAt: instant('due_at'),
    /** Rungs already sent, so that a changed date never sends one twice. */
    sent: jsonb('sent').$type<string[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.itemId] }),
    foreignKey({ columns: [t.corpId, t.itemId], foreignColumns: [items.corpId, items.id] }),
    index('reminders_due').on(t.corpId, t.dueAt),
  ],
);

/** Outbox. Written in the transaction of the fact; `dedupeKey` makes every message exactly one row. */
export const notices = pgTable(
  'notices',
  {
    corpId: corpId(),
    id: id(),
    dedupeKey: text('dedupe_key').notNull(),
    channel: text('channel').$type<'robot' | 'approval_comment'>().notNull(),
    /** Robot: the person; comment: the approval instance. */
    recipient: text('recipient').notNull(),
    kind: text('kind').notNull(), // digest, case_launched, item_returned, released …
    body: jsonb('body').$type<Record<string, unknown>>().notNull(),
    /** For digests: the local day, one per person and day (unique below). */
    digestOn: date('digest_on', { mode: 'string' }),
    notBefore: instant('not_before').notNull(),
    state: text('state').$type<NoticeState>().notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    claimedAt: instant('claimed_at'),
    sentAt: instant('sent_at'),
    /** DingTalk's processQueryKey, proof of sending. */
    receipt: text('receipt').notNull().default(''),
    lastError: text('last_error').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    uniqueIndex('notices_dedupe').on(t.corpId, t.dedupeKey),
    uniqueIndex('notices_one_digest').on(t.corpId, t.recipient, t.digestOn),
    index('notices_waiting').on(t.corpId, t.state, t.notBefore),
    index('notices_digest_day').on(t.corpId, t.digestOn).where(sql`digest_on is not null`),
  ],
);
/** uncertain: the process died between sending and noting it; never re-sent blindly, shown to the admin. */
export type NoticeState = 'waiting' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'cancelled';

/**
 * What each person was told of in a digest besides handovers: a fact and the occasion once. A digest that was cancelled
 * before it went out told nothing, nor did one that failed, so their lines may be told again.
 */
export const digestLines = pgTable(
  'digest_lines',
  {
    corpId: corpId(),
    userId: text('user_id').notNull(),
    /** `review:<document>:<due day>/7` and the like: see core's DigestLine. */
    key: text('key').notNull(),
    /** With the person, the digest it stands in. */
    digestOn: date('digest_on', { mode: 'string' }).notNull(),
    /** Digests it stood in: whom nothing reaches is not told of it for ever. */
    tries: integer('tries').notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.userId, t.key] })],
);
