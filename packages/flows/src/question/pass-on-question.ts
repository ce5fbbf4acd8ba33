import {
  findCase,
  findDocument,
  findItem,
  findManagerOf,
  listAdmins,
  listGone,
  listRoleHolders,
  type QuestionRow,
  type Tx,
  updateQuestion,
} from '@baton/db';
import { addQuestionHistory } from './add-question-history.ts';
import { dueOnOf } from './ask-question.ts';
import { holdQuestion } from './change-question.ts';

type Sweep = {
  corpId: string;
  now: Date /** Counts as gone already: the leaver of a case being released. */;
  leaving?: string;
};

/**
 * Gives an unanswered question whose owner is gone to somebody who stays: the document's owner (or the item's doer), else
 * who leads the owner, else HR, else an admin. Documents and items are passed on before, so that their people are there.
 * @returns false when nobody is left; it is then as it was
 */
export async function passOnQuestion(
  tx: Tx,
  { questionId, ...sweep }: Sweep & { questionId: string },
): Promise<boolean> {
  const { corpId, now } = sweep;
  const question = await holdQuestion(tx, corpId, questionId);
  if (question?.state !== 'open') return true;
  const seat = await seatAgain(tx, { ...sweep, question });
  if (seat === null) return false;
  if (seat.ownerId === question.ownerId) return true;
  await updateQuestion(tx, question, { ...seat, updatedAt: now });
  await addQuestionHistory(tx, {
    ...{ corpId, questionId, at: now, by: 'system', action: 'question.passed_on' },
    details: { from: question.ownerId, to: seat.ownerId, left: true },
  });
  return true;
}

/**
 * Whom a question waits for now, and until when: as before while they are there.
 * @returns null when nobody is left
 */
export async function seatAgain(
  tx: Tx,
  { corpId, question, now, leaving }: Sweep & { question: QuestionRow },
): Promise<Pick<QuestionRow, 'ownerId' | 'dueOn'> | null> {
  const handover = question.handoverId === null ? undefined : await findCase(tx, corpId, question.handoverId);
  const line = [question.ownerId, ...(await inLine(tx, question, handover?.managerId ?? null))];
  const gone = await listGone(tx, corpId, line, now);
  const stays = (userId: string) => !gone.has(userId) && userId !== leaving;
  const ownerId = line.find((userId) => stays(userId) && userId !== question.askerId) ?? line.find(stays);
  if (ownerId === undefined) return null;
  return { ownerId, dueOn: await dueOnOf(tx, corpId, { ownerId, handover: handover ?? null }, now) };
}

async function inLine(tx: Tx, question: QuestionRow, managerId: string | null): Promise<string[]> {
  const { corpId, documentId, itemId } = question;
  const document = documentId === null ? undefined : (await findDocument(tx, corpId, documentId))?.document;
  const item = itemId === null ? undefined : await findItem(tx, corpId, itemId);
  const own = [document?.ownerId, item?.doerId, item?.acceptorId];
  const above = [await findManagerOf(tx, corpId, question.ownerId), managerId];
  // What is for named people must not wait for somebody who may not read it.
  const around =
    document?.visibility === 'people'
      ? [document.verifierId]
      : [...above, ...(await listRoleHolders(tx, corpId, ['hr'])), ...(await listAdmins(tx, corpId))];
  return [...own, ...around].filter((userId): userId is string => !!userId);
}
