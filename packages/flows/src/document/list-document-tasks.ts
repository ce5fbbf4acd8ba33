import { type DocumentTask, documentTaskOf, isDueForReview, localDay } from '@baton/core';
import { listDocumentsWaiting, listQuestionsOfPerson, listRoleHolders, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { lookAtQuestions } from '../question/look-at-questions.ts';
import { toDocumentFacts } from './to-document-facts.ts';

/** Questions that are counted one by one; above it, "at least". */
const MOST_QUESTIONS = 100;

/**
 * What documents wait for from somebody, longest waiting first: drafts to approve, drafts given back to them, documents
 * to verify; and how many questions they are to answer.
 */
export function listDocumentTasks(deps: Deps, session: Session) {
  const { corpId, actor } = session;
  const now = deps.now();
  const today = localDay(now);
  return withCorp(deps.db, corpId, async (tx) => {
    const { reader, placeOf } = await lookAtQuestions(tx, session, now);
    const hrIds = await listRoleHolders(tx, corpId, ['hr']);
    const waiting = await listDocumentsWaiting(tx, { corpId, reader, today });
    let questions = 0;
    for (const row of await listQuestionsOfPerson(tx, { corpId, reader, whose: 'owner', limit: MOST_QUESTIONS }))
      if (await placeOf(row)) questions += 1;
    const rows = waiting.flatMap(({ document, draft, returnedBecause }) => {
      const facts = toDocumentFacts(document, draft, hrIds);
      const due = isDueForReview(document, today);
      const task = documentTaskOf(actor.userId, { ...facts, due, returned: returnedBecause !== null });
      if (task === null) return [];
      const handedIn = localDay(draft?.submittedAt ?? draft?.savedAt ?? document.updatedAt);
      const reviewed = document.reviewOn !== null && document.reviewOn <= today ? document.reviewOn : null;
      const told: Record<DocumentTask, { title: string; since: string | null; because: string }> = {
        approve: { title: draft?.title ?? document.title, since: handedIn, because: draft?.note ?? '' },
        revise: { title: draft?.title ?? document.title, since: null, because: returnedBecause ?? '' },
        verify: { title: document.title, since: reviewed, because: document.flaggedBecause },
      };
      return [{ id: document.id, task, ...told[task] }];
    });
    return {
      rows: rows.toSorted((a, b) => (a.since ?? today).localeCompare(b.since ?? today) || a.id.localeCompare(b.id)),
      questions,
    };
  });
}
