import { claimEvents, withCorp } from '@baton/db';
import type { Deps } from './deps.ts';
import { receiveEvent } from './receive-event.ts';

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
  for (let left = limit; left > 0; ) {
    const claim = { corpId, now: deps.now(), limit: Math.min(left, BATCH), leaseMs: LEASE_MS };
    const keys = await withCorp(deps.db, corpId, (tx) => claimEvents(tx, claim));
    if (keys.length === 0) break;
    for (const key of keys) {
      const outcome = await receiveEvent(deps, corpId, key);
      if (outcome !== 'deferred') settled += 1;
    }
    left -= keys.length;
  }
  return { settled };
}
