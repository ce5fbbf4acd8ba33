import { localDay, moveCase } from '@baton/core';
import { findPerson, type HandoverRow, type Tx, updateCase } from '@baton/db';
import { notifyPeople } from '../reminder/notify-people.ts';
import { addHistory } from './add-history.ts';

/**
 * Brings a withdrawn case back with everything that was done in it. Its dates, items and reminders are the caller's to
 * bring in line.
 * @throws AppError case_action_not_allowed
 */
export async function reinstateCase(
  tx: Tx,
  handover: HandoverRow,
  { now, by }: { now: Date; by: string },
): Promise<HandoverRow> {
  const { corpId, id: handoverId, leaverId } = handover;
  const state = moveCase(handover.state, 'reinstate', { launched: handover.launchedAt !== null });
  const row = await updateCase(tx, handover, { state, withdrawnAt: null, withdrawnBecause: '' }, now);
  await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.reinstated' });
  if (handover.launchedAt) {
    await notifyPeople(tx, {
      corpId,
      kind: 'case_reinstated',
      to: [leaverId, handover.successorId, handover.interimHolderId, handover.managerId],
      values: {
        leaver: (await findPerson(tx, corpId, leaverId))?.name ?? leaverId,
        lastWorkingDay: handover.lastWorkingDay ?? localDay(now),
      },
      path: `/handovers/${handoverId}`,
      dedupe: `case_reinstated:${handoverId}:${row.version}`,
      now,
    });
  }
  return row;
}
