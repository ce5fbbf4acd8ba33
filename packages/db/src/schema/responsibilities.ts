import type { Frequency } from '@baton/core';
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { corpId, createdAt, id, instant } from './columns.ts';
import { documents } from './documents.ts';
import { positions } from './people.ts';

/** 职责: what a position has to do, again and again. Belongs to the position, whoever holds it. */
export const responsibilities = pgTable(
  'responsibilities',
  {
    corpId: corpId(),
    id: id(),
    positionKey: text('position_key').notNull(),
    title: text('title').notNull(),
    /** The title as it is compared: no two living ones of a position say the same. */
    titleKey: text('title_key').notNull(),
    /** Null: nobody said how often. */
    frequency: text('frequency').$type<Frequency>(),
    /** What comes out of it, in its people's words. */
    output: text('output').notNull().default(''),
    starred: boolean('starred').notNull().default(false),
    /** Who answers for it; null and whoever has left are nobody. */
    ownerId: text('owner_id'),
    /** The item of a handover whose list named it; null when it was written here. */
    fromItemId: uuid('from_item_id'),
    retiredAt: instant('retired_at'),
    version: integer('version').notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.positionKey], foreignColumns: [positions.corpId, positions.key] }),
    uniqueIndex('responsibilities_once').on(t.corpId, t.positionKey, t.titleKey).where(sql`retired_at is null`),
  ],
);

/** The documents that say how it is done. */
export const responsibilityDocuments = pgTable(
  'responsibility_documents',
  {
    corpId: corpId(),
    responsibilityId: uuid('responsibility_id').notNull(),
    documentId: uuid('document_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.responsibilityId, t.documentId] }),
    foreignKey({
      columns: [t.corpId, t.responsibilityId],
      foreignColumns: [responsibilities.corpId, responsibilities.id],
    }),
    foreignKey({ columns: [t.corpId, t.documentId], foreignColumns: [documents.corpId, documents.id] }),
  ],
);

/** Who was seen doing it alone, said by somebody who leads the position. Authors and readers are derived, not kept. */
export const responsibilityDoers = pgTable(
  'responsibility_doers',
  {
    corpId: corpId(),
    responsibilityId: uuid('responsibility_id').notNull(),
    userId: text('user_id').notNull(),
    verifiedBy: text('verified_by').notNull(),
    verifiedAt: instant('verified_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.responsibilityId, t.userId] }),
    foreignKey({
      columns: [t.corpId, t.responsibilityId],
      foreignColumns: [responsibilities.corpId, responsibilities.id],
    }),
  ],
);
