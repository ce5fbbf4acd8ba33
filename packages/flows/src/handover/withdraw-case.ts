import { moveCase } from '@baton/core';
import { findPerson, type HandoverRow, type Tx, updateCase } from '@baton/db';
import { notifyPeople } from '../reminder/notify-people.ts';
import { planReminders } from '../reminder/plan-reminders.ts';
import { addHistory } from './add-history.ts';

/**
 * Takes a case out of work without losing anything: state, reminders, history, and a word to its people if they knew.
 * @throws AppError case_action_not_allowed
 */
export async function withdrawCase(
  tx: Tx,
  handover: HandoverRow,
  { now, by, because }: { now: Date; by: string; because: string },
): Promise<HandoverRow> {
  const { corpId, id: handoverId, leaverId } = handover;
  const state = moveCase(handover.state, 'withdraw', { launched: handover.launchedAt !== null });
  const change = { state, withdrawnAt: now, withdrawnBecause: because };
  const row = await updateCase(tx, handover, change, now);
  await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.withdrawn', details: { because } });
  await planReminders(tx, { corpId, handoverId, now });
  if (handover.launchedAt) {
    await notifyPeople(tx, {
      corpId,
      kind: 'case_withdrawn',
      to: [leaverId, handover.successorId, handover.interimHolderId, handover.managerId],
      values: { leaver: (await findPerson(tx, corpId, leaverId))?.name ?? leaverId },
      path: `/handovers/${handoverId}`,
      dedupe: `case_withdrawn:${handoverId}:${row.version}`,
      now,
    });
  }
  return row;
}
