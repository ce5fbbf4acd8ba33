import { insertQuestionHistory, type Tx } from '@baton/db';
import type { HistoryDetails } from '../handover/add-history.ts';

/** Every action of a question's append-only history. Names are part of the API; the pages turn them into sentences. */
const QUESTION_HISTORY_ACTIONS = [
  'question.asked',
  'question.answered',
  'question.accepted',
  'question.reopened',
  'question.withdrawn',
  'question.merged',
  'question.starred',
  'question.unstarred',
  'question.waived',
  'question.passed_on',
  'question.folded',
] as const;
export type QuestionHistoryAction = (typeof QUESTION_HISTORY_ACTIONS)[number];

export type QuestionHistoryEntry = {
  corpId: string;
  questionId: string;
  at: Date;
  /** userId or 'system'. */
  by: string;
  action: QuestionHistoryAction;
  /** Flat values for the sentence the page composes. `to` and `from` are userIds: readers get names. */
  details?: HistoryDetails;
};

/** Adds lines to questions' histories, in the transaction of the fact. Nothing ever changes or removes them. */
export const addQuestionHistory = (tx: Tx, ...entries: readonly QuestionHistoryEntry[]): Promise<void> =>
  insertQuestionHistory(
    tx,
    entries.map((entry) => ({ ...entry, details: entry.details ?? {} })),
  );
