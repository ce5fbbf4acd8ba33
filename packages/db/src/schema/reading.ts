import type { ReadingReason, ReadingStep } from '@baton/core';
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
import { documents } from './documents.ts';
import { positions } from './people.ts';

/** What somebody new in a position reads and does, where its people changed it; else it is derived from its documents. */
export const readingPaths = pgTable(
  'reading_paths',
  {
    corpId: corpId(),
    positionKey: text('position_key').notNull(),
    steps: jsonb('steps').$type<ReadingStep[]>().notNull(),
    version: integer('version').notNull().default(1),
    updatedBy: text('updated_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.positionKey] }),
    foreignKey({ columns: [t.corpId, t.positionKey], foreignColumns: [positions.corpId, positions.key] }),
  ],
);

/** Who goes along which path since when. `cause` names what started it, once for ever: sweeps start nothing twice. */
export const readings = pgTable(
  'readings',
  {
    corpId: corpId(),
    id: id(),
    userId: text('user_id').notNull(),
    positionKey: text('position_key').notNull(),
    reason: text('reason').$type<ReadingReason>().notNull(),
    /** `joined:<instant>`, `moved:<instant>`, `successor:<case>`, `assigned:<instant>:<by whom>:<position>` */
    cause: text('cause').notNull(),
    /** The predecessor's case, where there is one. */
    handoverId: uuid('handover_id'),
    startedOn: date('started_on', { mode: 'string' }).notNull(),
    endedAt: instant('ended_at'),
    /** Ended for good: nothing was left to do on it, or who was put on it by hand was taken off. What ended otherwise may go on one day. */
    finishedAt: instant('finished_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    uniqueIndex('readings_cause').on(t.corpId, t.userId, t.cause),
    uniqueIndex('readings_one_path').on(t.corpId, t.userId, t.positionKey).where(sql`ended_at is null`),
  ],
);

/** Steps that are no document, done by the reader's word. */
export const readingStepsDone = pgTable(
  'reading_steps_done',
  {
    corpId: corpId(),
    readingId: uuid('reading_id').notNull(),
    stepKey: text('step_key').notNull(),
    doneAt: instant('done_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.readingId, t.stepKey] }),
    foreignKey({ columns: [t.corpId, t.readingId], foreignColumns: [readings.corpId, readings.id] }),
  ],
);

/** 已读确认: who confirmed having read which version, and when. Holds until a version that is to be read again. */
export const readConfirmations = pgTable(
  'read_confirmations',
  {
    corpId: corpId(),
    userId: text('user_id').notNull(),
    documentId: uuid('document_id').notNull(),
    number: integer('number').notNull(),
    confirmedAt: instant('confirmed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.userId, t.documentId, t.number] }),
    foreignKey({ columns: [t.corpId, t.documentId], foreignColumns: [documents.corpId, documents.id] }),
    index('read_confirmations_document').on(t.corpId, t.documentId),
  ],
);

/** The position somebody was last seen in: a change of it starts a path. */
export const seats = pgTable(
  'seats',
  {
    corpId: corpId(),
    userId: text('user_id').notNull(),
    positionKey: text('position_key').notNull(),
    since: instant('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.corpId, t.userId] })],
);
