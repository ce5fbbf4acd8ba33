import { AppError } from '@baton/core';
import { listAnswers } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { changeQuestion, type QuestionInput } from './change-question.ts';

/**
 * 采纳: this answer helped; another may be accepted instead later, until one is in the document.
 * @throws AppError invalid_input for an answer to another question, forbidden for who asked nothing and wrote it themself
 */
export const acceptAnswer = (
  deps: Deps,
  session: Session,
  input: QuestionInput & { answerId: string },
): Promise<void> =>
  changeQuestion(deps, session, input, {
    action: 'accept',
    history: 'question.accepted',
    work: async ({ tx, corpId, by, question }) => {
      const answer = (await listAnswers(tx, corpId, [question.id])).find(({ id }) => id === input.answerId);
      if (!answer) throw new AppError('invalid_input', { field: 'answerId' });
      if (answer.by === by && question.askerId !== by) throw new AppError('forbidden', { action: 'accept' });
      const anew = question.acceptedAnswerId === answer.id ? {} : { foldedAt: null, foldedNumber: null };
      return { patch: { acceptedAnswerId: answer.id, ...anew }, details: { to: answer.by } };
    },
  });
