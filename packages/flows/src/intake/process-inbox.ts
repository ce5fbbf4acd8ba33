import { claimEvents, type EventRow, giveBackEvents, settleEvents, type Tx, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { handleEvent, IGNORED } from './handle-event.ts';

/** Longer than any handling takes; a process that died in the middle gives its events back after this. */
const LEASE_MS = 120_000;
const BATCH = 20;

/**
 * Handles what waits in a corp's inbox: new events and deferred ones whose time has come. An event that fails is
 * deferred or marked; it does not stop the others. Any number of processes may do this at once.
 * @param limit how many events to handle at most
 * @returns how many were settled: handled, ignored, unknown or given up; deferred ones do not count
 */
export async function processInbox(
  deps: Deps,
  corpId: string,
  { limit = 200 }: { limit?: number } = {},
): Promise<{ settled: number }> {
  let settled = 0;
  for (let left = limit; left > 0 && !deps.stopping.aborted; ) {
    const now = deps.now();
    const claimed = await withCorp(deps.db, corpId, (tx) => claim(tx, corpId, now, Math.min(left, BATCH)));
    if (claimed.length === 0) break;
    for (const [index, row] of claimed.entries()) {
      // What was claimed too long ago belongs to whoever claims it next.
      if (deps.now().getTime() >= now.getTime() + LEASE_MS) break;
      if (deps.stopping.aborted) {
        // Whoever comes next need not wait for the lease to end.
        const keys = claimed.slice(index).flatMap(({ key, settledAt }) => (settledAt === null ? [key] : []));
        await withCorp(deps.db, corpId, (tx) => giveBackEvents(tx, corpId, keys));
        break;
      }
      const isSettled = row.settledAt !== null || (await handleEvent(deps, corpId, row)) !== 'deferred';
      if (isSettled) settled += 1;
    }
    left -= claimed.length;
  }
  return { settled };
}

/** Most of what DingTalk pushes is ignored on purpose: that is settled at once, all together. */
async function claim(tx: Tx, corpId: string, now: Date, limit: number): Promise<EventRow[]> {
  const rows = await claimEvents(tx, { corpId, now, limit, leaseMs: LEASE_MS });
  const settled = { outcome: 'ignored', note: 'on_purpose', settledAt: now, nextAttemptAt: null } as const;
  const keys = rows.filter(({ type }) => IGNORED.has(type)).map(({ key }) => key);
  await settleEvents(tx, corpId, keys, settled);
  return rows.map((row) => (IGNORED.has(row.type) ? { ...row, ...settled } : row));
}
