import {
  AppError,
  checkEvidence,
  type EvidenceContent,
  type SystemFinding,
  systemProblems,
  systemStatement,
} from '@baton/core';
import { deleteDraft, findPerson, insertEvidence, listEvidence, listFiles } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { addHistory } from '../handover/add-history.ts';
import { changeItem, type ItemChanged, type ItemInput, type ItemWork } from './change-item.ts';
import { checkEvidenceFiles } from './check-evidence-files.ts';
import { dropStored, forgetUnnamedFiles } from './drop-files.ts';
import { findOpenToAll } from './evidence-documents.ts';
import { runSystemCheck } from './run-system-check.ts';
import { filesNamedBy, handedInFiles } from './visible-files.ts';

/**
 * Hands an item in: its evidence becomes a round that never changes, and the successor is asked to accept. Files the
 * round names are everybody's from now on; those that nothing names are gone.
 * @throws AppError evidence_insufficient with `problems`, invalid_input for a file of another item or a DEMO
 */
export async function submitItem(
  deps: Deps,
  session: Session,
  input: ItemInput & { evidence: readonly EvidenceContent[] },
): Promise<ItemChanged> {
  const { itemId, evidence: given } = input;
  let left: string[] = [];
  const changed = await changeItem(deps, session, input, {
    action: 'submit',
    history: 'item.submitted',
    also: async (work) => {
      const { tx, corpId, by, now: at } = work;
      const finding = await runSystemCheck(work);
      const evidence = finding ? withStatement(given, finding) : given;
      await requireEnough(work, evidence, { images: await checkEvidenceFiles(work, evidence), finding });
      const rows = await listEvidence(tx, corpId, itemId);
      const round = Math.max(0, ...rows.filter((row) => !row.draft).map((row) => row.round)) + 1;
      await deleteDraft(tx, corpId, itemId, by);
      await insertEvidence(tx, { corpId, itemId, round, draft: false, by, at }, evidence);
      await noteFiles(work, handedInFiles(rows), evidence);
      left = await forgetUnnamedFiles(tx, { corpId, itemId, evidence: await listEvidence(tx, corpId, itemId) });
    },
  });
  await dropStored(deps, session.corpId, left);
  return changed;
}

/** A line for each file that this round shows to the others for the first time. */
async function noteFiles(
  { tx, corpId, item, by, now: at }: ItemWork,
  before: ReadonlySet<string>,
  evidence: readonly EvidenceContent[],
): Promise<void> {
  const named = new Set(evidence.flatMap(filesNamedBy));
  const fresh = (await listFiles(tx, corpId, item.id)).filter(({ id }) => named.has(id) && !before.has(id));
  const line = { corpId, handoverId: item.handoverId, itemId: item.id, at, by, action: 'item.file_added' as const };
  await addHistory(tx, ...fresh.map(({ name, bytes }) => ({ ...line, details: { file: name, bytes } })));
}

async function requireEnough(
  { tx, corpId, item, by }: ItemWork,
  evidence: readonly EvidenceContent[],
  { images, finding }: { images: ReadonlySet<string>; finding: SystemFinding | null },
): Promise<void> {
  const signer = await findPerson(tx, corpId, by);
  const documents = await findOpenToAll(tx, corpId, { evidence, userIds: [by, item.acceptorId] });
  const problems = [
    ...checkEvidence(item, evidence, { signerName: signer?.name ?? null, images, documents }),
    ...(finding ? systemProblems(finding) : []),
  ];
  if (problems.length > 0) throw new AppError('evidence_insufficient', { problems });
}

/** What the system found stands in the place of what somebody might have typed. */
const withStatement = (given: readonly EvidenceContent[], finding: SystemFinding): EvidenceContent[] => [
  ...given.filter(({ type }) => type !== 'SYS'),
  { type: 'SYS', statement: systemStatement(finding) },
];
