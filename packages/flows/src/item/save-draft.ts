import type { EvidenceContent } from '@baton/core';
import { deleteDraft, insertEvidence, listEvidence } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { fingerprint } from '../fingerprint.ts';
import { changeItem, type ItemChanged, type ItemInput, type ItemWork } from './change-item.ts';
import { checkEvidenceFiles } from './check-evidence-files.ts';

/**
 * Keeps what the doer has typed so far; nobody else sees it until it is submitted, but whoever has to do
 * the item in their place goes on from it. Drafts are not in the history.
 * @throws AppError invalid_input for a file of another item or a DEMO, conflict when another window saved first
 */
export function saveDraft(
  deps: Deps,
  session: Session,
  input: ItemInput & { evidence: readonly EvidenceContent[] },
): Promise<ItemChanged> {
  const { itemId, version, evidence } = input;
  return changeItem(
    deps,
    session,
    { itemId, version },
    {
      action: 'save',
      history: null,
      context: async (work) => {
        await checkEvidenceFiles(work, evidence);
        return { reason: work.item.reason };
      },
      also: async (work) => {
        const round = (await lastRound(work)) + 1;
        await deleteDraft(work.tx, work.corpId, itemId, work.by);
        const at = { corpId: work.corpId, itemId, round, draft: true, by: work.by, at: work.now };
        await insertEvidence(work.tx, at, evidence);
      },
      wasDone: async (work) => {
        const rows = await listEvidence(work.tx, work.corpId, itemId);
        const mine = rows.filter((row) => row.draft && row.by === work.by).map((row) => row.content);
        return fingerprint(mine) === fingerprint(evidence);
      },
    },
  );
}

/** Number of the last submitted round; 0 before the first. */
async function lastRound({ tx, corpId, item }: ItemWork): Promise<number> {
  const rows = await listEvidence(tx, corpId, item.id);
  return Math.max(0, ...rows.filter((row) => !row.draft).map((row) => row.round));
}
