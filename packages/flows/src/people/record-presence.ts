import {
  addDepartureFact,
  endCutoffs,
  findPerson,
  lockDeparture,
  readDepartureFacts,
  schema,
  type Tx,
  withCorp,
} from '@baton/db';
import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { addHistory } from '../handover/add-history.ts';
import { markInvolved } from '../handover/mark-involved.ts';
import { ensurePerson } from './ensure-person.ts';

/** `at`: when it happened, by DingTalk's time where it gives one. */
export type SeenPresence = { userId: string; presence: 'left' | 'back'; at: Date };

/**
 * Writes down that somebody left the company or is back in it; the newest word counts. Their own case, and every case
 * in which they have a part, is marked to be brought in line.
 * @returns whose cases they have a part in
 */
export async function recordPresence(
  deps: Deps,
  corpId: string,
  seen: SeenPresence,
): Promise<{ involved: readonly string[] }> {
  const { people } = schema;
  const { userId: leaverId, at } = seen;
  await ensurePerson(deps, corpId, leaverId);
  return withCorp(deps.db, corpId, async (tx) => {
    await lockDeparture(tx, corpId, leaverId);
    const involved = await markInvolved(tx, corpId, leaverId, at);
    const before = await findPerson(tx, corpId, leaverId);
    const news = await addDepartureFact(tx, { corpId, leaverId, source: 'presence', status: seen.presence, at });
    const facts = await readDepartureFacts(tx, corpId, leaverId);
    const now = facts.findLast((fact) => fact.source === 'presence');
    const hasLeft = now?.status === 'left';
    const wasPending = facts.findLast((fact) => fact.source === 'dimission')?.status === 'pending';
    const employment = hasLeft ? 'left' : wasPending ? 'pending' : 'on_job';
    await tx
      .update(people)
      .set({ employment, leftAt: hasLeft ? now.at : null })
      .where(and(eq(people.corpId, corpId), eq(people.userId, leaverId)));
    const wasGone =
      before?.employment === 'left' || facts.some((fact) => fact.source === 'presence' && fact.status === 'left');
    if (news && wasGone && now?.status === 'back')
      await letIn(tx, { corpId, leaverId, since: now.at, now: deps.now() });
    return { involved };
  });
}

/** Who is back in the company may come in again: the end of access that was set for leaving has done its work. */
async function letIn(
  tx: Tx,
  { corpId, leaverId, since, now }: { corpId: string; leaverId: string; since: Date; now: Date },
): Promise<void> {
  for (const handoverId of await endCutoffs(tx, { corpId, leaverId, since, now })) {
    const details = { accessCutoffAt: null };
    await addHistory(tx, { corpId, handoverId, at: now, by: 'dingtalk', action: 'case.redated', details });
  }
}
