import { AppError, authorizeQuestion } from '@baton/core';
import { addSeconds, lockQuestion, removeSecond, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { lookAtQuestions, toQuestionFacts } from './look-at-questions.ts';

/** 同问, on or off; once per person, however often it is sent. @throws AppError not_found, forbidden for who asked it */
export async function secondQuestion(
  deps: Deps,
  session: Session,
  input: { questionId: string; on: boolean },
): Promise<void> {
  const { corpId, actor } = session;
  await withCorp(deps.db, corpId, async (tx) => {
    const question = await lockQuestion(tx, corpId, input.questionId);
    const { placeOf } = await lookAtQuestions(tx, session, deps.now());
    const place = question && (await placeOf(question));
    if (!question || !place) throw new AppError('not_found');
    authorizeQuestion(actor, toQuestionFacts(question, place, false), 'second');
    if (input.on) await addSeconds(tx, question, [actor.userId]);
    else await removeSecond(tx, question, actor.userId);
  });
}
