import { atLocal, type Calendar, digestFor, isSendingTime, localDay, nextSendingTime } from '@baton/core';
import {
  type CardRow,
  type DueReminder,
  listItemsById,
  listReaders,
  lockDueReminders,
  settleReminders,
  type Tx,
  withCorp,
} from '@baton/db';
import { addHistory } from './add-history.ts';
import { addNotice } from './add-notice.ts';
import type { Deps } from './deps.ts';
import { noticeText } from './notices.ts';
import { type DigestPlan, planDigests, type SettledReminder } from './plan-digests.ts';
import { nextReminder } from './plan-reminders.ts';
import { type CorpSettings, readCalendar } from './read-calendar.ts';

/** Reminders taken at once; a group of 50,000 people has some 20,000 due on a busy day. */
const BATCH = 20_000;

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
    const cards = new Map(
      (
        await listItemsById(
          tx,
          corpId,
          due.map(({ itemId }) => itemId),
        )
      ).map((row) => [row.id, row]),
    );
    const settled = due.flatMap((reminder) => settle(reminder, cards.get(reminder.itemId), round));
    const plan = await planDigests(tx, { corpId, settled });
    const told = await writeDigests(tx, plan, round);
    await settleReminders(
      tx,
      settled.map((row) => rowOf(row, plan.wantedBy(row.itemId), told, round)),
    );
    return told.size;
  });
  if (digests > 0) {
    deps.log.info({ event: 'digest.sent', corpId, digests }, 'digests written');
    deps.nudge('deliver-notices');
  }
  return { digests };
}

/** Rungs that were missed meanwhile collapse into this one message: each counts as sent, the next lies ahead. */
function settle(
  reminder: DueReminder,
  item: CardRow | undefined,
  { now, calendar, settings }: Round,
): SettledReminder[] {
  if (!item) return [];
  const sentThen = [...reminder.sent, reminder.rung];
  const facts = { ...item, caseState: reminder.caseState };
  let next = nextReminder({ ...facts, sent: sentThen }, { now, calendar, settings });
  while (next !== null && next.dueAt <= now) {
    sentThen.push(next.rung);
    next = nextReminder({ ...facts, sent: sentThen }, { now, calendar, settings });
  }
  return [{ ...reminder, item, sentThen, next: { rung: next?.rung ?? '', dueAt: next?.dueAt ?? null } }];
}

/** @returns who has a digest now that they did not have before */
async function writeDigests(tx: Tx, plan: DigestPlan, round: Round): Promise<Set<string>> {
  const { corpId, now } = round;
  const today = localDay(now);
  const told = new Set<string>();
  for (const reader of await listReaders(tx, corpId, plan.recipients)) {
    const items = plan.itemsFor(reader.userId);
    const digest = digestFor(reader, items, today);
    if (!digest) continue;
    const added = await addNotice(tx, {
      corpId,
      dedupeKey: `digest:${reader.userId}:${today}`,
      channel: 'robot',
      recipient: reader.userId,
      kind: 'digest',
      body: { ...noticeText('digest', reader.language, { digest, today }), path: plan.pathFor(reader.userId) },
      notBefore: now,
      digestOn: today,
    });
    if (!added) continue;
    told.add(reader.userId);
    for (const [handoverId, count] of plan.casesOf(reader.userId)) {
      const details = { to: reader.userId, items: count };
      await addHistory(tx, { corpId, handoverId, at: now, by: 'system', action: 'reminder.sent', details });
    }
  }
  return told;
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
