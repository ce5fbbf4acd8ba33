import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { departureFacts, departureNews, handoverApprovals, handovers } from '../schema/index.ts';

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

/** The same for one approval; taken before {@link lockDeparture}, because only its row tells whose departure it is. */
export async function lockApproval(tx: Tx, corpId: string, processInstanceId: string): Promise<void> {
  const key = `approval:${corpId}:${processInstanceId}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/**
 * Marks departures whose cases no longer show all that is known. Always writes, so that whoever is bringing one in line
 * at this moment and clears the mark waits, and sees what this transaction changed.
 */
export async function markDepartureNews(
  tx: Tx,
  corpId: string,
  leavers: readonly { leaverId: string; peopleChanged?: boolean }[],
  since: Date,
): Promise<void> {
  const rows = leavers
    .map(({ leaverId, peopleChanged = false }) => ({ corpId, leaverId, since, peopleChanged }))
    .toSorted((a, b) => (a.leaverId < b.leaverId ? -1 : 1));
  if (rows.length === 0) return;
  await tx
    .insert(departureNews)
    .values(rows)
    .onConflictDoUpdate({
      target: [departureNews.corpId, departureNews.leaverId],
      set: { since, peopleChanged: sql`${departureNews.peopleChanged} or excluded.people_changed` },
    });
}

/**
 * Takes the mark off. The first thing in the transaction that brings the case in line, before anything is read.
 * @returns whether the people of the case are to be looked at again
 */
export async function clearDepartureNews(tx: Tx, corpId: string, leaverId: string): Promise<boolean> {
  const [mark] = await tx
    .delete(departureNews)
    .where(and(eq(departureNews.corpId, corpId), eq(departureNews.leaverId, leaverId)))
    .returning({ peopleChanged: departureNews.peopleChanged });
  return mark?.peopleChanged ?? false;
}

/** Whose departure is still to be brought in line, longest waiting first; of these people only, if some are given. */
export async function listDepartureNews(tx: Tx, corpId: string, among?: readonly string[]): Promise<string[]> {
  if (among?.length === 0) return [];
  const rows = await tx
    .select({ leaverId: departureNews.leaverId })
    .from(departureNews)
    .where(
      and(eq(departureNews.corpId, corpId), among ? inArray(departureNews.leaverId, [...new Set(among)]) : undefined),
    )
    .orderBy(asc(departureNews.since), asc(departureNews.leaverId));
  return rows.map(({ leaverId }) => leaverId);
}

/**
 * Adds what a source says, unless it said exactly that at that instant already (presence, by hand) or says the same as
 * last time (dimission, which is read again and again), and marks the departure as still to be brought in line (what
 * HR says by hand is, in the same transaction). Call under {@link lockDeparture}.
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
    if (!isDimissionNews(last, fact)) return false;
  } else if (fact.source === 'presence') {
    if (known.some((row) => row.status === fact.status && row.at.getTime() === fact.at.getTime())) return false;
  }
  await tx.insert(departureFacts).values(fact);
  if (fact.source !== 'hr') await markDepartureNews(tx, fact.corpId, [fact], fact.at);
  return true;
}

/**
 * Those of what 智能人事 says of many people that say something else than last time, in one statement: of a whole company
 * hardly anybody has news. Read without a lock; {@link addDepartureFact} looks again under it.
 */
export async function findNewDimissions(
  tx: Tx,
  corpId: string,
  facts: readonly NewDepartureFact[],
): Promise<NewDepartureFact[]> {
  if (facts.length === 0) return [];
  const known = await tx
    .selectDistinctOn([departureFacts.leaverId])
    .from(departureFacts)
    .where(
      and(
        eq(departureFacts.corpId, corpId),
        eq(departureFacts.source, 'dimission'),
        inArray(
          departureFacts.leaverId,
          facts.map(({ leaverId }) => leaverId),
        ),
      ),
    )
    .orderBy(departureFacts.leaverId, desc(departureFacts.at), desc(departureFacts.seq));
  const last = new Map(known.map((row) => [row.leaverId, row]));
  return facts.filter((fact) => isDimissionNews(last.get(fact.leaverId), fact));
}

/**
 * "Neither" is only news about somebody of whom more was said before. What was asked before the last answer is none,
 * however late it is noted.
 */
function isDimissionNews(last: Fact | undefined, fact: NewDepartureFact): boolean {
  return last ? fact.at >= last.at && !isSame(last, fact) : fact.status !== 'none';
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

/** Keeps what an approval says last, and marks the departure it speaks of. Call under {@link lockDeparture}. */
export async function upsertApproval(tx: Tx, row: typeof handoverApprovals.$inferInsert): Promise<void> {
  await markDepartureNews(tx, row.corpId, [row], row.statusAt);
  const { corpId, processInstanceId, handoverId: _, createdAt: __, ...said } = row;
  await tx
    .insert(handoverApprovals)
    .values(row)
    .onConflictDoUpdate({ target: [handoverApprovals.corpId, handoverApprovals.processInstanceId], set: said });
}

/** An approval that was taken for one person's departure is about another's: their cases no longer name it. */
export async function detachApproval(tx: Tx, approval: ApprovalRow, now: Date): Promise<void> {
  const { corpId, processInstanceId } = approval;
  await tx
    .update(handoverApprovals)
    .set({ handoverId: null })
    .where(and(eq(handoverApprovals.corpId, corpId), eq(handoverApprovals.processInstanceId, processInstanceId)));
  await tx
    .update(handovers)
    .set({ processInstanceId: null, updatedAt: now, version: sql`${handovers.version} + 1` })
    .where(and(eq(handovers.corpId, corpId), eq(handovers.processInstanceId, processInstanceId)));
  await markDepartureNews(tx, corpId, [approval], now);
}

/** Agreed approvals whose form could not be read yet, oldest first. */
export function listUnreadApprovals(tx: Tx, corpId: string, limit: number): Promise<ApprovalRow[]> {
  return tx
    .select()
    .from(handoverApprovals)
    .where(and(eq(handoverApprovals.corpId, corpId), eq(handoverApprovals.formUnread, true)))
    .orderBy(asc(handoverApprovals.statusAt), asc(handoverApprovals.processInstanceId))
    .limit(limit);
}
