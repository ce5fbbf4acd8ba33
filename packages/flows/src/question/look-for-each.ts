import type { Actor } from '@baton/core';
import { findPerson, listRoleHolders, type QuestionRow, type Tx } from '@baton/db';
import { lookAtQuestions, type QuestionPlace } from './look-at-questions.ts';

type Place = Pick<QuestionRow, 'documentId' | 'itemId' | 'handoverId'>;

/** What a question is about as somebody may see it, null when they may not read it; each person is looked up once. */
export function lookForEach(
  tx: Tx,
  corpId: string,
  now: Date,
): (userId: string, question: Place) => Promise<QuestionPlace | null> {
  const looks = new Map<string, ReturnType<typeof lookAtQuestions>>();
  const look = async (userId: string) =>
    lookAtQuestions(tx, { corpId, actor: await readActor(tx, corpId, userId) }, now);
  return async (userId, question) => {
    const known = looks.get(userId) ?? look(userId);
    looks.set(userId, known);
    return (await known).placeOf(question);
  };
}

/** Somebody who did not sign in just now, as far as it decides what they may read. */
export async function readActor(tx: Tx, corpId: string, userId: string): Promise<Actor> {
  const isHr = (await listRoleHolders(tx, corpId, ['hr'])).includes(userId);
  const person = await findPerson(tx, corpId, userId);
  return { userId, isAdmin: person?.isAdmin ?? false, roles: isHr ? ['hr'] : [] };
}
