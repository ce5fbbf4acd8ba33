import { type Actor, isClosed, namesOf, SYSTEM_CHECKS, type SystemCheckKind, type SystemFinding } from '@baton/core';
import {
  type CardRow,
  countStarredQuestions,
  type HandoverRow,
  listDocumentsById,
  listDocumentsHeldBy,
  listQuestionsHoldingUp,
  type Tx,
} from '@baton/db';
import { readReader } from '../document/read-reader.ts';
import type { ItemWork } from './change-item.ts';

type Found = {
  kind: SystemCheckKind;
  total: number;
  open: { id: string; title: string; readers: readonly string[] }[];
};

/** What the system finds for an item that it looks at itself; null for every other item. */
export async function runSystemCheck({ tx, corpId, item, handover }: ItemWork): Promise<SystemFinding | null> {
  const found = await look(tx, corpId, item, handover);
  return found && { kind: found.kind, total: found.total, open: found.open.length };
}

/** The same as one person may see it: titles only where they may read. Nothing once the item is closed. */
export async function readSystemCheck(
  tx: Tx,
  corpId: string,
  { actor, item, handover }: { actor: Actor; item: CardRow; handover: HandoverRow },
) {
  if (isClosed(item)) return null;
  const found = await look(tx, corpId, item, handover);
  if (!found) return null;
  const names = new Set(namesOf(await readReader(tx, corpId, actor)));
  const open = found.open.map(({ id, title, readers }) => ({
    id,
    title: readers.some((name) => names.has(name)) ? title : null,
  }));
  return { kind: found.kind, total: found.total, open };
}

async function look(tx: Tx, corpId: string, item: CardRow, handover: HandoverRow): Promise<Found | null> {
  const kind = item.evidence.flat().includes('SYS') ? SYSTEM_CHECKS[item.key] : undefined;
  if (kind === undefined) return null;
  return kind === 'documents' ? lookAtDocuments(tx, corpId, handover) : lookAtQuestions(tx, corpId, handover);
}

/** A draft that was never handed in is its writers' own: with them it is gone. */
async function lookAtDocuments(tx: Tx, corpId: string, { leaverId }: HandoverRow): Promise<Found> {
  const ids = await listDocumentsHeldBy(tx, corpId, [leaverId]);
  const owned = (await listDocumentsById(tx, corpId, ids)).filter(({ ownerId }) => ownerId === leaverId);
  const open = owned.filter(({ state }) => state === 'draft');
  return { kind: 'documents', total: owned.length, open };
}

async function lookAtQuestions(tx: Tx, corpId: string, { id: handoverId }: HandoverRow): Promise<Found> {
  const open = await listQuestionsHoldingUp(tx, corpId, handoverId);
  const total = await countStarredQuestions(tx, corpId, handoverId);
  // What is asked stands on the page of the question, for who may see the place it was asked at.
  return { kind: 'questions', total, open: open.map(({ id }) => ({ id, title: '', readers: [] })) };
}
