import { endLostSessions, listCutOffCases, listStrandedItems, withCorp } from '@baton/db';
import type { Deps } from './deps.ts';
import { passOnItem } from './pass-on-item.ts';
import { passOnLeaversItems } from './pass-on-leavers-items.ts';

/**
 * At `accessCutoffAt`, or when somebody has left: their sessions end, what they had to hand over passes to somebody who
 * stays, and wherever they still accept or confirm for others the next in line does. Afterwards nothing in a running
 * case waits for somebody who cannot come in. Running it again changes nothing. A case or item that fails does not stop
 * the others; the next run tries it again.
 */
export async function endLeaversSessions(
  deps: Deps,
  corpId: string,
): Promise<{ sessions: number; cases: number; items: number }> {
  const now = deps.now();
  const { sessions, cases, items } = await withCorp(deps.db, corpId, async (tx) => ({
    sessions: await endLostSessions(tx, corpId, now),
    cases: await listCutOffCases(tx, corpId, now),
    items: await listStrandedItems(tx, corpId, now),
  }));
  let handedOn = 0;
  for (const handoverId of cases) {
    try {
      await withCorp(deps.db, corpId, (tx) => passOnLeaversItems(tx, { corpId, handoverId, now }));
      handedOn += 1;
    } catch (error) {
      deps.log.error({ event: 'case.not_handed_on', corpId, handoverId, error }, 'a case could not be handed on yet');
    }
  }
  let passed = 0;
  for (const itemId of items) {
    try {
      const done = await withCorp(deps.db, corpId, (tx) => passOnItem(tx, { corpId, itemId, now }));
      if (done) passed += 1;
      else deps.log.warn({ event: 'item.stranded', corpId, itemId }, 'nobody is left to accept or confirm an item');
    } catch (error) {
      deps.log.error({ event: 'item.not_passed_on', corpId, itemId, error }, 'an item could not be passed on yet');
    }
  }
  if (sessions + handedOn + passed > 0) {
    deps.log.info({ event: 'leaver.cut_off', corpId, sessions, cases: handedOn, items: passed }, 'access ended');
    deps.nudge('deliver-notices');
  }
  return { sessions, cases: handedOn, items: passed };
}
