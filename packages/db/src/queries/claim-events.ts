import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { events } from '../schema/index.ts';

export type EventRow = typeof events.$inferSelect;
export type EventSettlement = Pick<EventRow, 'outcome' | 'note' | 'settledAt' | 'nextAttemptAt'>;

/**
 * Takes due events for handling: new ones and those whose next attempt has come, oldest first. They are invisible to
 * other workers until the lease ends; a process that dies leaves them to be claimed again then.
 * @returns them in the order in which they arrived
 */
export async function claimEvents(
  tx: Tx,
  claim: { corpId: string; now: Date; limit: number; leaseMs: number },
): Promise<EventRow[]> {
  const now = claim.now.toISOString();
  const until = new Date(claim.now.getTime() + claim.leaseMs);
  const rows = await tx
    .update(events)
    .set({ attempts: sql`${events.attempts} + 1`, nextAttemptAt: until })
    .where(
      sql`(${events.corpId}, ${events.key}) in (
        select corp_id, key from ${events}
        where corp_id = ${claim.corpId} and outcome in ('received', 'deferred')
          and (next_attempt_at is null or next_attempt_at <= ${now}::timestamptz)
        order by received_at, key limit ${claim.limit} for update skip locked)`,
    )
    .returning();
  return rows.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || (a.key < b.key ? -1 : 1));
}

/** Lets go of claimed events that nobody has tried to handle: they are due at once. */
export async function giveBackEvents(tx: Tx, corpId: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .update(events)
    .set({ attempts: sql`greatest(${events.attempts} - 1, 0)`, nextAttemptAt: null })
    .where(
      and(eq(events.corpId, corpId), inArray(events.key, [...keys]), inArray(events.outcome, ['received', 'deferred'])),
    );
}

/** Notes what became of some events, which counts as an attempt. */
export async function settleEvents(
  tx: Tx,
  corpId: string,
  keys: readonly string[],
  change: EventSettlement,
): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .update(events)
    .set({ ...change, attempts: sql`greatest(${events.attempts}, 1)` })
    .where(and(eq(events.corpId, corpId), inArray(events.key, [...keys])));
}

/** One event of the inbox, or undefined. */
export async function findEvent(tx: Tx, corpId: string, key: string): Promise<EventRow | undefined> {
  const [row] = await tx
    .select()
    .from(events)
    .where(and(eq(events.corpId, corpId), eq(events.key, key)));
  return row;
}
