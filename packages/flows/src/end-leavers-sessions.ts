import { endLostSessions, listCutOffCases, listStrandedItems, withCorp } from '@baton/db';
import type { Deps } from './deps.ts';
import { passOnItem } from './pass-on-item.ts';
import { passOnLeaversItems } from './pass-on-leavers-items.ts';

/**
 * At `accessCutoffAt`, or when somebody has left: their sessions end, what they had to hand over passes to somebody who
 * stays, and wherever they still accept or confirm for others the next in line does. Afterwards nothing in a running
 * case waits for somebody who cannot come in. Running it again changes nothing.
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
  for (const handoverId of cases) {
    await withCorp(deps.db, corpId, (tx) => passOnLeaversItems(tx, { corpId, handoverId, now }));
  }
  let passed = 0;
  for (const itemId of items) {
    const done = await withCorp(deps.db, corpId, (tx) => passOnItem(tx, { corpId, itemId, now }));
    if (done) passed += 1;
    else deps.log.warn({ event: 'item.stranded', corpId, itemId }, 'nobody is left to accept or confirm an item');
  }
  if (sessions + cases.length + passed > 0) {
    deps.log.info({ event: 'leaver.cut_off', corpId, sessions, cases: cases.length, items: passed }, 'access ended');
    deps.nudge('deliver-notices');
  }
  return { sessions, cases: cases.length, items: passed };
}
