import { addDays, localDay } from '../calendar.ts';
import type { ReadingReason } from './reading-path.ts';

/** Paths that are older than this are not looked for any more: nobody is a newcomer for ever. */
export const NEWCOMER_DAYS = 30;
/**
 * A case may be archived on the day of its release: who took over still needs their path then. So long after its start,
 * three times its length, it ends whether all of it was done or not.
 */
const AFTER_CASE_DAYS = 90;
const DAY_MS = 86_400_000;
/** The directory may show somebody a little before their event arrives. */
const AHEAD_MS = 2 * DAY_MS;

/** `since`: when the directory first showed them. */
export type StaffMember = { userId: string; positionKey: string; since: Date };
type Presence = { userId: string; status: string; at: Date };
type Succession = {
  id: string;
  leaverId: string;
  successorId: string | null;
  positionKey: string | null;
  state: string;
};
type Known = {
  id: string;
  userId: string;
  positionKey: string;
  reason: ReadingReason;
  cause: string;
  handoverId: string | null;
  startedOn: string;
  endedAt: Date | null;
  /** Ended for good: there was no more to do on it. */
  finishedAt: Date | null;
};
type Plan = {
  start: NewReading[];
  again: string[];
  end: string[];
  finish: string[];
  seats: { userId: string; positionKey: string }[];
};
export type NewReading = Pick<Known, 'userId' | 'positionKey' | 'reason' | 'cause' | 'handoverId'>;

/**
 * What is to become of everybody's reading paths, by what is known now. Looked at twice, it gives nothing the second
 * time, once the first was carried out. Whoever was there when the company was first read is no newcomer: here only an
 * event, a change of position or a case starts a path; besides, people put people on them by hand. What ended a path may turn out otherwise (a case is reinstated, a successor
 * named again, somebody missing in the directory for one walk): then the same path goes on, with what was done on it.
 * @param facts.presence of the last {@link NEWCOMER_DAYS} days, oldest first
 * @param facts.seats the position each person was last seen in
 * @param facts.successions of cases that were launched and not withdrawn, newest first
 * @param facts.done open paths on which nothing is left to do
 * @returns `again`: ended paths to go on with; `finish`: to be ended for good; `seats`: positions as they were seen and acted on
 */
export function planReadings(
  facts: {
    staff: readonly StaffMember[];
    seats: ReadonlyMap<string, string>;
    presence: readonly Presence[];
    successions: readonly Succession[];
    readings: readonly Known[];
    done: ReadonlySet<string>;
  },
  now: Date,
): Plan {
  const { staff, readings } = facts;
  const here = new Map(staff.map((member) => [member.userId, member]));
  const moved = staff.filter(({ userId, positionKey }) => facts.seats.get(userId) !== positionKey);
  const succeeding: NewReading[] = facts.successions.flatMap(({ id, successorId, leaverId, positionKey }) =>
    successorId !== null && successorId !== leaverId && positionKey !== null
      ? [{ userId: successorId, positionKey, reason: 'successor' as const, cause: `successor:${id}`, handoverId: id }]
      : [],
  );
  const seated: NewReading[] = [
    ...facts.presence.flatMap(({ userId, status, at }, index) => {
      const member = here.get(userId);
      const gone = facts.presence.slice(0, index).some((fact) => fact.userId === userId && fact.status === 'left');
      const isNew = member && (gone || member.since.getTime() >= at.getTime() - AHEAD_MS);
      if (status !== 'back' || !member || !isNew) return [];
      const cause = `joined:${at.toISOString()}`;
      return [{ userId, positionKey: member.positionKey, reason: 'joined' as const, cause, handoverId: null }];
    }),
    ...moved
      .filter(({ userId }) => facts.seats.has(userId))
      .map(({ userId, positionKey }) => ({
        ...{ userId, positionKey, reason: 'moved' as const, cause: `moved:${now.toISOString()}`, handoverId: null },
      })),
  ];
  const succeeds = new Set(facts.successions.map(({ id, successorId }) => `${successorId} ${id}`));
  const isOver = ({ userId, positionKey, reason, handoverId }: Known): boolean => {
    const member = here.get(userId);
    if (!member) return true;
    // Put on it by hand, in whatever position: it ends by hand, or when it is done.
    if (reason === 'assigned') return false;
    return reason === 'successor' ? !succeeds.has(`${userId} ${handoverId}`) : member.positionKey !== positionKey;
  };
  const open = readings.filter(({ endedAt }) => endedAt === null);
  const archived = new Set(facts.successions.filter(({ state }) => state === 'archived').map(({ id }) => id));
  const lastStart = addDays(localDay(now), -AFTER_CASE_DAYS);
  const known = new Map(readings.map((row) => [`${row.userId} ${row.cause}`, row]));
  /** Not begun yet by that cause, or begun and to go on. */
  const begins = ({ userId, positionKey, cause }: Pick<Known, 'userId' | 'positionKey' | 'cause'>): boolean => {
    const before = known.get(`${userId} ${cause}`);
    return !before || (before.endedAt !== null && before.finishedAt === null && before.positionKey === positionKey);
  };
  // Who prepared by hand and now takes over or holds the position gets that path instead: a successor's alone shows what is
  // handed over, and what began by hand could be ended by hand.
  const takesOver = new Set([...succeeding, ...seated].filter(begins).map(pathOf));
  const isDone = (row: Known): boolean =>
    facts.done.has(row.id) ||
    (row.handoverId !== null && archived.has(row.handoverId) && row.startedOn <= lastStart) ||
    (row.reason === 'assigned' && takesOver.has(pathOf(row)));
  const end = open.filter(isOver);
  const finish = open.filter((row) => !isOver(row) && isDone(row));
  const finished = new Set(finish.filter(({ id, reason }) => reason !== 'assigned' || facts.done.has(id)).map(pathOf));
  const ended = new Set([...end, ...finish].map(({ id }) => id));
  const since = now.getTime() - NEWCOMER_DAYS * DAY_MS;
  const resumed = readings
    .filter((row) => row.reason !== 'successor' && row.finishedAt === null && endOf(row) >= since && !isOver(row))
    .toSorted((a, b) => endOf(b) - endOf(a));
  const onPath = new Map(open.filter(({ id }) => !ended.has(id)).map((row) => [pathOf(row), row.reason]));
  const start: NewReading[] = [];
  const again: string[] = [];
  for (const reading of [...succeeding, ...resumed, ...seated]) {
    const before = known.get(`${reading.userId} ${reading.cause}`);
    // Who moved onto the path they were on as a successor has done it, now that it ends so.
    if (reading.reason === 'moved' && finished.has(pathOf(reading))) continue;
    if (!here.has(reading.userId) || onPath.has(pathOf(reading)) || !begins(reading)) continue;
    onPath.set(pathOf(reading), reading.reason);
    if (before) again.push(before.id);
    else start.push(toNew(reading));
  }
  // A move onto a path they are on as a successor waits: that path may end with its case, and theirs begins then.
  const waits = (member: StaffMember) => facts.seats.has(member.userId) && onPath.get(pathOf(member)) === 'successor';
  const acted = moved.filter((member) => !waits(member));
  const seats = acted.map(({ userId, positionKey }) => ({ userId, positionKey }));
  return { start, again, end: idsOf(end), finish: idsOf(finish), seats };
}

const idsOf = (rows: readonly Known[]): string[] => rows.map(({ id }) => id);
const pathOf = ({ userId, positionKey }: { userId: string; positionKey: string }) => `${userId} ${positionKey}`;
const endOf = ({ endedAt }: Known): number => endedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
const toNew = ({ userId, positionKey, reason, cause, handoverId }: NewReading): NewReading => ({
  ...{ userId, positionKey, reason, cause, handoverId },
});
