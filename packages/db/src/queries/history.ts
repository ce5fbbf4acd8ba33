import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { history } from '../schema/index.ts';
import { orderedId } from './ordered-id.ts';

export type HistoryRow = typeof history.$inferSelect;

/** Appends, in this order; a trigger refuses every later change. */
export async function insertHistory(tx: Tx, rows: readonly (typeof history.$inferInsert)[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) {
    const lines = rows.slice(from, from + 1000).map((row) => ({ id: orderedId(row.at), ...row }));
    await tx.insert(history).values(lines);
  }
}

/** What happened to a case and its items, newest first, at most `limit`. */
export function listCaseHistory(tx: Tx, corpId: string, handoverId: string, limit: number): Promise<HistoryRow[]> {
  return tx
    .select()
    .from(history)
    .where(and(eq(history.corpId, corpId), eq(history.handoverId, handoverId)))
    .orderBy(desc(history.at), desc(history.id))
    .limit(limit);
}

/** What happened to one item, newest first. */
export function listItemHistory(tx: Tx, corpId: string, itemId: string, limit: number): Promise<HistoryRow[]> {
  return tx
    .select()
    .from(history)
    .where(and(eq(history.corpId, corpId), eq(history.itemId, itemId)))
    .orderBy(desc(history.at), desc(history.id))
    .limit(limit);
}
