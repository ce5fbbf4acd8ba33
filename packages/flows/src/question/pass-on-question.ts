import {
  findCase,
  findDocument,
  findItem,
  findManagerOf,
  listAdmins,
  listGone,
  listQuestionsOfOutsiders,
  listRoleHolders,
  type QuestionRow,
  type Tx,
  updateQuestion,
} from '@baton/db';
import { addQuestionHistory } from './add-question-history.ts';
import { dueOnOf } from './ask-question.ts';
import { holdQuestion } from './change-question.ts';
import { lookForEach } from './look-for-each.ts';

type Sweep = {
  corpId: string;
  now: Date;
  /** Counts as gone already: the leaver of a case being released. */
  leaving?: string;
};

/**
 * Gives an unanswered question whose owner is gone, or may no longer read what it is about, to somebody who stays and may:
 * the document's owner (or the item's doer), else who leads the owner, else HR, else an admin. Documents and items are
 * passed on before, so that their people are there.
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
    details: { from: question.ownerId, to: seat.ownerId, left: await isGone(tx, question, sweep) },
  });
  return true;
}

async function isGone(tx: Tx, { corpId, ownerId }: QuestionRow, { now, leaving }: Sweep): Promise<boolean> {
  return ownerId === leaving || (await listGone(tx, corpId, [ownerId], now)).has(ownerId);
}

/** Unanswered questions that wait for somebody who may not read what they are about: nobody sees them in their list. */
export async function listLostQuestions(tx: Tx, corpId: string, now: Date): Promise<string[]> {
  const placeFor = lookForEach(tx, corpId, now);
  const lost: string[] = [];
  for (const question of await listQuestionsOfOutsiders(tx, corpId))
    if ((await placeFor(question.ownerId, question)) === null) lost.push(question.id);
  return lost;
}

/**
 * Whom a question waits for now, and until when: as before while they are there and may read what it is about.
 * @returns null when nobody is left
 */
export async function seatAgain(
  tx: Tx,
  { corpId, question, now, leaving }: Sweep & { question: QuestionRow },
): Promise<Pick<QuestionRow, 'ownerId' | 'dueOn'> | null> {
  const handover = question.handoverId === null ? undefined : await findCase(tx, corpId, question.handoverId);
  const line = [question.ownerId, ...(await inLine(tx, question, handover?.managerId ?? null))];
  const gone = await listGone(tx, corpId, line, now);
  const placeFor = lookForEach(tx, corpId, now);
  let ownerId: string | undefined;
  for (const userId of new Set(line)) {
    if (gone.has(userId) || userId === leaving || !(await placeFor(userId, question))) continue;
    // Whoever asked is the last to answer it.
    ownerId = userId === question.askerId ? (ownerId ?? userId) : userId;
    if (ownerId !== question.askerId) break;
  }
  if (ownerId === undefined) return null;
  return { ownerId, dueOn: await dueOnOf(tx, corpId, { ownerId, handover: handover ?? null }, now) };
}

async function inLine(tx: Tx, question: QuestionRow, managerId: string | null): Promise<string[]> {
  const { corpId, documentId, itemId } = question;
  const document = documentId === null ? undefined : (await findDocument(tx, corpId, documentId))?.document;
  const item = itemId === null ? undefined : await findItem(tx, corpId, itemId);
  const own = [document?.ownerId, item?.doerId, item?.acceptorId];
  const above = [await findManagerOf(tx, corpId, question.ownerId), managerId];
  const around = [...(await listRoleHolders(tx, corpId, ['hr'])), ...(await listAdmins(tx, corpId))];
  // What is for named people is answered by them, before anybody who merely leads one of them.
  const named = document?.visibility === 'people' ? [document.verifierId] : [];
  return [...own, ...named, ...above, ...around].filter((userId): userId is string => !!userId);
}
