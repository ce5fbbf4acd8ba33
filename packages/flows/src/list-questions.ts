import { AppError } from '@baton/core';
import { listQuestionsOfPerson, listQuestionsOn, withCorp } from '@baton/db';
import type { Deps, Session } from './deps.ts';
import { lookAtQuestions } from './look-at-questions.ts';
import { toQuestionViews } from './to-question-view.ts';

/** Questions a reply carries; a place with more of them has another trouble than a list without pages. */
const MOST = 200;

export type QuestionQuery =
  | { scope: 'to_answer' | 'asked' }
  | { scope: 'document'; documentId: string }
  | { scope: 'item'; itemId: string };

/**
 * Questions that wait for me, that I asked, or on one document or item; only those on what the person may read.
 * @throws AppError not_found for a document or item they may not read
 */
export function listQuestions(deps: Deps, session: Session, query: QuestionQuery) {
  const { corpId } = session;
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const looking = await lookAtQuestions(tx, session, now);
    const { reader } = looking;
    const on =
      'documentId' in query ? { documentId: query.documentId } : 'itemId' in query ? { itemId: query.itemId } : null;
    const place = on && (await looking.placeOf({ documentId: null, itemId: null, handoverId: null, ...on }));
    if (on && !place) throw new AppError('not_found');
    const whose = query.scope === 'to_answer' ? 'owner' : 'asker';
    const rows = on
      ? await listQuestionsOn(tx, corpId, on, MOST)
      : await listQuestionsOfPerson(tx, { corpId, reader, whose, limit: MOST });
    return { rows: await toQuestionViews(tx, session, rows, { ...looking, now }) };
  });
}
