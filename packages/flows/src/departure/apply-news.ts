import { listDepartureNews, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { applyDeparture } from './apply-departure.ts';

/**
 * Brings every departure in line of which something is known that its case does not show: what a process wrote down and
 * did not live to apply, and what could not be applied because DingTalk was down. One person's failure does not stop
 * the others; they keep their mark and are tried again next time.
 * @param options.besides people to look at again although nothing new is known of them
 * @returns how many departures are in line now, and how many are not
 */
export async function applyNews(
  deps: Deps,
  corpId: string,
  { besides = [] }: { besides?: readonly string[] } = {},
): Promise<{ applied: number; failed: number }> {
  const marked = await withCorp(deps.db, corpId, (tx) => listDepartureNews(tx, corpId));
  let applied = 0;
  let failed = 0;
  const leavers = [...new Set([...marked, ...besides])];
  for (const leaverId of leavers) {
    if (deps.stopping.aborted) break;
    try {
      await applyDeparture(deps, corpId, leaverId, { recheck: besides.includes(leaverId) });
      applied += 1;
    } catch (error) {
      failed += 1;
      deps.log.error({ event: 'departure.not_applied', corpId, error }, 'a departure could not be brought in line yet');
    }
  }
  return { applied, failed };
}
