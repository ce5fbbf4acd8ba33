import type { ConfirmerRole, EvidenceContent, EvidenceNeed, ItemState, Level } from '@baton/core';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { corpId, createdAt, id, instant } from './columns.ts';
import { handovers } from './handovers.ts';

/** 交接项 */
export const items = pgTable(
  'items',
  {
    corpId: corpId(),
    id: id(),
    handoverId: uuid('handover_id').notNull(),
    /** Key of the template line; unique in a case, so that issuing items twice is harmless. */
    key: text('key').notNull(),
    position: integer('position').notNull(),
    title: text('title').notNull(),
    standard: text('standard').notNull(),
    evidence: jsonb('evidence').$type<EvidenceNeed>().notNull(),
    columns: jsonb('columns').$type<string[]>().notNull(),
    level: text('level').$type<Level>().notNull(),
    gate: text('gate').$type<'release' | 'archive'>().notNull(),
    due: text('due').notNull(), // the offset
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    hours: real('hours').notNull(),
    restricted: boolean('restricted').notNull().default(false),
    state: text('state').$type<ItemState>().notNull().default('todo'),
    stateSince: instant('state_since').notNull(),
    /** Who does it: the leaver, or whoever took over after 转补交接. */
    doerId: text('doer_id').notNull(),
    acceptorId: text('acceptor_id'),
    acceptorInterim: boolean('acceptor_interim').notNull().default(false),
    acceptedAt: instant('accepted_at'),
    acceptedBy: text('accepted_by'),
    /** Accepted by an interim holder only: the real successor accepts again. */
    toBeReaccepted: boolean('to_be_reaccepted').notNull().default(false),
    reason: text('reason').notNull().default(''), // of 受阻, 退回, 豁免
    waiver: jsonb('waiver').$type<{ by: string; why: string; risk: string; followUpOn: string | null } | null>(),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.handoverId], foreignColumns: [handovers.corpId, handovers.id] }),
    uniqueIndex('items_key').on(t.corpId, t.handoverId, t.key),
    index('items_doer').on(t.corpId, t.doerId, t.state),
    index('items_acceptor').on(t.corpId, t.acceptorId, t.state),
    index('items_due').on(t.corpId, t.state, t.dueOn),
  ],
);

/** 佐证: append-only. A resubmission adds rows with the next `round`; old rounds stay readable. */
export const evidence = pgTable(
  'evidence',
  {
    corpId: corpId(),
    id: id(),
    itemId: uuid('item_id').notNull(),
    round: integer('round').notNull(),
    /** Drafts belong to their author and are replaced; submitted rows never change. */
    draft: boolean('draft').notNull(),
    content: jsonb('content').$type<EvidenceContent>().notNull(),
    by: text('by').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.itemId], foreignColumns: [items.corpId, items.id] }),
    index('evidence_item').on(t.corpId, t.itemId, t.round),
  ],
);

/** An uploaded file. `storageKey` is ours and random: nothing a user typed reaches a path. */
export const files = pgTable(
  'files',
  {
    corpId: corpId(),
    id: id(),
    handoverId: uuid('handover_id').notNull(),
    itemId: uuid('item_id').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull(),
    by: text('by').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.itemId], foreignColumns: [items.corpId, items.id] }),
    index('files_item').on(t.corpId, t.itemId),
  ],
);

/** A one-minute pass to one file, so that a browser can open it without a header. Only its SHA-256 is kept. */
export const fileTickets = pgTable(
  'file_tickets',
  {
    corpId: corpId(),
    ticketHash: text('ticket_hash').notNull(),
    fileId: uuid('file_id').notNull(),
    userId: text('user_id').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.ticketHash] }), index('file_tickets_expiry').on(t.corpId, t.expiresAt)],
);

/** 确认: one row per required signer of an item. */
export const confirmations = pgTable(
  'confirmations',
  {
    corpId: corpId(),
    itemId: uuid('item_id').notNull(),
    /** Which of the item's confirmer groups this row answers. */
    slot: integer('slot').notNull(),
    role: text('role').$type<ConfirmerRole>().notNull(),
    confirmerId: text('confirmer_id').notNull(),
    /** Set when somebody else signs on behalf: who delegated. */
    delegatedFrom: text('delegated_from'),
    confirmedAt: instant('confirmed_at'),
    confirmedBy: text('confirmed_by'),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.itemId, t.slot] }),
    foreignKey({ columns: [t.corpId, t.itemId], foreignColumns: [items.corpId, items.id] }),
    index('confirmations_person').on(t.corpId, t.confirmerId, t.confirmedAt),
  ],
);

/** Append-only (a trigger refuses UPDATE and DELETE). What happened, in order, for people and for audit. */
export const history = pgTable(
  'history',
  {
    corpId: corpId(),
    id: id(),
    handoverId: uuid('handover_id').notNull(),
    itemId: uuid('item_id'),
    at: instant('at').notNull(),
    /** userId, or 'system' / 'dingtalk'. */
    by: text('by').notNull(),
    action: text('action').notNull(), // case.opened, case.launched, item.submitted …
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.handoverId], foreignColumns: [handovers.corpId, handovers.id] }),
    index('history_case').on(t.corpId, t.handoverId, t.at),
    index('history_item').on(t.corpId, t.itemId, t.at),
  ],
);
