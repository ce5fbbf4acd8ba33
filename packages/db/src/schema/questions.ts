import type { QuestionState } from '@baton/core';
import {
  boolean,
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
import { handovers } from './handovers.ts';
import { items } from './items.ts';

/** Asked on a document, on a step of it, or on an item of a handover: one of `documentId` and `itemId` is set. */
export const questions = pgTable(
  'questions',
  {
    corpId: corpId(),
    id: id(),
    /** Given by who asks, so that a request sent twice asks once. */
    requestId: uuid('request_id').notNull(),
    documentId: uuid('document_id'),
    /** The step's key; '' for the document as a whole. */
    stepKey: text('step_key').notNull().default(''),
    itemId: uuid('item_id'),
    /** The departure whose release it can hold up; null when it belongs to none. */
    handoverId: uuid('handover_id'),
    text: text('text').notNull(),
    starred: boolean('starred').notNull().default(false),
    state: text('state').$type<QuestionState>().notNull().default('open'),
    askerId: text('asker_id').notNull(),
    ownerId: text('owner_id').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    acceptedAnswerId: uuid('accepted_answer_id'),
    /** Asked before: goes on there. */
    mergedInto: uuid('merged_into'),
    reopenedBecause: text('reopened_because').notNull().default(''),
    waiver: jsonb('waiver').$type<{ by: string; why: string; risk: string }>(),
    /** The answer was put into the open draft; cleared when that is dropped. */
    foldedAt: instant('folded_at'),
    /** The version that came of that draft. */
    foldedNumber: integer('folded_number'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.documentId], foreignColumns: [documents.corpId, documents.id] }),
    foreignKey({ columns: [t.corpId, t.itemId], foreignColumns: [items.corpId, items.id] }),
    foreignKey({ columns: [t.corpId, t.handoverId], foreignColumns: [handovers.corpId, handovers.id] }),
    uniqueIndex('questions_once').on(t.corpId, t.askerId, t.requestId),
    index('questions_document').on(t.corpId, t.documentId, t.createdAt),
    index('questions_item').on(t.corpId, t.itemId),
    index('questions_handover').on(t.corpId, t.handoverId, t.state),
    index('questions_owner').on(t.corpId, t.ownerId, t.state),
    // What the digests look through every minute: open, or answered lately.
    index('questions_state').on(t.corpId, t.state, t.updatedAt),
    index('questions_asker').on(t.corpId, t.askerId, t.createdAt),
  ],
);

/** What was answered, word for word; never changed. Who knows better answers again. */
export const questionAnswers = pgTable(
  'question_answers',
  {
    corpId: corpId(),
    id: id(),
    requestId: uuid('request_id').notNull(),
    questionId: uuid('question_id').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    text: text('text').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.questionId], foreignColumns: [questions.corpId, questions.id] }),
    uniqueIndex('question_answers_once').on(t.corpId, t.by, t.requestId),
    index('question_answers_question').on(t.corpId, t.questionId, t.at),
  ],
);

/** 同问 */
export const questionSeconds = pgTable(
  'question_seconds',
  {
    corpId: corpId(),
    questionId: uuid('question_id').notNull(),
    userId: text('user_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.questionId, t.userId] }),
    foreignKey({ columns: [t.corpId, t.questionId], foreignColumns: [questions.corpId, questions.id] }),
  ],
);

/** Append-only: who asked, answered, accepted, took back, let go, and whom it went on to. */
export const questionHistory = pgTable(
  'question_history',
  {
    corpId: corpId(),
    id: id(),
    questionId: uuid('question_id').notNull(),
    at: instant('at').notNull(),
    /** userId or 'system'. */
    by: text('by').notNull(),
    action: text('action').notNull(), // question.asked, question.answered …
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.corpId, t.id] }),
    foreignKey({ columns: [t.corpId, t.questionId], foreignColumns: [questions.corpId, questions.id] }),
    index('question_history_question').on(t.corpId, t.questionId, t.at),
  ],
);
