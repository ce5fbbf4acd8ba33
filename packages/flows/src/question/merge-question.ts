import { AppError, mergeProblem } from '@baton/core';
import { addSeconds, findQuestion, listSeconds, type QuestionRow } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { changeQuestion, type QuestionInput } from './change-question.ts';

/**
 * The same was asked before under the same document or item: it goes on there, and whoever asked here asks there too.
 * @throws AppError invalid_input (details.why) when core's `mergeProblem` has one, and what changeQuestion throws
 */
export const mergeQuestion = (deps: Deps, session: Session, input: QuestionInput & { into: string }): Promise<void> =>
  changeQuestion(deps, session, input, {
    action: 'merge',
    history: 'question.merged',
    // Else two that are merged into each other at once would both be gone.
    holdsAlso: input.into,
    work: async ({ tx, corpId, question }) => {
      const into = await findQuestion(tx, corpId, input.into);
      const why = mergeProblem(toMerged(question), into && toMerged(into));
      if (!into || why) throw new AppError('invalid_input', { field: 'into', why });
      const seconds = (await listSeconds(tx, corpId, [question.id])).map(({ userId }) => userId);
      await addSeconds(
        tx,
        into,
        [question.askerId, ...seconds].filter((userId) => userId !== into.askerId),
      );
      return { patch: { mergedInto: into.id }, details: { into: into.id } };
    },
  });

const toMerged = (row: QuestionRow) => ({ ...row, waived: row.waiver !== null });
