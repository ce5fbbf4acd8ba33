import { type DocumentContent, holdsAnswer } from '@baton/core';
import { type DocumentRow, listAnswers, listFoldedAfter, listFoldedInDraft, noteFolded, type Tx } from '@baton/db';

/**
 * A draft was published: answers that were put into it and are still there say in which version. One that its authors
 * took out again can be put in anew. Call under the document's lock.
 */
export async function settleFolded(
  tx: Tx,
  { corpId, id }: DocumentRow,
  { content, number }: { content: DocumentContent; number: number },
): Promise<void> {
  const folded = await listFoldedInDraft(tx, corpId, id);
  const answers = await listAnswers(
    tx,
    corpId,
    folded.map((question) => question.id),
  );
  for (const question of folded) {
    const answer = answers.find((one) => one.id === question.acceptedAnswerId)?.text ?? '';
    const isThere = answer !== '' && holdsAnswer(content, { question: question.text, answer });
    await noteFolded(tx, question, isThere ? { foldedAt: question.foldedAt, foldedNumber: number } : NOWHERE);
  }
}

/**
 * An older version is shown again: what came into the document after it and is not in its text is nowhere, and can be put
 * in anew. Call under the document's lock.
 */
export async function forgetFoldedAfter(
  tx: Tx,
  { corpId, id }: DocumentRow,
  { content, restoredFrom }: { content: DocumentContent; restoredFrom: number },
): Promise<void> {
  const later = await listFoldedAfter(tx, corpId, id, restoredFrom);
  const answers = await listAnswers(
    tx,
    corpId,
    later.map((question) => question.id),
  );
  for (const question of later) {
    const answer = answers.find((one) => one.id === question.acceptedAnswerId)?.text ?? '';
    if (answer === '' || !holdsAnswer(content, { question: question.text, answer }))
      await noteFolded(tx, question, NOWHERE);
  }
}

/** The draft was dropped: nothing that was put into it is anywhere. Call under the document's lock. */
export async function forgetFolded(tx: Tx, { corpId, id }: DocumentRow): Promise<void> {
  for (const question of await listFoldedInDraft(tx, corpId, id)) await noteFolded(tx, question, NOWHERE);
}

const NOWHERE = { foldedAt: null, foldedNumber: null };
