import { AppError } from '@baton/core';
import { addSeconds, findQuestion, listSeconds } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { changeQuestion, type QuestionInput } from './change-question.ts';

/**
 * The same was asked before under the same document or item: it goes on there, and whoever asked here asks there too.
 * @throws AppError invalid_input when `into` is elsewhere, is this one, or is no longer open to questions
 */
export const mergeQuestion = (deps: Deps, session: Session, input: QuestionInput & { into: string }): Promise<void> =>
  changeQuestion(deps, session, input, {
    action: 'merge',
    history: 'question.merged',
    work: async ({ tx, corpId, question }) => {
      const into = await findQuestion(tx, corpId, input.into);
      const isSamePlace = into?.documentId === question.documentId && into?.itemId === question.itemId;
      if (!into || !isSamePlace || into.id === question.id || ['withdrawn', 'merged'].includes(into.state)) {
        throw new AppError('invalid_input', { field: 'into' });
      }
      // A ★ does not get lost in one without.
      if (question.starred && question.waiver === null && question.state === 'open' && !into.starred) {
        throw new AppError('invalid_input', { field: 'into', why: 'not_starred' });
      }
      const seconds = (await listSeconds(tx, corpId, [question.id])).map(({ userId }) => userId);
      await addSeconds(
        tx,
        into,
        [question.askerId, ...seconds].filter((userId) => userId !== into.askerId),
      );
      return { patch: { mergedInto: into.id }, details: { into: into.id } };
    },
  });
