import { AppError, checkEvidence, type EvidenceContent } from '@baton/core';
import { deleteDraft, findPerson, insertEvidence, listEvidence } from '@baton/db';
import { changeItem, type ItemChanged, type ItemInput, type ItemWork } from './change-item.ts';
import { checkEvidenceFiles } from './check-evidence-files.ts';
import type { Deps, Session } from './deps.ts';

/**
 * Hands an item in: its evidence becomes a round that never changes, and the successor is asked to accept.
 * @throws AppError evidence_insufficient with `problems`, invalid_input for a file of another item or a DEMO
 */
export function submitItem(
  deps: Deps,
  session: Session,
  input: ItemInput & { evidence: readonly EvidenceContent[] },
): Promise<ItemChanged> {
  const { itemId, evidence } = input;
  return changeItem(deps, session, input, {
    action: 'submit',
    history: 'item.submitted',
    also: async (work) => {
      const { tx, corpId, by, now: at } = work;
      await requireEnough(work, evidence, await checkEvidenceFiles(work, evidence));
      const rows = await listEvidence(tx, corpId, itemId);
      const round = Math.max(0, ...rows.filter((row) => !row.draft).map((row) => row.round)) + 1;
      await deleteDraft(tx, corpId, itemId, by);
      await insertEvidence(tx, { corpId, itemId, round, draft: false, by, at }, evidence);
    },
  });
}

async function requireEnough(
  { tx, corpId, item, by }: ItemWork,
  evidence: readonly EvidenceContent[],
  images: ReadonlySet<string>,
): Promise<void> {
  const signer = await findPerson(tx, corpId, by);
  const problems = checkEvidence(item, evidence, { signerName: signer?.name ?? null, images });
  if (problems.length > 0) throw new AppError('evidence_insufficient', { problems });
}
