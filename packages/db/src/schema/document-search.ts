import type { DocumentKind, DocumentState, Passage } from '@baton/core';
import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { corpId } from './columns.ts';
import { documents } from './documents.ts';

/**
 * What is searched of a published document. Everything here is derived and may be made anew at any time. Row-level security
 * is not forced on this one table: its owner's function `find_documents` must be able to use the index on `keys`, which no
 * policy lets through (docs/decisions/0010-search-in-chinese.md).
 */
export const documentSearch = pgTable(
  'document_search',
  {
    corpId: corpId(),
    documentId: uuid('document_id').notNull(),
    /** The version it was made from, and the way of cutting: core's SEARCH_CUT. */
    number: integer('number').notNull(),
    cut: integer('cut').notNull(),
    // Copies of the document's columns, kept by a trigger: they are asked before a document becomes a candidate.
    readers: text('readers').array().notNull(),
    kind: text('kind').$type<DocumentKind>().notNull(),
    state: text('state').$type<DocumentState>().notNull(),
    positionKey: text('position_key'),
    reviewOn: date('review_on', { mode: 'string' }),
    /** core's keysOf. */
    keys: integer('keys').array().notNull().default(sql`'{}'::int[]`),
    /** Folded: what the ranking reads. Title with subjects, text, text of attachments. */
    title: text('title').notNull(),
    body: text('body').notNull(),
    attached: text('attached').notNull(),
    /** As it was written: what is shown. */
    passages: jsonb('passages').$type<Passage[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.documentId] }),
    foreignKey({ columns: [t.corpId, t.documentId], foreignColumns: [documents.corpId, documents.id] }),
    // Written at once, not gathered: whoever publishes waits some milliseconds, whoever searches never.
    index('document_search_keys').using('gin', t.keys).with({ fastupdate: false }),
  ],
);

/** How many documents have a key that many have, by a sample; `key` 0: how many documents there are. */
export const searchFrequencies = pgTable(
  'search_frequencies',
  {
    corpId: corpId(),
    key: integer('key').notNull(),
    documents: integer('documents').notNull(),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.key] })],
);
