import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { departureFacts, handoverApprovals } from '../schema/index.ts';

type Fact = typeof departureFacts.$inferSelect;
export type ApprovalRow = typeof handoverApprovals.$inferSelect;
export type NewDepartureFact = Omit<typeof departureFacts.$inferInsert, 'seq'>;

/**
 * Makes everybody else who works on this person's departure wait until this transaction ends. Taken first, before any
 * row: there may be no row yet to lock.
 */
export async function lockDeparture(tx: Tx, corpId: string, leaverId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`departure:${corpId}:${leaverId}`}, 0))`);
}

/**
 * Adds what a source says, unless it said exactly that at that instant already (presence, by hand) or says the same as
 * last time (dimission, which is read again and again). Call under {@link lockDeparture}.
 * @returns whether this was news
 */
export async function addDepartureFact(tx: Tx, fact: NewDepartureFact): Promise<boolean> {
  const mine = and(
    eq(departureFacts.corpId, fact.corpId),
    eq(departureFacts.leaverId, fact.leaverId),
    eq(departureFacts.source, fact.source),
  );
  const known = await tx
    .select()
    .from(departureFacts)
    .where(mine)
    .orderBy(desc(departureFacts.at), desc(departureFacts.seq));
  const last = known[0];
  if (fact.source === 'dimission') {
    // "Neither" is only news about somebody of whom more was said before.
    if (last ? isSame(last, fact) : fact.status === 'none') return false;
  } else if (fact.source === 'presence') {
    if (known.some((row) => row.status === fact.status && row.at.getTime() === fact.at.getTime())) return false;
  }
  await tx.insert(departureFacts).values(fact);
  return true;
}

/** Everything said about one person besides approvals, oldest first. */
export function readDepartureFacts(tx: Tx, corpId: string, leaverId: string): Promise<Fact[]> {
  return tx
    .select()
    .from(departureFacts)
    .where(and(eq(departureFacts.corpId, corpId), eq(departureFacts.leaverId, leaverId)))
    .orderBy(asc(departureFacts.at), asc(departureFacts.seq));
}

function isSame(a: Fact, b: NewDepartureFact): boolean {
  return (
    a.status === b.status &&
    a.lastWorkingDay === (b.lastWorkingDay ?? null) &&
    a.successorId === (b.successorId ?? null)
  );
}

/** Every approval that ever spoke about somebody's departure, with the last thing it said. */
export function readApprovalsOf(tx: Tx, corpId: string, leaverId: string): Promise<ApprovalRow[]> {
  return tx
    .select()
    .from(handoverApprovals)
    .where(and(eq(handoverApprovals.corpId, corpId), eq(handoverApprovals.leaverId, leaverId)))
    .orderBy(asc(handoverApprovals.statusAt), asc(handoverApprovals.processInstanceId));
}

/** Remembers to which case approvals belong that belonged to none. */
export async function bindApprovals(tx: Tx, corpId: string, handoverId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(handoverApprovals)
    .set({ handoverId })
    .where(
      and(
        eq(handoverApprovals.corpId, corpId),
        inArray(handoverApprovals.processInstanceId, [...ids]),
        isNull(handoverApprovals.handoverId),
      ),
    );
}

export async function findApproval(
  tx: Tx,
  corpId: string,
  processInstanceId: string,
): Promise<ApprovalRow | undefined> {
  const [row] = await tx
    .select()
    .from(handoverApprovals)
    .where(and(eq(handoverApprovals.corpId, corpId), eq(handoverApprovals.processInstanceId, processInstanceId)));
  return row;
}

export async function upsertApproval(tx: Tx, row: typeof handoverApprovals.$inferInsert): Promise<void> {
  const { corpId, processInstanceId, handoverId: _, createdAt: __, ...said } = row;
  await tx
    .insert(handoverApprovals)
    .values(row)
    .onConflictDoUpdate({ target: [handoverApprovals.corpId, handoverApprovals.processInstanceId], set: said });
}
