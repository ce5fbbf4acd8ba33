import {
  addDays,
  atLocal,
  type Digest,
  type DigestSection,
  digestFor,
  isSendingTime,
  localDay,
  nextSendingTime,
} from '@baton/core';
import {
  type CardRow,
  deleteToldLines,
  insertToldLines,
  listItemsById,
  listReaders,
  lockDueReminders,
  type ReminderRow,
  settleReminders,
  type Tx,
  withCorp,
} from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';
import type { Deps } from '../deps.ts';
import { addHistory } from '../handover/add-history.ts';
import { addNotices } from './add-notice.ts';
import { gatherLines, type LinesOf } from './gather-lines.ts';
import { noticeText } from './notices.ts';
import { type DigestPlan, planDigests, planWithoutCases, type SettledReminder } from './plan-digests.ts';
import { isSaid, nextReminder, saidTo } from './plan-reminders.ts';
import { type Round, type Said, settleComing } from './settle-coming.ts';
import { type Draft, shareDigests } from './share-digests.ts';

/** Reminders per transaction: short ones, so that people who act on their items hardly ever wait for one. */
const BATCH = 2_000;
/** People per transaction who have no handover to be told of. */
const PEOPLE_BATCH = 500;
/** Cases, and people, passed over in one run at most; when more than that fail, it is not for their own sake. */
const MAX_FAILED = 50;

/**
 * So long it is known what somebody was told. Far longer than any source gives a line that is no news any more; what is
 * still open after more than a year is told once again.
 */
const TOLD_DAYS = 400;

/** Where the button leads when all lines are of one section. */
const SECTION_PAGES: Readonly<Record<DigestSection, string>> = {
  review: '/documents?scope=due',
  review_late: '/documents?scope=due',
  approve: '/documents?scope=mine',
  answer: '/questions',
  answer_late: '/questions',
  answered: '/questions',
  wanted: '/documents/requests',
  written: '/documents/requests',
  read: '/learning',
};

/**
 * Turns every reminder that is due into one message per person: what they have to hand over, accept and confirm, what
 * was escalated to them, and what other sources have to tell (documents to verify, questions …). A person gets one digest per day at most (unique in the database); what comes up later the
 * same day waits for the next one, for each person by themselves. Outside sending times nothing happens. Running it
 * twice sends nothing twice. A case whose reminders fail is passed over in this run, and so is a person whose digest cannot
 * be written; the others are told of theirs.
 * @returns how many digests went into the outbox
 */
export async function sendDigests(deps: Deps, corpId: string): Promise<{ digests: number }> {
  const now = deps.now();
  const said: Said = new Map();
  const failed: string[] = [];
  const round = await withCorp(deps.db, corpId, (tx) => openRound(tx, corpId, now));
  if (!round) return { digests: 0 };
  const lines = await gatherLines(deps, { ...round, today: localDay(now) });
  for (let limit = BATCH, more = true; more; ) {
    const asked = { corpId, now, said, limit, except: failed, lines };
    try {
      const batch = await withCorp(deps.db, corpId, (tx) => writeBatch(tx, asked));
      // After the commit: a transaction that was run again must not count what the first run said.
      for (const [userId, items] of batch.said) said.set(userId, items);
      more = batch.due === limit;
      limit = Math.min(BATCH, limit * 2);
    } catch (error) {
      // In halves, until it is alone.
      if (limit === 1) failed.push(await passOver(deps, asked, error));
      limit = Math.ceil(limit / 2);
    }
  }
  // Who has no handover to be told of.
  const rest = [...lines.keys()].filter((userId) => !said.has(userId)).toSorted();
  const unreached: string[] = [];
  for (let from = 0, size = PEOPLE_BATCH; from < rest.length; ) {
    const people = rest.slice(from, from + size);
    try {
      const plan = planWithoutCases(people);
      const { written } = await withCorp(deps.db, corpId, (tx) => writeDigests(tx, plan, { ...round, lines }));
      for (const [userId, items] of written) said.set(userId, items);
    } catch (error) {
      size = Math.ceil(size / 2);
      if (people.length > 1) continue;
      // In halves, until they are alone.
      if (unreached.length >= MAX_FAILED) throw error;
      unreached.push(...people);
      deps.log.error(
        { event: 'digest.person_failed', corpId, userId: people[0], error },
        'a digest could not be written',
      );
    }
    from += people.length;
    size = Math.min(PEOPLE_BATCH, size * 2);
  }
  if (said.size > 0) {
    await withCorp(deps.db, corpId, (tx) => deleteToldLines(tx, corpId, addDays(localDay(now), -TOLD_DAYS)));
    deps.log.info({ event: 'digest.sent', corpId, digests: said.size }, 'digests written');
    deps.nudge('deliver-notices');
  }
  return { digests: said.size };
}

type Asked = { corpId: string; now: Date; said: Said; limit: number; except: readonly string[]; lines: LinesOf };

/** @returns null outside sending times */
async function openRound(tx: Tx, corpId: string, now: Date): Promise<Round | null> {
  const { calendar, settings } = await readCalendar(tx, corpId);
  return isSendingTime(now, calendar, settings) ? { corpId, now, calendar, settings } : null;
}

/** @returns the case of the first reminder that is due, which cannot be told of */
async function passOver(deps: Deps, asked: Asked, error: unknown): Promise<string> {
  const { corpId, except } = asked;
  const [first] = await withCorp(deps.db, corpId, (tx) => lockDueReminders(tx, asked));
  if (!first || except.length >= MAX_FAILED) throw error;
  const { handoverId } = first;
  deps.log.error({ event: 'digest.case_failed', corpId, handoverId, error }, 'reminders of a case could not be sent');
  return handoverId;
}

async function writeBatch(
  tx: Tx,
  { corpId, now, said, limit, except, lines }: Asked,
): Promise<{ due: number; said: Said }> {
  const round = await openRound(tx, corpId, now);
  if (!round) return { due: 0, said: new Map() };
  const due = await lockDueReminders(tx, { corpId, now, limit, except });
  if (due.length === 0) return { due: 0, said: new Map() };
  const ids = due.map(({ itemId }) => itemId);
  const cards = new Map((await listItemsById(tx, corpId, ids)).map((row) => [row.id, row]));
  const judged = due.map((reminder) => ({ reminder, row: settle(reminder, cards.get(reminder.itemId), round) }));
  const settled = judged.flatMap(({ row }) => (row ? [row] : []));
  const plan = await planDigests(tx, { corpId, settled });
  const { written, named, readers } = await writeDigests(tx, plan, { ...round, lines });
  const idle = judged.flatMap(({ reminder, row }) => (row ? [] : [{ ...reminder, rung: '', dueAt: null }]));
  const heard = (userId: string, itemId: string) => (written.get(userId) ?? said.get(userId))?.has(itemId) ?? false;
  const rows = settled.map((row) => {
    const wanted = plan.wantedBy(row.itemId).filter((userId) => readers.has(userId));
    return rowOf(row, { wanted, heard: wanted.filter((userId) => heard(userId, row.itemId)) }, round);
  });
  await settleReminders(tx, [...idle, ...rows]);
  await settleReminders(tx, await settleComing(tx, named, written, round));
  return { due: due.length, said: written };
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
  const sentThen = [...reminder.sent.filter(isSaid), reminder.rung];
  let after = next(sentThen);
  while (after !== null && after.dueAt <= now) {
    sentThen.push(after.rung);
    after = next(sentThen);
  }
  return { ...reminder, item, sentThen, next: { rung: after?.rung ?? '', dueAt: after?.dueAt ?? null } };
}

type Written = {
  /** Who has a digest now that they did not have before, with its items. */
  written: Said;
  /** Items in digests with a text of their own: a shared one does not tell their days. */
  named: string[];
  /** Everybody who can have a digest. */
  readers: Set<string>;
};

async function writeDigests(
  tx: Tx,
  plan: DigestPlan,
  { corpId, now, lines }: Round & { lines: LinesOf },
): Promise<Written> {
  const today = localDay(now);
  const keyOf = (userId: string) => `digest:${userId}:${today}`;
  const readers = await listReaders(tx, corpId, plan.recipients);
  const drafts = readers.flatMap((reader): Draft[] => {
    const digest = digestFor(reader, plan.itemsFor(reader.userId), today, lines.get(reader.userId));
    return digest ? [{ ...reader, digest, handoverIds: [...plan.casesOf(reader.userId).keys()] }] : [];
  });
  // Always in the same order, so that two runs at once do not hold each other up and the same people give the same text.
  drafts.sort((a, b) => (a.userId < b.userId ? -1 : 1));
  const shared = shareDigests(drafts);
  const added = await addNotices(
    tx,
    drafts.map(({ userId, language, digest }) => {
      const together = shared.get(userId);
      const own = () => ({
        ...noticeText('digest', language, { digest, today }),
        path: pathOf(digest, plan.pathFor(userId)),
      });
      const body = together ? { ...together, path: '/' } : own();
      const about = { channel: 'robot', kind: 'digest', notBefore: now, digestOn: today } as const;
      return { corpId, dedupeKey: keyOf(userId), recipient: userId, body, ...about };
    }),
  );
  const told = drafts.filter(({ userId }) => added.has(keyOf(userId)));
  await insertToldLines(tx, toldLines(told, { corpId, digestOn: today }));
  const line = { corpId, at: now, by: 'system', action: 'reminder.sent' } as const;
  const entries = told.flatMap(({ userId: to }) =>
    [...plan.casesOf(to)].map(([handoverId, items]) => ({ ...line, handoverId, details: { to, items } })),
  );
  await addHistory(tx, ...entries);
  const own = told.filter(({ userId }) => !shared.has(userId));
  return {
    written: new Map(told.map(({ userId, digest }) => [userId, itemsOf(digest)])),
    named: own.flatMap(({ digest }) => [...itemsOf(digest)]),
    readers: new Set(drafts.map(({ userId }) => userId)),
  };
}

const toldLines = (drafts: readonly Draft[], about: { corpId: string; digestOn: string }) =>
  drafts.flatMap(({ userId, digest: { sections } }) =>
    sections.flatMap(({ lines }) => lines.map(({ key }) => ({ ...about, userId, key }))),
  );

/** Straight to what it tells of, when that is one thing or one page; else to the inbox, which has all of it. */
function pathOf({ items, sections }: Digest, ofCases: string): string {
  const [only, ...others] = sections;
  if (!only) return ofCases;
  if (others.length > 0 || items.length > 0) return '/';
  const [line, ...more] = only.lines;
  return line && more.length === 0 ? line.path : SECTION_PAGES[only.section];
}

const itemsOf = ({ items }: Digest): Set<string> => new Set(items.map(({ itemId }) => itemId));

/**
 * Everybody heard of it: on to the next rung. Whoever had their digest of today already hears of it in their next one,
 * and who heard of it now is not told again.
 */
function rowOf(
  row: SettledReminder,
  { wanted, heard }: { wanted: readonly string[]; heard: readonly string[] },
  round: Round,
) {
  const { itemId, handoverId, rung, sent, sentThen, next } = row;
  const key = { corpId: round.corpId, itemId, handoverId };
  const latest = sentThen.at(-1) ?? rung;
  const told = [
    ...sent.filter((entry) => entry.startsWith(saidTo(latest, ''))),
    ...heard.map((id) => saidTo(latest, id)),
  ];
  if (told.length > 0 && heard.length === wanted.length) return { ...key, ...next, sent: sentThen };
  return { ...key, rung: latest, sent: [...sentThen.slice(0, -1), ...told], dueAt: nextDigest(round) };
}

function nextDigest({ now, calendar, settings }: Round): Date {
  return nextSendingTime(atLocal(calendar.addWorkdays(localDay(now), 1), '00:00'), calendar, settings);
}
