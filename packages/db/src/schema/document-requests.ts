import type { RequestState } from '@baton/core';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { corpId, createdAt, id, instant } from './columns.ts';

/** 「还没有人写过」: what somebody looked for and did not find, asked of whoever answers for the position. */
export const documentRequests = pgTable(
  'document_requests',
  {
    corpId: corpId(),
    id: id(),
    /** In the words of who asked first. */
    wanted: text('wanted').notNull(),
    /** The same, folded: asked twice it is one request with two askers. */
    wantedKey: text('wanted_key').notNull(),
    /** '' : of no position; text, so that it takes part in the unique index. */
    positionKey: text('position_key').notNull().default(''),
    /** Who leads the position's people, else HR. */
    ownerId: text('owner_id').notNull(),
    askerIds: text('asker_ids').array().notNull(),
    state: text('state').$type<RequestState>().notNull().default('open'),
    /** The document that answers it. */
    documentId: uuid('document_id'),
    reason: text('reason').notNull().default(''),
    closedAt: instant('closed_at'),
    closedBy: text('closed_by'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    uniqueIndex('document_requests_one_open').on(t.corpId, t.positionKey, t.wantedKey).where(sql`state = 'open'`),
    index('document_requests_owner').on(t.corpId, t.ownerId, t.state),
  ],
);
