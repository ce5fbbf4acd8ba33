import { localDay, reviewRung } from '@baton/core';
import { listDraftsInReview, listRoleHolders } from '@baton/db';
import type { DigestSource } from '../reminder/digest-source.ts';
import { sayDay } from '../reminder/say-day.ts';
import { toDocumentFacts } from './to-document-facts.ts';

/** Drafts that wait for somebody's approval: from the day after they were handed in, on the ladder of reviews. */
export const tellApprovals: DigestSource = {
  name: 'approvals',
  async gather(tx, { corpId, today, calendar }) {
    const hr = await listRoleHolders(tx, corpId, ['hr']);
    const waiting = await listDraftsInReview(tx, corpId);
    return waiting.flatMap(({ document, draft }) => {
      const handedIn = draft.submittedAt ?? draft.savedAt;
      const since = localDay(handedIn);
      const rung = since < today ? reviewRung('acting', calendar.workdaysBetween(since, today)) : null;
      if (rung === null) return [];
      const day = sayDay(since);
      return toDocumentFacts(document, draft, hr).approverIds.map((userId) => ({
        userId,
        section: 'approve' as const,
        // Handed in anew after a rejection, it is another one.
        key: `approve:${document.id}:${handedIn.toISOString()}/${rung}`,
        title: draft.title,
        note: { zh: `${day.zh}提交`, en: `handed in on ${day.en}` },
        path: `/documents/${document.id}`,
        on: since,
      }));
    });
  },
};
