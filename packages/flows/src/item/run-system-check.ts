import { type Actor, isClosed, SYSTEM_CHECKS, type SystemCheckKind, type SystemFinding } from '@baton/core';
import {
  type CardRow,
  countStarredQuestions,
  type HandoverRow,
  listOwned,
  listQuestionsHoldingUp,
  listReadable,
  type Tx,
} from '@baton/db';
import { readReader } from '../document/read-reader.ts';
import type { ItemWork } from './change-item.ts';

/** `open`: ids of what stands in the way. */
type Found = { kind: SystemCheckKind; total: number; open: string[] };

/** What the system finds for an item that it looks at itself; null for every other item. */
export async function runSystemCheck({ tx, corpId, item, handover }: ItemWork): Promise<SystemFinding | null> {
  const found = await look(tx, corpId, item, handover);
  return found && { kind: found.kind, total: found.total, open: found.open.length };
}

/**
 * The same as one person may see it: titles of documents where they may read them; what is asked stands on the page of the
 * question, for who may see the place it was asked at. Nothing once the item is closed.
 */
export async function readSystemCheck(
  tx: Tx,
  corpId: string,
  { actor, item, handover }: { actor: Actor; item: CardRow; handover: HandoverRow },
) {
  const found = isClosed(item) ? null : await look(tx, corpId, item, handover);
  if (!found) return null;
  const ids = found.kind === 'documents' ? found.open : [];
  const readable =
    ids.length === 0 ? [] : await listReadable(tx, { corpId, reader: await readReader(tx, corpId, actor), ids });
  const titles = new Map(readable.map(({ document }) => [document.id, document.title]));
  const open = found.open.map((id) => ({ id, title: titles.get(id) ?? null }));
  return { kind: found.kind, total: found.total, open };
}

async function look(tx: Tx, corpId: string, item: CardRow, handover: HandoverRow): Promise<Found | null> {
  const kind = item.evidence.flat().includes('SYS') ? SYSTEM_CHECKS[item.key] : undefined;
  if (kind === undefined) return null;
  return kind === 'documents' ? lookAtDocuments(tx, corpId, handover) : lookAtQuestions(tx, corpId, handover);
}

/** A draft that was never handed in is its writers' own: with them it is gone. */
async function lookAtDocuments(tx: Tx, corpId: string, { leaverId }: HandoverRow): Promise<Found> {
  const owned = await listOwned(tx, corpId, leaverId);
  return {
    kind: 'documents',
    total: owned.length,
    open: owned.flatMap(({ id, state }) => (state === 'draft' ? [id] : [])),
  };
}

async function lookAtQuestions(tx: Tx, corpId: string, { id: handoverId }: HandoverRow): Promise<Found> {
  const open = await listQuestionsHoldingUp(tx, corpId, handoverId);
  const total = await countStarredQuestions(tx, corpId, handoverId);
  return { kind: 'questions', total, open: open.map(({ id }) => id) };
}
