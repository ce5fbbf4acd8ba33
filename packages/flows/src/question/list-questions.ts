import { AppError, canStar } from '@baton/core';
import { listQuestionsOfPerson, listQuestionsOn, type Tx, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { findQuestionOwner } from './find-question-owner.ts';
import { lookAtQuestions, type QuestionPlace } from './look-at-questions.ts';
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
    const mayStar = place ? await mayAskStarred(tx, session, looking, { ...place, ...spotOf(query) }, now) : false;
    return { rows: await toQuestionViews(tx, session, rows, { ...looking, now }), mayStar };
  });
}

const spotOf = (query: QuestionQuery) => ({
  documentId: 'documentId' in query ? query.documentId : null,
  itemId: 'itemId' in query ? query.itemId : null,
});

/** Whether a question that this person asked here now could be ★. */
async function mayAskStarred(
  tx: Tx,
  session: Session,
  { placeOf }: Awaited<ReturnType<typeof lookAtQuestions>>,
  { documentId, itemId, ...found }: QuestionPlace & ReturnType<typeof spotOf>,
  now: Date,
): Promise<boolean> {
  const { actor } = session;
  const spot = { documentId, itemId };
  const inCase = await placeOf({ ...spot, handoverId: found.item?.handoverId ?? null });
  const seat = await findQuestionOwner(tx, session, { ...found, handover: inCase?.handover ?? null }, now);
  const seated = await placeOf({ ...spot, handoverId: seat.handover?.id ?? null });
  const fresh = { state: 'open' as const, starred: false, waived: false, shared: false, askerId: actor.userId };
  return seated !== null && canStar(actor, { ...fresh, ownerId: seat.ownerId, ...seated.facts });
}
