import { AppError, authorizeQuestion, moveQuestion, type QuestionAction } from '@baton/core';
import {
  findQuestion,
  listQuestionHistory,
  listShared,
  lockCase,
  lockDocument,
  lockQuestion,
  type QuestionRow,
  type Tx,
  updateQuestion,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { fingerprint } from '../fingerprint.ts';
import type { HistoryDetails } from '../handover/add-history.ts';
import { advanceCase } from '../handover/advance-case.ts';
import { indexDocument } from '../search/index-document.ts';
import { addQuestionHistory, type QuestionHistoryAction } from './add-question-history.ts';
import { lookAtQuestions, type QuestionPlace, toQuestionFacts } from './look-at-questions.ts';

/** Which question, in the version the person saw. */
export type QuestionInput = { questionId: string; version: number };

/** What a verb works with, inside the transaction and under the locks of the case and the question. */
export type QuestionWork = {
  tx: Tx;
  corpId: string;
  now: Date;
  by: string;
  question: QuestionRow;
  place: QuestionPlace;
};

/** After these an answer is accepted, or no longer is. */
const FOUND_BY_SEARCH: readonly QuestionAction[] = ['accept', 'reopen', 'withdraw', 'merge'];

type Change = {
  action: QuestionAction;
  history: QuestionHistoryAction;
  /** Holds the document as well: for a verb that writes in it. */
  holdsDocument?: boolean;
  /** Another question that the verb looks at, held as well. */
  holdsAlso?: string;
  /** What the verb changes besides the state; may read, check, throw, and write what is its own. */
  work?: (work: QuestionWork) => Promise<{ patch?: Partial<QuestionRow>; details?: HistoryDetails }>;
};

/**
 * The one way a question changes: lock its case, then itself; authorize and move by core's rules, write it if it is still
 * the version the person saw, then its history and the state of its case, all in one transaction. A request that was
 * carried out and whose answer got lost may be sent again: it changes nothing and succeeds.
 * @throws AppError not_found for who may not read the document or item, forbidden, question_action_not_allowed, conflict,
 *   and whatever the verb's own checks say
 */
export async function changeQuestion(
  deps: Deps,
  session: Session,
  input: QuestionInput,
  change: Change,
): Promise<void> {
  const { corpId, actor } = session;
  const now = deps.now();
  await withCorp(deps.db, corpId, async (tx) => {
    // What search finds of the document changes with an accepted answer, under the document's lock as in publishing.
    const isFound = FOUND_BY_SEARCH.includes(change.action);
    const holdsDocument = change.holdsDocument || isFound;
    const question = await holdQuestion(tx, corpId, input.questionId, { ...change, holdsDocument });
    const { placeOf } = await lookAtQuestions(tx, session, now);
    const place = question && (await placeOf(question));
    if (!question || !place) throw new AppError('not_found');
    const request = fingerprint([change.action, input]);
    if (question.version !== input.version) {
      if (question.version === input.version + 1 && (await wasDone(tx, question, actor.userId, request))) return;
      throw new AppError('conflict', { version: question.version });
    }
    const facts = toQuestionFacts(question, place, (await listShared(tx, corpId, [question.id])).has(question.id));
    authorizeQuestion(actor, facts, change.action);
    const state = moveQuestion(facts, change.action);
    const work = { tx, corpId, now, by: actor.userId, question, place };
    const { patch = {}, details = {} } = (await change.work?.(work)) ?? {};
    await updateQuestion(tx, question, { ...patch, state, updatedAt: now });
    const line = { corpId, questionId: question.id, at: now, by: actor.userId };
    await addQuestionHistory(tx, { ...line, action: change.history, details: { ...details, request } });
    if (isFound && place.document) await indexDocument(tx, place.document);
    if (place.handover) await advanceCase(tx, { corpId, handoverId: place.handover.id, now, by: actor.userId });
  });
  deps.nudge('deliver-notices');
}

/** A question under its lock and those that come before it: the case, and the document if it is written in. */
export async function holdQuestion(
  tx: Tx,
  corpId: string,
  questionId: string,
  { holdsDocument = false, holdsAlso }: Pick<Change, 'holdsDocument' | 'holdsAlso'> = {},
): Promise<QuestionRow | undefined> {
  const found = await findQuestion(tx, corpId, questionId);
  if (!found) return undefined;
  if (found.handoverId !== null) await lockCase(tx, corpId, found.handoverId);
  if (holdsDocument && found.documentId !== null) await lockDocument(tx, corpId, found.documentId);
  const others = holdsAlso === undefined || holdsAlso === questionId ? [] : [holdsAlso];
  let held: QuestionRow | undefined;
  for (const id of [questionId, ...others].toSorted()) {
    const row = await lockQuestion(tx, corpId, id);
    if (id === questionId) held = row;
  }
  return held;
}

async function wasDone(tx: Tx, { corpId, id }: QuestionRow, by: string, request: string): Promise<boolean> {
  const [last] = await listQuestionHistory(tx, corpId, id, 1);
  return last?.by === by && last.details.request === request;
}
