import type { EvidenceContent } from '@baton/core';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { evidence } from '../schema/index.ts';

export type EvidenceRow = typeof evidence.$inferSelect;

/** Every piece of evidence of an item, drafts included, in the order it was written. */
export function listEvidence(tx: Tx, corpId: string, itemId: string): Promise<EvidenceRow[]> {
  return tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.corpId, corpId), eq(evidence.itemId, itemId)))
    .orderBy(asc(evidence.round), asc(evidence.createdAt), asc(evidence.id));
}

/** Throws one author's draft of an item away; what was submitted stays for ever. */
export async function deleteDraft(tx: Tx, corpId: string, itemId: string, by: string): Promise<void> {
  await tx
    .delete(evidence)
    .where(
      and(eq(evidence.corpId, corpId), eq(evidence.itemId, itemId), eq(evidence.by, by), eq(evidence.draft, true)),
    );
}

/**
 * Somebody else does these items from now on: what was typed so far is theirs, unless nothing was. What was submitted
 * keeps its author.
 */
export async function passOnDrafts(
  tx: Tx,
  corpId: string,
  { itemIds, from, to }: { itemIds: readonly string[]; from: string; to: string },
): Promise<void> {
  if (itemIds.length === 0 || from === to) return;
  const draftsOf = (by: string, of: readonly string[]) =>
    and(eq(evidence.corpId, corpId), inArray(evidence.itemId, [...of]), eq(evidence.by, by), eq(evidence.draft, true));
  const found = await tx.selectDistinct({ itemId: evidence.itemId }).from(evidence).where(draftsOf(from, itemIds));
  const typed = found.map(({ itemId }) => itemId);
  if (typed.length === 0) return;
  await tx.delete(evidence).where(draftsOf(to, typed));
  await tx.update(evidence).set({ by: to }).where(draftsOf(from, typed));
}

/** Adds pieces of evidence to one round of an item. */
export async function insertEvidence(
  tx: Tx,
  round: { corpId: string; itemId: string; round: number; draft: boolean; by: string; at: Date },
  contents: readonly EvidenceContent[],
): Promise<void> {
  if (contents.length === 0) return;
  const { at, ...rest } = round;
  // One millisecond apart: the order somebody wrote them in is the order everybody reads them in.
  await tx
    .insert(evidence)
    .values(contents.map((content, n) => ({ ...rest, content, createdAt: new Date(at.getTime() + n) })));
}
