import { findPerson, lockDeparture, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { readSurroundings } from '../handover/read-surroundings.ts';
import { ensurePerson } from '../people/ensure-person.ts';
import { alignDeparture } from './align-departure.ts';
import { readDeparture } from './read-departure.ts';

/**
 * Folds everything known about one person's departure and brings their one case in line with it. Idempotent; two
 * processes that do this for one person at once take turns.
 * @param options.recheck look at who does, accepts and signs again, although nothing new is known of this departure
 * @returns the case, or null when nothing known opens one
 */
export async function applyDeparture(
  deps: Deps,
  corpId: string,
  leaverId: string,
  { recheck = false }: { recheck?: boolean } = {},
): Promise<string | null> {
  const { isBirth, stranger } = await withCorp(deps.db, corpId, async (tx) => {
    await lockDeparture(tx, corpId, leaverId);
    const { desired, current } = await readDeparture(tx, corpId, leaverId);
    const { successorId } = desired;
    const isKnown = !successorId || (await findPerson(tx, corpId, successorId)) !== undefined;
    return { isBirth: desired.exists && current === null, stranger: isKnown ? null : successorId };
  });
  if (stranger) await ensurePerson(deps, corpId, stranger);
  if (isBirth) {
    // DingTalk is read before the transaction, never in it.
    await readSurroundings(deps, corpId, leaverId);
  }
  const handoverId = await withCorp(deps.db, corpId, async (tx) => {
    await lockDeparture(tx, corpId, leaverId);
    const isNobody = !isBirth && !(await findPerson(tx, corpId, leaverId));
    // A case became due since the look above: its mark stays, and the next look makes the person known first.
    if (isNobody && (await readDeparture(tx, corpId, leaverId)).desired.exists) return null;
    return alignDeparture(tx, { corpId, leaverId, now: deps.now(), by: 'dingtalk', mayLaunch: true, recheck });
  });
  if (handoverId) deps.nudge('deliver-notices');
  return handoverId;
}
