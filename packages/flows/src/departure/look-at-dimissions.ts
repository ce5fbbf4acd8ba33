import { listDepartureNews, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { applyDeparture } from './apply-departure.ts';
import { readDimissions } from './read-dimissions.ts';

/**
 * Asks 智能人事 where people stand (free of quota) and brings their cases in line with that, and with whatever else is
 * known of them and was not applied yet: the same event, handled again after a failure, finds no news any more.
 */
export async function lookAtDimissions(deps: Deps, corpId: string, userIds: readonly string[]): Promise<void> {
  await readDimissions(deps, corpId, userIds);
  const marked = await withCorp(deps.db, corpId, (tx) => listDepartureNews(tx, corpId, userIds));
  for (const leaverId of marked) await applyDeparture(deps, corpId, leaverId);
}
