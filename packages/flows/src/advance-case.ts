import { AppError, type CaseState, caseStateFor } from '@baton/core';
import { schema, type Tx } from '@baton/db';
import { and, eq, inArray } from 'drizzle-orm';
import { addHistory } from './add-history.ts';
import { notifyPeople } from './notify-people.ts';

/**
 * Brings the state of a case in line with its items (计划中 → 交接中 → 待放行 …, and back), in the transaction of the change
 * and under the case's row lock, so that two people who finish the last two items at once cannot both miss it.
 * @param change.by who caused it: userId, 'system' or 'dingtalk'
 * @returns the state the case is in now
 * @throws AppError not_found when there is no such case
 */
export async function advanceCase(
  tx: Tx,
  { corpId, handoverId, now, by }: { corpId: string; handoverId: string; now: Date; by: string },
): Promise<CaseState> {
  const { handovers, items, people } = schema;
  const [row] = await tx
    .select()
    .from(handovers)
    .where(and(eq(handovers.corpId, corpId), eq(handovers.id, handoverId)))
    .for('update');
  if (!row) throw new AppError('not_found');
  const lines = await tx
    .select({ key: items.key, state: items.state, level: items.level, gate: items.gate })
    .from(items)
    .where(and(eq(items.corpId, corpId), eq(items.handoverId, handoverId)));
  const state = caseStateFor(lines, row);
  if (state === row.state) return state;
  await tx
    .update(handovers)
    .set({ state, updatedAt: now, version: row.version + 1 })
    .where(and(eq(handovers.corpId, corpId), eq(handovers.id, handoverId)));
  if (state === 'archived') await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.archived' });
  if (state === 'awaiting_release') {
    const names = await tx
      .select({ userId: people.userId, name: people.name })
      .from(people)
      .where(and(eq(people.corpId, corpId), inArray(people.userId, [row.leaverId])));
    await notifyPeople(tx, {
      corpId,
      kind: 'case_awaiting_release',
      to: await hrOf(tx, corpId, row.hrId),
      values: { leaver: names[0]?.name ?? row.leaverId },
      path: `/handovers/${handoverId}`,
      dedupe: `case_awaiting_release:${handoverId}:${row.version}`,
      now,
    });
  }
  return state;
}

/** The HR of the case, else everybody who fills the hr role. */
async function hrOf(tx: Tx, corpId: string, hrId: string | null): Promise<string[]> {
  if (hrId !== null) return [hrId];
  const { roleHolders } = schema;
  const holders = await tx
    .select({ userId: roleHolders.userId })
    .from(roleHolders)
    .where(and(eq(roleHolders.corpId, corpId), eq(roleHolders.role, 'hr')));
  return holders.map((holder) => holder.userId);
}
