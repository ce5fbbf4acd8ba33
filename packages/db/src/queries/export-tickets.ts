import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { exportTickets } from '../schema/index.ts';

/** Stores a ticket for an export and forgets those that ran out. */
export async function insertExportTicket(tx: Tx, row: typeof exportTickets.$inferInsert, now: Date): Promise<void> {
  await tx
    .delete(exportTickets)
    .where(and(eq(exportTickets.corpId, row.corpId), sql`${exportTickets.expiresAt} < ${now.toISOString()}`));
  await tx.insert(exportTickets).values(row);
}

/** What a ticket opens, unless it ran out. */
export async function findExportTicket(tx: Tx, corpId: string, ticketHash: string, now: Date) {
  const [row] = await tx
    .select()
    .from(exportTickets)
    .where(
      and(eq(exportTickets.corpId, corpId), eq(exportTickets.ticketHash, ticketHash), gt(exportTickets.expiresAt, now)),
    );
  return row;
}
