import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { corpId, createdAt, id, instant } from './columns.ts';
import { documents } from './documents.ts';

/** Pictures and files of a document. Its text names them as `file:<id>`; what no version names is its writers' alone. */
export const documentFiles = pgTable(
  'document_files',
  {
    corpId: corpId(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull(),
    by: text('by').notNull(),
    /** What a PDF, Word or Excel file says, for search; '' for a picture, and while it was not read. */
    text: text('text').notNull().default(''),
    /** When its text was looked for; null: it waits. */
    readAt: instant('read_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.documentId], foreignColumns: [documents.corpId, documents.id] }),
    index('document_files_document').on(t.corpId, t.documentId, t.createdAt),
    index('document_files_unread').on(t.corpId, t.readAt, t.createdAt),
  ],
);
