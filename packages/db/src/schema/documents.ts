import type { DocumentContent, DocumentKind, DocumentState, DraftState, Visibility } from '@baton/core';
import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { corpId, createdAt, id, instant } from './columns.ts';
import { positions } from './people.ts';

const list = (name: string) => text(name).array().notNull().default(sql`'{}'::text[]`);

/** What a position knows. A row is the document as readers meet it; what it says is in its versions. */
export const documents = pgTable(
  'documents',
  {
    corpId: corpId(),
    id: id(),
    kind: text('kind').$type<DocumentKind>().notNull(),
    state: text('state').$type<DocumentState>().notNull().default('draft'),
    /** Of the published version; of the draft while there is none. */
    title: text('title').notNull(),
    /** Null: of the whole company. Never a person's. */
    positionKey: text('position_key'),
    ownerId: text('owner_id').notNull(),
    verifierId: text('verifier_id').notNull(),
    /** May write besides the owner and the verifier. */
    editorIds: list('editor_ids'),
    visibility: text('visibility').$type<Visibility>().notNull(),
    /** Department ids, position keys or userIds, as `visibility` says. */
    visibleTo: list('visible_to'),
    /** Everybody who may read it, as core's `readersOf` names them; kept with every change of what decides on that. */
    readers: list('readers'),
    /** What it touches (报销, 三号机 …): when a subject changes, its documents are flagged. */
    subjects: list('subjects'),
    /** Null: by its kind. */
    reviewDays: integer('review_days'),
    /** Set by publishing and verifying only, never by a new verifier or a mended typo. */
    verifiedAt: instant('verified_at'),
    verifiedBy: text('verified_by'),
    reviewOn: date('review_on', { mode: 'string' }),
    /** The version readers see; null until the first. */
    publishedNumber: integer('published_number'),
    /** Last version a draft of it ever had: a new draft goes on from there, so that nobody takes it for one that is gone. */
    lastDraftVersion: integer('last_draft_version').notNull().default(1),
    flaggedBecause: text('flagged_because').notNull().default(''),
    obsoleteBecause: text('obsolete_because').notNull().default(''),
    source: text('source').$type<DocumentSource>().notNull().default('written'),
    version: integer('version').notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.positionKey], foreignColumns: [positions.corpId, positions.key] }),
    index('documents_latest').on(t.corpId, t.updatedAt, t.id),
    index('documents_position').on(t.corpId, t.positionKey, t.updatedAt),
    index('documents_owner').on(t.corpId, t.ownerId),
    index('documents_verifier').on(t.corpId, t.verifierId),
    index('documents_review').on(t.corpId, t.state, t.reviewOn),
  ],
);
export type DocumentSource = 'written' | 'imported' | 'synced';

/** What was published, word for word. Immutable by trigger and by grant; restoring makes the next one. */
export const documentVersions = pgTable(
  'document_versions',
  {
    corpId: corpId(),
    documentId: uuid('document_id').notNull(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    content: jsonb('content').$type<DocumentContent>().notNull(),
    /** Everything it says, folded: what subjects are looked for in. */
    plainText: text('plain_text').notNull(),
    /** A typo was mended: said nothing about whether the document is still right. */
    minor: boolean('minor').notNull().default(false),
    /** Who confirmed having read an older one confirms anew. */
    readAgain: boolean('read_again').notNull().default(false),
    /** What changed, in its authors' words. */
    note: text('note').notNull().default(''),
    authorIds: list('author_ids'),
    approvedBy: text('approved_by').notNull(),
    /** Nobody else was there to approve: docs/decisions/0009-who-approves-a-document.md. */
    selfApproved: boolean('self_approved').notNull().default(false),
    /** The older version whose content this is again. */
    restoredFrom: integer('restored_from'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.documentId, t.number] }),
    foreignKey({ columns: [t.corpId, t.documentId], foreignColumns: [documents.corpId, documents.id] }),
  ],
);

/** What is being written. One per document; `version` is what the second of two editors trips over. */
export const documentDrafts = pgTable(
  'document_drafts',
  {
    corpId: corpId(),
    documentId: uuid('document_id').notNull(),
    state: text('state').$type<Exclude<DraftState, 'none'>>().notNull().default('editing'),
    title: text('title').notNull(),
    content: jsonb('content').$type<DocumentContent>().notNull(),
    minor: boolean('minor').notNull().default(false),
    note: text('note').notNull().default(''),
    /** Everybody who wrote in it. */
    authorIds: list('author_ids'),
    /** The draft's version that was written on from, 0 for none: recognises a save sent twice. */
    savedFrom: integer('saved_from').notNull().default(0),
    savedBy: text('saved_by').notNull(),
    savedAt: instant('saved_at').notNull(),
    submittedBy: text('submitted_by'),
    submittedAt: instant('submitted_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.documentId] }),
    foreignKey({ columns: [t.corpId, t.documentId], foreignColumns: [documents.corpId, documents.id] }),
  ],
);

/** Append-only: reviews with their reasons, verifications, flags, changes of people. */
export const documentHistory = pgTable(
  'document_history',
  {
    corpId: corpId(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    at: instant('at').notNull(),
    /** userId or 'system'. */
    by: text('by').notNull(),
    action: text('action').notNull(), // document.created, document.submitted …
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.documentId], foreignColumns: [documents.corpId, documents.id] }),
    index('document_history_document').on(t.corpId, t.documentId, t.at),
  ],
);
