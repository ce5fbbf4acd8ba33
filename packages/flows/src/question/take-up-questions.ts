import { caseRelations, localDay, OPEN_CASE_STATES, questionDueAgain } from '@baton/core';
import {
  findCase,
  findDocument,
  type HandoverRow,
  listQuestionHistory,
  listQuestionsWaitingFor,
  lockQuestion,
  type QuestionRow,
  type Tx,
  updateQuestion,
} from '@baton/db';
import { toDocumentFacts } from '../document/to-document-facts.ts';
import { readActor } from '../people/read-actor.ts';
import { dueOnOf } from './ask-question.ts';
import { isOpenToHr } from './look-at-questions.ts';

/**
 * What waits for a leaver belongs to their departure as if it were asked now, and is due while they are there: questions
 * of the case's people on documents that it concerns. Call under the case's lock, whenever it starts and whenever its
 * dates or people change; running it again changes nothing.
 */
export async function takeUpQuestions(tx: Tx, handover: HandoverRow, now: Date): Promise<void> {
  const { corpId, id: handoverId, leaverId } = handover;
  if (handover.kind !== 'departure' || !handover.launchedAt || !isOpen(handover)) return;
  const today = localDay(now);
  // In the order of their ids: nobody who holds several of them waits for us.
  for (const id of await listQuestionsWaitingFor(tx, corpId, [leaverId])) {
    const question = await lockQuestion(tx, corpId, id);
    if (question?.state !== 'open' || question.ownerId !== leaverId) continue;
    if (question.handoverId !== handoverId && !(await belongsTo(tx, handover, question, now))) continue;
    const since = await waitsSince(tx, question);
    const due = await dueOnOf(tx, corpId, { ownerId: leaverId, handover }, since);
    const dueOn = questionDueAgain(due, { before: question.dueOn, today });
    if (question.handoverId === handoverId && question.dueOn === dueOn) continue;
    await updateQuestion(tx, question, { handoverId, dueOn });
  }
}

const isOpen = ({ state }: HandoverRow): boolean => (OPEN_CASE_STATES as readonly string[]).includes(state);

/** As `findQuestionOwner` would say it: who asked takes part, the document is the leaver's or the position's. */
async function belongsTo(tx: Tx, handover: HandoverRow, question: QuestionRow, now: Date): Promise<boolean> {
  const { corpId, documentId, askerId } = question;
  if (documentId === null) return false;
  const other = question.handoverId === null ? undefined : await findCase(tx, corpId, question.handoverId);
  if (other && isOpen(other)) return false;
  const document = (await findDocument(tx, corpId, documentId))?.document;
  if (!document) return false;
  const isPositions =
    document.positionKey !== null &&
    document.positionKey === handover.positionKey &&
    isOpenToHr(toDocumentFacts(document, null, []));
  if (document.ownerId !== handover.leaverId && !isPositions) return false;
  const asker = await readActor(tx, corpId, askerId);
  return askerId !== handover.leaverId && caseRelations(asker, handover, now).length > 0;
}

const BEGINS: readonly string[] = ['question.asked', 'question.reopened', 'question.passed_on'];
/** Lines of history in which that is looked for. */
const HISTORY = 100;

/** When it began to wait for whom it waits for now. */
async function waitsSince(tx: Tx, { corpId, id, createdAt }: QuestionRow): Promise<Date> {
  const lines = await listQuestionHistory(tx, corpId, id, HISTORY);
  return lines.find(({ action }) => BEGINS.includes(action))?.at ?? createdAt;
}
