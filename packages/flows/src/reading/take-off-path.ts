import { AppError, readingAbilities } from '@baton/core';
import { endReadings, findManagerOf, lockReading, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';

/**
 * Takes somebody off a path they were put on by hand, for good. What they confirmed having read stays confirmed.
 * @throws AppError not_found for a path that is over, or that this person may not end
 */
export async function takeOffPath(
  deps: Deps,
  { corpId, actor }: Session,
  { readingId }: { readingId: string },
): Promise<void> {
  const { userId, positionKey } = await withCorp(deps.db, corpId, async (tx) => {
    const reading = await lockReading(tx, corpId, readingId);
    if (!reading || reading.endedAt !== null) throw new AppError('not_found');
    const leads = (await findManagerOf(tx, corpId, reading.userId)) === actor.userId;
    const may = readingAbilities(await readReader(tx, corpId, actor), reading, leads).includes('end');
    if (!may) throw new AppError('not_found');
    await endReadings(tx, corpId, [readingId], { at: deps.now(), finished: true });
    return reading;
  });
  deps.log.info(
    { event: 'reading.taken_off', corpId, userId, by: actor.userId, positionKey },
    'taken off a reading path',
  );
}
