import { atLocal, type Calendar, isEarlyRung, localDay, waitingFor } from '@baton/core';
import { listItemsById, lockComingReminders, type Tx } from '@baton/db';
import type { CorpSettings } from '../company/read-calendar.ts';
import { isSaid, nextReminder } from './plan-reminders.ts';

export type Round = { corpId: string; now: Date; calendar: Calendar; settings: CorpSettings };
/** Which items each person's digest of this run names. */
export type Said = Map<string, Set<string>>;

/**
 * What tomorrow's digest would only repeat: the early reminders (D-7, D-3) of items that today's has just told of to all
 * they wait for. They count as said: a digest is about everything that is open, soonest first, not about one item.
 * @param itemIds those in the digests that were just written
 * @param written who was told of which
 * @returns rows to settle
 */
export async function settleComing(tx: Tx, itemIds: readonly string[], written: Said, round: Round) {
  const { corpId, now, calendar } = round;
  const until = atLocal(calendar.addWorkdays(localDay(now), 1), '23:59');
  const coming = await lockComingReminders(tx, { corpId, itemIds, now, until });
  const early = coming.filter(({ rung }) => isEarlyRung(rung));
  const ids = early.map(({ itemId }) => itemId);
  const cards = new Map((await listItemsById(tx, corpId, ids)).map((row) => [row.id, row]));
  return early.flatMap((reminder) => {
    const card = cards.get(reminder.itemId);
    const heard = card && waitingFor(card).every((userId) => written.get(userId)?.has(card.id));
    if (!card || !heard) return [];
    const sent = [...reminder.sent.filter(isSaid), reminder.rung];
    const next = nextReminder({ ...card, sent }, round);
    return [{ ...reminder, sent, rung: next?.rung ?? '', dueAt: next?.dueAt ?? null }];
  });
}
