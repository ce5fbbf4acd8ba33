import { localDay, NEWCOMER_DAYS, planReadings } from '@baton/core';
import {
  endReadings,
  insertReading,
  listPresenceSince,
  listReadings,
  listSeats,
  listSuccessions,
  readPositionRules,
  readStaff,
  resumeReadings,
  upsertSeats,
  withCorp,
} from '@baton/db';
import type { Deps } from '../deps.ts';
import { positionOf } from '../people/position-of.ts';

const DAY_MS = 86_400_000;

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
    const plan = planReadings(facts, now);
    await endReadings(tx, corpId, plan.end, now);
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
    return { started, ended: plan.end.length };
  });
}
