import { AppError, authorizeQuestion, moveQuestion, saysTooLittle } from '@baton/core';
import { findAnswered, insertAnswer, updateQuestion, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { advanceCase } from '../handover/advance-case.ts';
import { addQuestionHistory } from './add-question-history.ts';
import { holdQuestion } from './change-question.ts';
import { lookAtQuestions, toQuestionFacts } from './look-at-questions.ts';

/**
 * Answers, whoever may read the question; several may, one after the other or at once, and nothing is overwritten.
 * @param input.requestId given by who answers: the same request sent twice answers once
 * @throws AppError not_found, question_action_not_allowed, conflict for a request that said something else before,
 *   answer_says_nothing for 「无」「嗯」 to a ★ question
 */
export async function answerQuestion(
  deps: Deps,
  session: Session,
  input: { questionId: string; requestId: string; text: string },
): Promise<void> {
  const { corpId, actor } = session;
  const { questionId, requestId, text } = input;
  const now = deps.now();
  await withCorp(deps.db, corpId, async (tx) => {
    const question = await holdQuestion(tx, corpId, questionId);
    const { placeOf } = await lookAtQuestions(tx, session, now);
    const place = question && (await placeOf(question));
    if (!question || !place) throw new AppError('not_found');
    const line = { corpId, questionId, at: now, by: actor.userId };
    const before = await findAnswered(tx, { ...line, requestId });
    // Sent again after a lost reply it succeeds, wherever the question has gone since; other words are another answer.
    if (before?.questionId === questionId && before.text === text) return;
    if (before) throw new AppError('conflict');
    const facts = toQuestionFacts(question, place, false);
    authorizeQuestion(actor, facts, 'answer');
    if (question.starred && saysTooLittle(text)) throw new AppError('answer_says_nothing');
    if (!(await insertAnswer(tx, { ...line, requestId, text }))) throw new AppError('conflict');
    await updateQuestion(tx, question, { state: moveQuestion(facts, 'answer'), updatedAt: now });
    await addQuestionHistory(tx, { ...line, action: 'question.answered' });
    if (place.handover) await advanceCase(tx, { corpId, handoverId: place.handover.id, now, by: actor.userId });
  });
  deps.nudge('deliver-notices');
}
