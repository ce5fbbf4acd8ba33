import { AppError } from '@baton/core';
import {
  type CardRow,
  findItem,
  listGone,
  lockCaseOfItem,
  passOnDrafts,
  readCasePeople,
  type Tx,
  updateConfirmation,
  updateItem,
} from '@baton/db';
import { addHistory } from '../handover/add-history.ts';
import { planReminders } from '../reminder/plan-reminders.ts';
import { type Seats, seatOthers } from './seat-others.ts';

/**
 * Puts the next in line into every seat of an item that somebody who is gone still holds. What was signed stays signed.
 * @returns false when nobody is left for a seat; the item is then as it was
 */
export async function passOnItem(
  tx: Tx,
  { corpId, itemId, now }: { corpId: string; itemId: string; now: Date },
): Promise<boolean> {
  const handover = await lockCaseOfItem(tx, corpId, itemId);
  const item = handover && (await findItem(tx, corpId, itemId));
  if (!handover || !item) return true;
  const ground = await readCasePeople(tx, handover);
  const holders = [item.doerId, item.acceptorId, ...item.confirmations.map(({ confirmerId }) => confirmerId)];
  const everybody = [...Object.values(ground.people), ...holders].filter((userId) => userId !== null);
  const gone = await listGone(tx, corpId, [...everybody, ...ground.roleHolders.map(({ userId }) => userId)], now);
  const after = reseat(item, { ...ground, gone });
  if (!after) return false;
  const line = { corpId, handoverId: handover.id, itemId, at: now, by: 'system' };
  const { doerId, acceptorId, acceptorInterim } = after;
  await updateItem(tx, item, { doerId, acceptorId, acceptorInterim });
  if (doerId !== item.doerId) {
    await passOnDrafts(tx, corpId, { itemIds: [itemId], from: item.doerId, to: doerId });
    await addHistory(tx, { ...line, action: 'item.supplemented', details: { from: item.doerId, to: doerId } });
  }
  if (acceptorId !== item.acceptorId) {
    await addHistory(tx, { ...line, action: 'item.delegated', details: { from: item.acceptorId, to: acceptorId } });
  }
  for (const { slot, role, confirmerId } of after.confirmations) {
    const before = item.confirmations.find((row) => row.slot === slot);
    if (!before || before.confirmerId === confirmerId) continue;
    await updateConfirmation(tx, { corpId, itemId, slot }, { role, confirmerId, delegatedFrom: before.confirmerId });
    const details = { from: before.confirmerId, to: confirmerId, slot };
    await addHistory(tx, { ...line, action: 'item.delegated', details });
  }
  await planReminders(tx, { corpId, handoverId: handover.id, now });
  return true;
}

/** The first doer with whom every seat can be filled: whoever does it now, if they are still there. */
function reseat(item: CardRow, seats: Seats): CardRow | null {
  const { leaverId, interimHolderId, managerId, managersManagerId, successorId } = seats.people;
  // What the leaver has to do passes on by itself, with their whole case.
  const stays = item.doerId === leaverId || !seats.gone.has(item.doerId);
  const line = stays ? [item.doerId] : [managerId, interimHolderId, successorId, managersManagerId];
  for (const doerId of line) {
    if (doerId === null || (seats.gone.has(doerId) && !stays)) continue;
    try {
      return { ...seatOthers(item, doerId, seats), doerId };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return null;
}
