import { AppError, type CaseState, caseStateFor, isCutOff } from '@baton/core';
import { countQuestionsHoldingUp, findPerson, listItems, lockCase, type Tx, updateCase } from '@baton/db';
import { notifyPeople } from '../reminder/notify-people.ts';
import { addHistory } from './add-history.ts';
import { listCaseHr } from './list-case-hr.ts';

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
  const row = await lockCase(tx, corpId, handoverId);
  if (!row) throw new AppError('not_found');
  const leaver = await findPerson(tx, corpId, row.leaverId);
  const leaverGone = leaver?.employment === 'left' || isCutOff(row, now);
  const questions = await countQuestionsHoldingUp(tx, corpId, handoverId);
  const state = caseStateFor(row.state, await listItems(tx, corpId, [handoverId]), { leaverGone, questions });
  if (state === row.state) return state;
  await updateCase(tx, row, { state }, now);
  if (state === 'archived') await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.archived' });
  if (state === 'awaiting_release') {
    await notifyPeople(tx, {
      corpId,
      kind: 'case_awaiting_release',
      to: await listCaseHr(tx, row),
      values: { leaver: leaver?.name ?? row.leaverId },
      path: `/handovers/${handoverId}`,
      dedupe: `case_awaiting_release:${handoverId}:${row.version}`,
      now,
    });
  }
  return state;
}
