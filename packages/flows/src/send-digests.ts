import { atLocal, type Calendar, digestFor, isSendingTime, localDay, nextSendingTime } from '@baton/core';
import {
  type CardRow,
  listItemsById,
  listReaders,
  lockDueReminders,
  type ReminderRow,
  settleReminders,
  type Tx,
  withCorp,
} from '@baton/db';
import { addHistory } from './add-history.ts';
import { addNotices, type NewNotice } from './add-notice.ts';
import type { Deps } from './deps.ts';
import { noticeText } from './notices.ts';
import { type DigestPlan, planDigests, type SettledReminder } from './plan-digests.ts';
import { nextReminder } from './plan-reminders.ts';
import { type CorpSettings, readCalendar } from './read-calendar.ts';

/**
 * Reminders per transaction. A company of 50,000 has more on a busy morning; then the next run, a minute later, goes on.
 * Who has their digest by then hears of the rest tomorrow.
 */
const BATCH = 5_000;

type Round = { corpId: string; now: Date; calendar: Calendar; settings: CorpSettings };

/**
 * Turns every reminder that is due into one message per person: what they have to hand over, accept and confirm, and
 * what was escalated to them. A person gets one digest per day at most (unique in the database); what comes up later the
 * same day waits for the next one. Outside sending times nothing happens. Running it twice sends nothing twice.
 * @returns how many digests went into the outbox
 */
export async function sendDigests(deps: Deps, corpId: string): Promise<{ digests: number }> {
  const now = deps.now();
  const digests = await withCorp(deps.db, corpId, async (tx) => {
    const { calendar, settings } = await readCalendar(tx, corpId);
    if (!isSendingTime(now, calendar, settings)) return 0;
    const due = await lockDueReminders(tx, { corpId, now, limit: BATCH });
    if (due.length === 0) return 0;
    const round = { corpId, now, calendar, settings };
    const ids = due.map(({ itemId }) => itemId);
    const cards = new Map((await listItemsById(tx, corpId, ids)).map((row) => [row.id, row]));
    const judged = due.map((reminder) => ({ reminder, row: settle(reminder, cards.get(reminder.itemId), round) }));
    const settled = judged.flatMap(({ row }) => (row ? [row] : []));
    const plan = await planDigests(tx, { corpId, settled });
    const told = await writeDigests(tx, plan, round);
    const idle = judged.flatMap(({ reminder, row }) => (row ? [] : [{ ...reminder, rung: '', dueAt: null }]));
    await settleReminders(tx, [...idle, ...settled.map((row) => rowOf(row, plan.wantedBy(row.itemId), told, round))]);
    return told.size;
  });
  if (digests > 0) {
    deps.log.info({ event: 'digest.sent', corpId, digests }, 'digests written');
    deps.nudge('deliver-notices');
  }
  return { digests };
}

/**
 * Rungs that were missed meanwhile collapse into this one message: each counts as sent, the next lies ahead. Nothing is
 * said of an item that waits for nobody any more.
 */
function settle(
  reminder: ReminderRow,
  item: CardRow | undefined,
  { now, calendar, settings }: Round,
): SettledReminder | null {
  const next = (sent: string[]) => (item ? nextReminder({ ...item, sent }, { now, calendar, settings }) : null);
  if (!item || next(reminder.sent) === null) return null;
  const sentThen = [...reminder.sent, reminder.rung];
  let after = next(sentThen);
  while (after !== null && after.dueAt <= now) {
    sentThen.push(after.rung);
    after = next(sentThen);
  }
  return { ...reminder, item, sentThen, next: { rung: after?.rung ?? '', dueAt: after?.dueAt ?? null } };
}

/** @returns who has a digest now that they did not have before */
async function writeDigests(tx: Tx, plan: DigestPlan, { corpId, now }: Round): Promise<Set<string>> {
  const today = localDay(now);
  const keyOf = (userId: string) => `digest:${userId}:${today}`;
  const notices: NewNotice[] = [];
  for (const reader of await listReaders(tx, corpId, plan.recipients)) {
    const digest = digestFor(reader, plan.itemsFor(reader.userId), today);
    if (!digest) continue;
    notices.push({
      corpId,
      dedupeKey: keyOf(reader.userId),
      channel: 'robot',
      recipient: reader.userId,
      kind: 'digest',
      body: { ...noticeText('digest', reader.language, { digest, today }), path: plan.pathFor(reader.userId) },
      notBefore: now,
      digestOn: today,
    });
  }
  const added = await addNotices(tx, notices);
  const told = notices.filter(({ dedupeKey }) => added.has(dedupeKey)).map(({ recipient }) => recipient);
  const line = { corpId, at: now, by: 'system', action: 'reminder.sent' } as const;
  const lines = told.flatMap((to) =>
    [...plan.casesOf(to)].map(([handoverId, items]) => ({ ...line, handoverId, details: { to, items } })),
  );
  await addHistory(tx, ...lines);
  return new Set(told);
}

/** Somebody was told: note it. All of them had their digest of today already: the same reminder, next digest. */
function rowOf(row: SettledReminder, wantedBy: readonly string[], told: ReadonlySet<string>, round: Round) {
  const { itemId, handoverId, rung, sent } = row;
  const key = { corpId: round.corpId, itemId, handoverId };
  if (wantedBy.some((userId) => told.has(userId))) return { ...key, ...row.next, sent: row.sentThen };
  return { ...key, rung, sent, dueAt: nextDigest(round) };
}

function nextDigest({ now, calendar, settings }: Round): Date {
  return nextSendingTime(atLocal(calendar.addWorkdays(localDay(now), 1), '00:00'), calendar, settings);
}
