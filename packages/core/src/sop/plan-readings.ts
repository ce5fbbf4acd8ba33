import type { ReadingReason } from './reading-path.ts';

/** Paths that are older than this are not looked for any more: nobody is a newcomer for ever. */
export const NEWCOMER_DAYS = 30;
const DAY_MS = 86_400_000;
/** The directory may show somebody a little before their event arrives. */
const AHEAD_MS = 2 * DAY_MS;

/** `since`: when the directory first showed them. */
export type StaffMember = { userId: string; positionKey: string; since: Date };
type Presence = { userId: string; status: string; at: Date };
type Succession = { id: string; leaverId: string; successorId: string | null; positionKey: string | null };
type Known = {
  id: string;
  userId: string;
  positionKey: string;
  reason: ReadingReason;
  cause: string;
  handoverId: string | null;
  endedAt: Date | null;
};
export type NewReading = Pick<Known, 'userId' | 'positionKey' | 'reason' | 'cause' | 'handoverId'>;

/**
 * What is to become of everybody's reading paths, by what is known now. Looked at twice, it gives nothing the second
 * time, once the first was carried out. Whoever was there when the company was first read is no newcomer: only an event,
 * a change of position or a case starts a path.
 * @param facts.presence of the last {@link NEWCOMER_DAYS} days, oldest first
 * @param facts.seats the position each person was last seen in
 * @param facts.successions of cases that were launched and not withdrawn, newest first
 */
export function planReadings(
  facts: {
    staff: readonly StaffMember[];
    seats: ReadonlyMap<string, string>;
    presence: readonly Presence[];
    successions: readonly Succession[];
    readings: readonly Known[];
  },
  now: Date,
): { start: NewReading[]; end: string[]; seats: { userId: string; positionKey: string }[] } {
  const { staff, readings } = facts;
  const here = new Map(staff.map((member) => [member.userId, member]));
  const moved = staff.filter(({ userId, positionKey }) => facts.seats.get(userId) !== positionKey);
  const wanted: NewReading[] = [
    ...facts.successions.flatMap(({ id, successorId, leaverId, positionKey }) =>
      successorId !== null && successorId !== leaverId && positionKey !== null
        ? [{ userId: successorId, positionKey, reason: 'successor' as const, cause: `successor:${id}`, handoverId: id }]
        : [],
    ),
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
    return reason === 'successor' ? !succeeds.has(`${userId} ${handoverId}`) : member.positionKey !== positionKey;
  };
  const open = readings.filter(({ endedAt }) => endedAt === null);
  const end = open.filter(isOver);
  const ended = new Set(end.map(({ id }) => id));
  const causes = new Set(readings.map(({ userId, cause }) => `${userId} ${cause}`));
  const onPath = new Set(open.filter(({ id }) => !ended.has(id)).map((row) => `${row.userId} ${row.positionKey}`));
  const start: NewReading[] = [];
  for (const reading of wanted) {
    const path = `${reading.userId} ${reading.positionKey}`;
    if (!here.has(reading.userId) || causes.has(`${reading.userId} ${reading.cause}`) || onPath.has(path)) continue;
    onPath.add(path);
    start.push(reading);
  }
  return { start, end: [...ended], seats: moved.map(({ userId, positionKey }) => ({ userId, positionKey })) };
}
