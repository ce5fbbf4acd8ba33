import { AppError } from '@baton/core';
import { findQuestion, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { lookAtQuestions } from './look-at-questions.ts';
import { questionHistoryOf, toQuestionViews } from './to-question-view.ts';

/** One question with its answers and history. @throws AppError not_found for who may not read what it is about */
export function readQuestion(deps: Deps, session: Session, { questionId }: { questionId: string }) {
  const { corpId } = session;
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const question = await findQuestion(tx, corpId, questionId);
    const looking = await lookAtQuestions(tx, session, now);
    const [view] = question ? await toQuestionViews(tx, session, [question], { ...looking, now }) : [];
    const place = question && (await looking.placeOf(question));
    if (!view || !place) throw new AppError('not_found');
    return { ...view, history: await questionHistoryOf(tx, corpId, questionId, place) };
  });
}
