import {
  atLocal,
  type Calendar,
  isClosed,
  localDay,
  nextRung,
  nextSendingTime,
  type ReminderSettings,
  type Rung,
} from '@baton/core';
import { listPlannedItems, type PlannedItem, type Tx, upsertReminders } from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';

/** Case states in which nobody is reminded: not started, withdrawn, closed. */
const SILENT = ['preparing', 'withdrawn', 'archived'];
const HANDED_IN = ['awaiting_acceptance', 'awaiting_confirmation'];

type Ladder = { now: Date; calendar: Calendar; settings: ReminderSettings };

/**
 * Works out for every item of a case which reminder comes next and when, and keeps it as one row per item. Called in
 * the transaction of whatever changed dates, people or states; running it again changes nothing. Rungs that were sent
 * stay noted, so that a moved date or a reopened item never repeats one.
 */
export async function planReminders(
  tx: Tx,
  { corpId, handoverId, now }: { corpId: string; handoverId: string; now: Date },
): Promise<void> {
  await writeReminders(tx, { corpId, handoverId, now, items: await listPlannedItems(tx, corpId, handoverId) });
}

/** The same for items that this transaction has at hand: all of the case, as they are now, with the rungs sent. */
export async function writeReminders(
  tx: Tx,
  { corpId, handoverId, now, items }: { corpId: string; handoverId: string; now: Date; items: readonly PlannedItem[] },
): Promise<void> {
  if (items.length === 0) return;
  const { calendar, settings } = await readCalendar(tx, corpId);
  await upsertReminders(
    tx,
    items.map((item) => {
      const next = nextReminder(item, { now, calendar, settings });
      const { itemId, sent } = item;
      return { corpId, itemId, handoverId, rung: next?.rung ?? '', dueAt: next?.dueAt ?? null, sent };
    }),
  );
}

/**
 * The next reminder of one item; null when nobody has to act. Whoever an item is handed in to hears of it in the next
 * daily digest, once; after that the ladder of the due day counts.
 */
export function nextReminder(item: Omit<PlannedItem, 'itemId'>, ladder: Ladder): Rung | null {
  if (SILENT.includes(item.caseState) || isClosed(item)) return null;
  const sent = item.sent.filter(isSaid);
  const handedIn = HANDED_IN.includes(item.state) ? handedInRung(item.state, item.stateSince) : null;
  const next = nextRung({
    ...ladder,
    dueOn: item.dueOn,
    sentRungs: sent.filter(isLadderRung),
    issuedAt: heardOfAt(item, ladder),
  });
  if (handedIn === null || sent.includes(handedIn)) return next;
  const dueAt = nextDigestTime(item.stateSince, ladder);
  return next.dueAt <= dueAt ? next : { rung: handedIn, dueAt: dueAt > ladder.now ? dueAt : sendable(ladder) };
}

/**
 * When whoever has to act heard of an item. The leaver hears of the whole checklist in the message that starts it, which
 * waits for the morning; "please complete it soon" in the same morning would be rude, unless it is due that very day.
 */
function heardOfAt({ state, stateSince, doerId, leaverId, dueOn }: Omit<PlannedItem, 'itemId'>, ladder: Ladder): Date {
  if (state !== 'todo' || doerId !== leaverId) return stateSince;
  const told = nextSendingTime(stateSince, ladder.calendar, ladder.settings);
  return localDay(told) < dueOn ? told : stateSince;
}

const handedInRung = (state: string, since: Date): string => `${state}@${since.toISOString()}`;
export const isLadderRung = (rung: string): boolean => !rung.includes('@');
/** A rung that was said to one person and is still owed to others: `2026-03-09/D-3>zhang`. */
export const saidTo = (rung: string, userId: string): string => `${rung}>${userId}`;
export const isSaid = (rung: string): boolean => !rung.includes('>');
const sendable = ({ now, calendar, settings }: Ladder): Date => nextSendingTime(now, calendar, settings);

/** The first daily digest after an instant. */
function nextDigestTime(after: Date, { calendar, settings }: Ladder): Date {
  const today = localDay(after);
  const at = atLocal(today, settings.digestAt);
  if (calendar.isWorkday(today) && at > after) return at;
  return nextSendingTime(atLocal(calendar.addWorkdays(today, 1), '00:00'), calendar, settings);
}
