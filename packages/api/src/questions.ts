import { QUESTION_ACTIONS, QUESTION_STATES } from '@baton/core';
import { z } from 'zod';
import { day, id, instant, place, reason, text, version } from './fields.ts';
import { personRef } from './people.ts';

/** What an exception of an SOP takes, because that is where question and answer go. */
const QUESTION_MAX = 500;
const ANSWER_MAX = 2000;
const stepKey = text().max(64).default('');

export const questionView = z.object({
  id,
  version: z.number().int(),
  text: z.string(),
  state: z.enum(QUESTION_STATES),
  /** ★: the release of its case waits for an answer. */
  starred: z.boolean(),
  /** Holds up the release now. */
  holdsUp: z.boolean(),
  asker: personRef,
  /** Whom it waits for. */
  owner: personRef,
  askedAt: instant,
  dueOn: day,
  overdue: z.boolean(),
  /** One of these two. */
  document: z.object({ id, title: z.string() }).nullable(),
  item: z.object({ id, title: z.string() }).nullable(),
  /** The step as it is now; null for the document as a whole, and when the step is gone. */
  step: z.object({ key: z.string(), number: z.number().int(), action: z.string() }).nullable(),
  /** The open departure it belongs to. */
  handoverId: id.nullable(),
  /** In the order they were given. */
  answers: z.array(z.object({ id, text: z.string(), at: instant, by: personRef, accepted: z.boolean() })),
  /** 同问: how many besides who asked, and whether the person asking is one of them. */
  seconds: z.number().int(),
  seconded: z.boolean(),
  reopenedBecause: z.string(),
  waiver: z.object({ by: personRef, why: z.string(), risk: z.string() }).nullable(),
  /** The same was asked before, there. */
  mergedInto: id.nullable(),
  /** The accepted answer is in the open draft; false as well for who may not know. */
  folded: z.boolean(),
  /** The accepted answer is in the document since this version. */
  foldedNumber: z.number().int().nullable(),
  /** What the person asking may do now. Buttons come from here and from nowhere else. */
  abilities: z.array(z.enum(QUESTION_ACTIONS)),
});
export type QuestionView = z.infer<typeof questionView>;

export const questionReply = questionView.extend({
  /** Newest first. */
  history: z.array(
    z.object({
      id,
      at: instant,
      by: personRef.nullable(),
      action: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
});
export type QuestionReply = z.infer<typeof questionReply>;

/** `to_answer`: they wait for me. `asked`: I asked them. The others: on one document or item. */
export const questionsQuery = z.object({
  scope: z.enum(['to_answer', 'asked', 'document', 'item']).default('to_answer'),
  documentId: id.optional(),
  itemId: id.optional(),
});
export const questionsReply = z.object({
  rows: z.array(questionView),
  /** Whether a question this person asks there can be ★; false for one's own lists. */
  mayStar: z.boolean(),
});

/** `requestId` is made by who asks, once per question: the same request sent twice asks once. */
const asking = { requestId: id, text: text().trim().min(2).max(QUESTION_MAX), starred: z.boolean().default(false) };
export const askQuestionBody = z.union([
  z.object({ ...asking, documentId: id, stepKey }),
  z.object({ ...asking, itemId: id }),
]);
export const answerQuestionBody = z.object({ requestId: id, text: text().trim().min(1).max(ANSWER_MAX) });
export const acceptAnswerBody = z.object({ version, answerId: id });
export const questionReasonBody = z.object({ version, reason });
export const mergeQuestionBody = z.object({ version, into: id });
export const starQuestionBody = z.object({ version, starred: z.boolean() });
export const waiveQuestionBody = z.object({ version, why: reason, risk: reason });
export const secondQuestionBody = z.object({ on: z.boolean() });
/** `draftVersion`: of the document's draft as the person saw it; 0 for none. */
export const foldAnswerBody = z.object({ version, draftVersion: place });
