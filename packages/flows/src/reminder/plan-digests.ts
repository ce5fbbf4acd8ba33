import { type DigestItem, type DigestReason, type Escalation, hrOfCase, readRung, waitingFor } from '@baton/core';
import {
  type CardRow,
  findManagerOf,
  listPersonRefs,
  listReaders,
  listRoleHolders,
  listWaitingItems,
  type ReminderRow,
  type Tx,
} from '@baton/db';
import { whyWaiting } from '../item/why-waiting.ts';
import { isLadderRung, saidTo } from './plan-reminders.ts';

/** A due reminder with what will have been said once it is sent, and what comes after it. */
export type SettledReminder = ReminderRow & {
  item: CardRow;
  sentThen: string[];
  next: { rung: string; dueAt: Date | null };
};

/** Who gets a digest and what is in it. */
export type DigestPlan = {
  recipients: string[];
  /** Everything that waits for the person, due or not yet, and what was escalated to them. */
  itemsFor(userId: string): DigestItem[];
  /** Page the button opens: the item when there is one, the case when all is of one they may open, else the inbox. */
  pathFor(userId: string): string;
  /** Items per case in the person's digest. */
  casesOf(userId: string): Map<string, number>;
  /** Everybody a reminder is meant for who did not hear of it yet. */
  wantedBy(itemId: string): string[];
};

/** `opens`: whether whoever it was escalated to may open the case; who acts on an item always may. */
type Line = { row: CardRow; reason: DigestReason; opens: boolean };

/**
 * Works out the digests of one round: whoever a due item waits for, and from the second overdue working day on the
 * levels above. When nobody who has to act is still there, the manager hears of it at once, else HR. Who is above the
 * manager cannot open the case: they are told whom to talk to.
 */
export async function planDigests(
  tx: Tx,
  { corpId, settled }: { corpId: string; settled: readonly SettledReminder[] },
): Promise<DigestPlan> {
  const above = await readLevels(tx, corpId, settled);
  const near = settled.flatMap(({ item }) => [...waitingFor(item), item.managerId ?? '']);
  const living = new Set((await listReaders(tx, corpId, [...new Set(near)])).map(({ userId }) => userId));
  const wanted = new Map<string, string[]>();
  const lines = new Map<string, Line[]>();
  const add = (userId: string, line: Line) => {
    const mine = lines.get(userId);
    if (mine) mine.push(line);
    else lines.set(userId, [line]);
  };
  for (const reminder of settled) {
    const here = waitingFor(reminder.item).filter((userId) => living.has(userId));
    const { managerId, leaverId } = reminder.item;
    const hasManager = managerId !== null && living.has(managerId);
    const levels = here.length > 0 ? levelsOf(reminder) : [hasManager ? ('manager' as const) : ('hr' as const)];
    const overseeing = new Set(levels.flatMap((level) => above(reminder, level)));
    const untold = (userId: string) => !reminder.sent.includes(saidTo(reminder.sentThen.at(-1) ?? '', userId));
    const acting = here.filter(untold);
    const overseers = [...overseeing].filter((id) => !here.includes(id) && id !== leaverId && untold(id));
    const insiders = new Set([...above(reminder, 'manager'), ...above(reminder, 'hr')]);
    for (const userId of overseers) add(userId, { row: reminder.item, reason: 'oversee', opens: insiders.has(userId) });
    wanted.set(reminder.itemId, [...acting, ...overseers]);
  }
  const recipients = new Set([...wanted.values()].flat());
  for (const row of await listWaitingItems(tx, corpId, [...recipients])) {
    for (const userId of waitingFor(row)) {
      if (recipients.has(userId)) add(userId, { row, reason: whyWaiting(row, userId), opens: true });
    }
  }
  const talkTo = ({ row, opens }: Line) =>
    opens ? [] : [...new Set([...waitingFor(row), row.managerId ?? ''])].filter((userId) => living.has(userId));
  const named = [...lines.values()].flat().flatMap((line) => [line.row.leaverId, ...talkTo(line)]);
  const names = await listPersonRefs(tx, corpId, [...new Set(named)]);
  const nameOf = new Map(names.map(({ userId, name }) => [userId, name]));
  const of = (userId: string) => lines.get(userId) ?? [];
  return {
    recipients: [...recipients],
    itemsFor: (userId) =>
      of(userId).map((line) => {
        const { row, reason, opens } = line;
        const whom = opens ? {} : { talkTo: talkTo(line).map((id) => nameOf.get(id) ?? id) };
        const leaverName = nameOf.get(row.leaverId) ?? row.leaverId;
        return {
          itemId: row.id,
          title: row.title,
          dueOn: row.dueOn,
          reason,
          leaverId: row.leaverId,
          leaverName,
          ...whom,
        };
      }),
    pathFor: (userId) => pathOf(of(userId)),
    casesOf: (userId) => {
      const counts = new Map<string, number>();
      for (const { row } of of(userId)) counts.set(row.handoverId, (counts.get(row.handoverId) ?? 0) + 1);
      return counts;
    },
    wantedBy: (itemId) => wanted.get(itemId) ?? [],
  };
}

/** Digests of people who have no handover to be told of. */
export const planWithoutCases = (recipients: string[]): DigestPlan => ({
  recipients,
  itemsFor: () => [],
  pathFor: () => '/',
  casesOf: () => new Map(),
  wantedBy: () => [],
});

/** Escalation by the latest rung that is being sent. */
function levelsOf({ sentThen }: SettledReminder): Escalation[] {
  const latest = sentThen.findLast(isLadderRung);
  return latest === undefined ? [] : readRung(latest).escalateTo;
}

function pathOf(lines: readonly Line[]): string {
  const [first] = lines;
  if (!first) return '/';
  if (lines.length === 1 && first.reason !== 'oversee') return `/items/${first.row.id}`;
  const oneCase = lines.every(({ row }) => row.handoverId === first.row.handoverId);
  const mayOpen = lines.every(({ reason, opens }) => reason === 'oversee' && opens);
  return oneCase && mayOpen ? `/handovers/${first.row.handoverId}` : '/';
}

/** Who stands where above a case. The manager's manager is nobody to the case: restricted items are not named to them. */
async function readLevels(tx: Tx, corpId: string, settled: readonly SettledReminder[]) {
  const hr = await listRoleHolders(tx, corpId, ['hr']);
  const higher = new Map<string, string | null>();
  for (const { managerId } of settled.map(({ item }) => item)) {
    if (managerId !== null && !higher.has(managerId)) higher.set(managerId, await findManagerOf(tx, corpId, managerId));
  }
  const levels: Record<Escalation, (reminder: SettledReminder) => readonly (string | null)[]> = {
    manager: ({ item }) => [item.managerId],
    managers_manager: ({ item }) =>
      item.restricted || item.managerId === null ? [] : [higher.get(item.managerId) ?? null],
    hr: ({ item }) => hrOfCase(item, hr),
  };
  return (reminder: SettledReminder, level: Escalation): string[] =>
    levels[level](reminder).filter((userId): userId is string => userId !== null);
}
