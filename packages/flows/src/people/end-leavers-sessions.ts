import {
  endLostSessions,
  listCutOffCases,
  listDocumentsHeldBy,
  listLatelyGone,
  listQuestionsWaitingFor,
  listStrandedItems,
  withCorp,
} from '@baton/db';
import type { Deps } from '../deps.ts';
import { passOnDocument } from '../document/pass-on-document.ts';
import { passOnLeaversItems } from '../handover/pass-on-leavers-items.ts';
import { passOnItem } from '../item/pass-on-item.ts';
import { listLostQuestions, passOnQuestion } from '../question/pass-on-question.ts';

/**
 * At `accessCutoffAt`, or when somebody has left: their sessions end, what they had to hand over passes to somebody who
 * stays, wherever they still accept or confirm for others the next in line does, the documents they answered for get
 * somebody who stays, and so do the questions they had not answered, and those whose owner may no longer read what they are about. Afterwards nothing in a running case, no document and no question waits for somebody who cannot come in.
 * Running it again changes nothing. One that fails does not stop the others; the next run tries it again.
 */
export async function endLeaversSessions(
  deps: Deps,
  corpId: string,
): Promise<{ sessions: number; cases: number; items: number; documents: number; questions: number }> {
  const now = deps.now();
  const { sessions, cases, items, gone, documents } = await withCorp(deps.db, corpId, async (tx) => ({
    sessions: await endLostSessions(tx, corpId, now),
    gone: await listLatelyGone(tx, corpId, now),
    cases: await listCutOffCases(tx, corpId, now),
    items: await listStrandedItems(tx, corpId, now),
    documents: await listDocumentsHeldBy(tx, corpId, await listLatelyGone(tx, corpId, now)),
  }));
  let handedOn = 0;
  for (const handoverId of cases) {
    try {
      await withCorp(deps.db, corpId, (tx) => passOnLeaversItems(tx, { corpId, handoverId, now }));
      handedOn += 1;
    } catch (error) {
      deps.log.error({ event: 'case.not_handed_on', corpId, handoverId, error }, 'a case could not be handed on yet');
    }
  }
  let passed = 0;
  for (const itemId of items) {
    try {
      const done = await withCorp(deps.db, corpId, (tx) => passOnItem(tx, { corpId, itemId, now }));
      if (done) passed += 1;
      else deps.log.warn({ event: 'item.stranded', corpId, itemId }, 'nobody is left to accept or confirm an item');
    } catch (error) {
      deps.log.error({ event: 'item.not_passed_on', corpId, itemId, error }, 'an item could not be passed on yet');
    }
  }
  let kept = 0;
  for (const documentId of documents) {
    try {
      const done = await withCorp(deps.db, corpId, (tx) => passOnDocument(tx, { corpId, documentId, now }));
      if (done) kept += 1;
      else deps.log.warn({ event: 'document.stranded', corpId, documentId }, 'nobody is left to answer for a document');
    } catch (error) {
      const fields = { event: 'document.not_passed_on', corpId, documentId, error };
      deps.log.error(fields, 'a document could not be passed on yet');
    }
  }
  // Last: a question goes to whoever has the item or the document now.
  const unanswered = await withCorp(deps.db, corpId, async (tx) => [
    ...(await listQuestionsWaitingFor(tx, corpId, gone)),
    ...(await listLostQuestions(tx, corpId, now)),
  ]);
  let asked = 0;
  for (const questionId of new Set(unanswered)) {
    try {
      const done = await withCorp(deps.db, corpId, (tx) => passOnQuestion(tx, { corpId, questionId, now }));
      if (done) asked += 1;
      else deps.log.warn({ event: 'question.stranded', corpId, questionId }, 'nobody is left to answer a question');
    } catch (error) {
      const fields = { event: 'question.not_passed_on', corpId, questionId, error };
      deps.log.error(fields, 'a question could not be passed on yet');
    }
  }
  if (sessions + handedOn + passed + kept + asked > 0) {
    const counts = { sessions, cases: handedOn, items: passed, documents: kept, questions: asked };
    deps.log.info({ event: 'leaver.cut_off', corpId, ...counts }, 'access ended');
    deps.nudge('deliver-notices');
  }
  return { sessions, cases: handedOn, items: passed, documents: kept, questions: asked };
}
