import type {
  DocumentKind,
  GivenContent,
  ImportDecision,
  ImportFileState,
  ImportMode,
  ImportProblem,
  ImportState,
  UploadProblem,
  Visibility,
} from '@baton/core';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import { documents } from './documents.ts';

/** Files being brought in. Whoever began it sees it, nobody else. */
export const imports = pgTable(
  'imports',
  {
    corpId: corpId(),
    id: id(),
    state: text('state').$type<ImportState>().notNull().default('choosing'),
    mode: text('mode').$type<ImportMode>().notNull().default('draft'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** When its uploads were removed from the storage; only then nothing of it is left there. */
    clearedAt: instant('cleared_at'),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    index('imports_mine').on(t.corpId, t.createdBy, t.createdAt),
    index('imports_at_work')
      .on(t.corpId, t.createdAt)
      .where(sql`state in ('scanning', 'running') or (state in ('done', 'discarded') and cleared_at is null)`),
  ],
);

/** What was uploaded, as it came. */
export const importUploads = pgTable(
  'import_uploads',
  {
    corpId: corpId(),
    id: id(),
    importId: uuid('import_id').notNull(),
    name: text('name').notNull(),
    /** What its sources are known by the next time: see document_sources. */
    root: text('root').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull(),
    /** Entries it has, once it was opened: what the scan is measured by. */
    entries: integer('entries'),
    scannedAt: instant('scanned_at'),
    problem: text('problem').$type<UploadProblem>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.importId], foreignColumns: [imports.corpId, imports.id] }),
    index('import_uploads_import').on(t.corpId, t.importId, t.createdAt),
  ],
);

/** A picture or file that goes with a document; `ref` is what its text calls it. */
export type ImportedFile = {
  ref: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  storageKey: string;
};

/** One source: a file, or a row of a sheet. What the dry run found, what the person says, and what came of it. */
export const importFiles = pgTable(
  'import_files',
  {
    corpId: corpId(),
    id: id(),
    importId: uuid('import_id').notNull(),
    uploadId: uuid('upload_id').notNull(),
    /** Order in the report and in the run. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    path: text('path').notNull(),
    /** Which of several documents of one file; '' for the only one. */
    part: text('part').notNull().default(''),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull().default(''),
    /** Of what it says, pictures included; not of how its file happens to be packed. */
    contentHash: text('content_hash').notNull().default(''),
    /** The document the file says it was exported from. */
    saidDocumentId: uuid('said_document_id'),
    isAttachment: boolean('is_attachment').notNull().default(false),
    kind: text('kind').$type<DocumentKind>().notNull(),
    title: text('title').notNull(),
    positionKey: text('position_key'),
    ownerId: text('owner_id'),
    verifierId: text('verifier_id'),
    visibility: text('visibility').$type<Visibility>().notNull(),
    visibleTo: text('visible_to').array().notNull().default(sql`'{}'::text[]`),
    subjects: text('subjects').array().notNull().default(sql`'{}'::text[]`),
    reviewDays: integer('review_days'),
    content: jsonb('content').$type<GivenContent>(),
    files: jsonb('files').$type<ImportedFile[]>().notNull().default([]),
    problems: jsonb('problems').$type<ImportProblem[]>().notNull().default([]),
    /** The person does not want this one. */
    skip: boolean('skip').notNull().default(false),
    decision: text('decision').$type<ImportDecision>().notNull(),
    state: text('state').$type<ImportFileState>().notNull().default('waiting'),
    /** The document it became, or is a source of. */
    documentId: uuid('document_id'),
    failedBecause: text('failed_because').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.importId], foreignColumns: [imports.corpId, imports.id] }),
    // A scan that was killed begins again: what it had found is there once.
    uniqueIndex('import_files_source').on(t.corpId, t.importId, t.uploadId, t.path, t.part),
    index('import_files_order').on(t.corpId, t.importId, t.seq),
  ],
);

/**
 * Where an imported document came from: what keeps a second import of the same folder from making doubles. One document
 * may have come from several: exported, written on and brought back, it is still what the first folder holds.
 */
export const documentSources = pgTable(
  'document_sources',
  {
    corpId: corpId(),
    documentId: uuid('document_id').notNull(),
    root: text('root').notNull(),
    path: text('path').notNull(),
    part: text('part').notNull(),
    sha256: text('sha256').notNull(),
    contentHash: text('content_hash').notNull(),
    /** Version of the draft the import left; one that differs was written on by somebody. */
    draftVersion: integer('draft_version').notNull(),
    importedBy: text('imported_by').notNull(),
    importedAt: instant('imported_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.documentId, t.root, t.path, t.part] }),
    foreignKey({ columns: [t.corpId, t.documentId], foreignColumns: [documents.corpId, documents.id] }),
    index('document_sources_key').on(t.corpId, t.root, t.path, t.part),
  ],
);

/** A ticket that opens one export for a minute: a browser cannot send the session's token with a download. */
export const exportTickets = pgTable(
  'export_tickets',
  {
    corpId: corpId(),
    ticketHash: text('ticket_hash').notNull(),
    userId: text('user_id').notNull(),
    /** A position's key, `*company`, or null for everything the person may read. */
    position: text('position'),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.ticketHash] })],
);
