import type { QuestionRow, Tx } from '@baton/db';
import { readActor } from '../people/read-actor.ts';
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
