import { findPerson, lockCase, readCasePeople, type Tx } from '@baton/db';
import { notifyPeople } from '../reminder/notify-people.ts';
import { planReminders } from '../reminder/plan-reminders.ts';
import { addHistory } from './add-history.ts';
import { advanceCase } from './advance-case.ts';
import { alignItems } from './align-items.ts';
import { listCaseHr } from './list-case-hr.ts';

/**
 * The leaver's access has ended: everything they still had to do gets a doer who stays, by the same rules as when they
 * are gone from the directory, and whoever holds it now is told.
 */
export async function passOnLeaversItems(
  tx: Tx,
  { corpId, handoverId, now }: { corpId: string; handoverId: string; now: Date },
): Promise<void> {
  const handover = await lockCase(tx, corpId, handoverId);
  if (!handover) return;
  const { people: before } = await readCasePeople(tx, handover);
  const { taken } = await alignItems(tx, handover, { now, by: 'system', before });
  if (taken > 0) {
    const leaver = await findPerson(tx, corpId, handover.leaverId);
    const line = { corpId, handoverId, at: now, by: 'system' };
    await addHistory(tx, { ...line, action: 'case.left_early', details: { items: taken } });
    await notifyPeople(tx, {
      corpId,
      kind: 'case_supplementing',
      to: [handover.managerId, handover.interimHolderId, handover.successorId, ...(await listCaseHr(tx, handover))],
      values: { leaver: leaver?.name ?? handover.leaverId, items: taken },
      path: `/handovers/${handoverId}`,
      dedupe: `case_supplementing:${handoverId}:${handover.version}`,
      now,
    });
  }
  await planReminders(tx, { corpId, handoverId, now });
  await advanceCase(tx, { corpId, handoverId, now, by: 'system' });
}
