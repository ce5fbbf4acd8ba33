import { addDays, localDay, NEWCOMER_DAYS, planReadings } from '@baton/core';
import {
  endReadings,
  insertReading,
  listPresenceSince,
  listReadings,
  listSeats,
  listSuccessions,
  type ReadingRow,
  readPositionRules,
  readStaff,
  resumeReadings,
  type Tx,
  upsertSeats,
  withCorp,
} from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';
import type { Deps } from '../deps.ts';
import { positionOf } from '../people/position-of.ts';
import { walkPaths } from './walk-paths.ts';

const DAY_MS = 86_400_000;
/** A path that is done stays in sight so long: a tick may be taken back, and a manager sees it. */
const DONE_DAYS = 7;

/**
 * Brings everybody's reading paths in line with who joined, who has another position, and whom a case names as
 * successor: starts what is missing, ends what is over, goes on with what is not over after all. Everything is read from rows, so that no event has to arrive
 * twice and running it again changes nothing.
 */
export async function startReadings(deps: Deps, corpId: string): Promise<{ started: number; ended: number }> {
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const { rules } = await readPositionRules(tx, corpId);
    const { staff, departments } = await readStaff(tx, corpId);
    const facts = {
      staff: staff.map((person) => ({
        userId: person.userId,
        positionKey: positionOf(rules, departments, person),
        since: person.createdAt,
      })),
      seats: new Map((await listSeats(tx, corpId)).map(({ userId, positionKey }) => [userId, positionKey])),
      presence: await listPresenceSince(tx, corpId, new Date(now.getTime() - NEWCOMER_DAYS * DAY_MS)),
      successions: await listSuccessions(tx, corpId),
      readings: await listReadings(tx, corpId),
    };
    const plan = planReadings({ ...facts, done: await findDone(tx, corpId, facts.readings, now) }, now);
    await endReadings(tx, corpId, plan.end, { at: now, finished: false });
    await endReadings(tx, corpId, plan.finish, { at: now, finished: true });
    await resumeReadings(tx, corpId, plan.again);
    let started = plan.again.length;
    for (const reading of plan.start) {
      if (await insertReading(tx, { ...reading, corpId, startedOn: localDay(now), createdAt: now })) started += 1;
    }
    await upsertSeats(
      tx,
      plan.seats.map((seat) => ({ ...seat, corpId, since: now })),
    );
    if (started > 0) deps.log.info({ event: 'reading.started', corpId, started }, 'reading paths started');
    return { started, ended: plan.end.length + plan.finish.length };
  });
}

/** Open paths on which everything was done some days ago. */
async function findDone(tx: Tx, corpId: string, readings: readonly ReadingRow[], now: Date): Promise<Set<string>> {
  const before = new Date(now.getTime() - DONE_DAYS * DAY_MS);
  const lastStart = addDays(localDay(now), -DONE_DAYS);
  const old = readings.filter(({ endedAt, startedOn }) => endedAt === null && startedOn <= lastStart);
  const { calendar } = await readCalendar(tx, corpId);
  const walked = await walkPaths(tx, corpId, { readings: old, calendar });
  const done = walked.filter(
    ({ steps }) => steps.length > 0 && steps.every(({ doneAt }) => doneAt !== null && doneAt <= before),
  );
  return new Set(done.map(({ reading }) => reading.id));
}
