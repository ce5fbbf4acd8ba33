import { sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { events } from '../schema/index.ts';

/**
 * Takes due events for handling: new ones and those whose next attempt has come, oldest first. They are invisible to
 * other workers until the lease ends; a process that dies leaves them to be claimed again then.
 * @returns their keys, in the order in which they arrived
 */
export async function claimEvents(
  tx: Tx,
  claim: { corpId: string; now: Date; limit: number; leaseMs: number },
): Promise<string[]> {
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
    .returning({ key: events.key, receivedAt: events.receivedAt });
  return rows
    .toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);
}
