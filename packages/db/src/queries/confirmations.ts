import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { confirmations } from '../schema/index.ts';
import type { ConfirmationRow } from './items.ts';

/** The required signers of an item in slot order. */
export function listConfirmations(tx: Tx, corpId: string, itemId: string): Promise<ConfirmationRow[]> {
  return tx
    .select()
    .from(confirmations)
    .where(and(eq(confirmations.corpId, corpId), eq(confirmations.itemId, itemId)))
    .orderBy(asc(confirmations.slot));
}

/** Changes one signer's row: signs it, clears it, or hands it on. */
export async function updateConfirmation(
  tx: Tx,
  { corpId, itemId, slot }: Pick<ConfirmationRow, 'corpId' | 'itemId' | 'slot'>,
  patch: Partial<Pick<ConfirmationRow, 'role' | 'confirmerId' | 'delegatedFrom' | 'confirmedAt' | 'confirmedBy'>>,
): Promise<void> {
  await tx
    .update(confirmations)
    .set(patch)
    .where(and(eq(confirmations.corpId, corpId), eq(confirmations.itemId, itemId), eq(confirmations.slot, slot)));
}

/** A returned or reopened item has to be confirmed anew by everybody; who signed before is in the history. */
export async function clearConfirmations(tx: Tx, corpId: string, itemId: string): Promise<void> {
  await tx
    .update(confirmations)
    .set({ confirmedAt: null, confirmedBy: null })
    .where(and(eq(confirmations.corpId, corpId), eq(confirmations.itemId, itemId)));
}
