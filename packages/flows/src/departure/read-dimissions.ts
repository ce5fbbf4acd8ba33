import { localDay } from '@baton/core';
import { addDepartureFact, findNewDimissions, lockDeparture, type NewDepartureFact, schema, withCorp } from '@baton/db';
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
    const said = infos.flatMap((info) => asFact(corpId, info, deps.now()));
    const news = await withCorp(deps.db, corpId, (tx) => findNewDimissions(tx, corpId, said));
    for (const fact of news) {
      if (await note(deps, fact)) changed.push(fact.leaverId);
    }
  }
  return changed;
}

function asFact(corpId: string, info: DimissionInfo, at: Date): NewDepartureFact[] {
  const { status } = info;
  if (status === 'unknown') return [];
  const lastWorkingDay = info.lastWorkDay ? localDay(info.lastWorkDay) : null;
  return [
    {
      corpId,
      leaverId: info.userId,
      source: 'dimission',
      status,
      at,
      lastWorkingDay,
      successorId: info.handoverUserId,
    },
  ];
}

async function note(deps: Deps, fact: NewDepartureFact): Promise<boolean> {
  const { people } = schema;
  const { corpId, leaverId, status } = fact;
  return withCorp(deps.db, corpId, async (tx) => {
    await lockDeparture(tx, corpId, leaverId);
    if (!(await addDepartureFact(tx, fact))) return false;
    if (status === 'left') await markInvolved(tx, corpId, leaverId, deps.now());
    const employment = status === 'left' ? 'left' : status === 'pending' ? 'pending' : 'on_job';
    await tx
      .update(people)
      .set({ employment, ...(status === 'left' ? { leftAt: deps.now() } : {}) })
      .where(and(eq(people.corpId, corpId), eq(people.userId, leaverId), ne(people.employment, 'left')));
    return true;
  });
}
