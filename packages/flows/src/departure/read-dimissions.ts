import { localDay } from '@baton/core';
import { addDepartureFact, lockDeparture, schema, withCorp } from '@baton/db';
import type { DimissionInfo } from '@baton/dingtalk';
import { and, eq, ne } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { markInvolved } from '../handover/mark-involved.ts';
import { askHrm } from './ask-hrm.ts';

/** Most ids that one call takes. */
const BATCH = 50;

/**
 * Asks 智能人事 where people stand (free of quota) and notes what is news. A company without 智能人事 has no news.
 * A process that is to stop asks about the first ones only.
 * @returns the userIds with news; their departures are still to be applied
 */
export async function readDimissions(deps: Deps, corpId: string, userIds: readonly string[]): Promise<string[]> {
  const changed: string[] = [];
  const unique = [...new Set(userIds)];
  for (let from = 0; from < unique.length; from += BATCH) {
    if (from > 0 && deps.stopping.aborted) break;
    const batch = unique.slice(from, from + BATCH);
    const infos = await askHrm(deps, corpId, (hrm) => hrm.getDimissionInfos(batch, { purpose: 'discovery' }), []);
    for (const info of infos) {
      if (await note(deps, corpId, info)) changed.push(info.userId);
    }
  }
  return changed;
}

async function note(deps: Deps, corpId: string, info: DimissionInfo): Promise<boolean> {
  const { people } = schema;
  const { status } = info;
  if (status === 'unknown') return false;
  return withCorp(deps.db, corpId, async (tx) => {
    await lockDeparture(tx, corpId, info.userId);
    const news = await addDepartureFact(tx, {
      corpId,
      leaverId: info.userId,
      source: 'dimission',
      status,
      at: deps.now(),
      lastWorkingDay: info.lastWorkDay ? localDay(info.lastWorkDay) : null,
      successorId: info.handoverUserId,
    });
    if (!news) return false;
    if (status === 'left') await markInvolved(tx, corpId, info.userId, deps.now());
    const employment = status === 'left' ? 'left' : status === 'pending' ? 'pending' : 'on_job';
    await tx
      .update(people)
      .set({ employment, ...(status === 'left' ? { leftAt: deps.now() } : {}) })
      .where(and(eq(people.corpId, corpId), eq(people.userId, info.userId), ne(people.employment, 'left')));
    return true;
  });
}
