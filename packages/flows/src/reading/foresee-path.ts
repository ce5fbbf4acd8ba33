import { AppError, canPutOnPath, canSeeReading, localDay, mayStartOn, namesOf, type Reader } from '@baton/core';
import {
  findManagerOf,
  listOpenReadings,
  listPathDocuments,
  listPositionRows,
  listReadingPaths,
  type ReadingRow,
  type Tx,
  withCorp,
} from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';
import type { Deps, Session } from '../deps.ts';
import { readReader, readReaders } from '../document/read-reader.ts';
import { namePeople } from '../people/name-people.ts';
import { requireColleague } from '../people/require-colleague.ts';
import { walkPaths } from './walk-paths.ts';

/** A path that nobody is on yet has no row. */
const NO_ROW = '00000000-0000-0000-0000-000000000000';

export type PutOnPath = { positionKey: string; userId: string; startsOn: string };

/**
 * What somebody would read and do, and on which working days, were they put on that path: nothing is written. Of
 * documents that the person asking may not read themself, neither that there are some nor who reads them is told.
 * @throws AppError as {@link openForPutting}
 */
export function foreseePath(deps: Deps, session: Session, input: PutOnPath) {
  const { corpId, actor } = session;
  const { positionKey, userId, startsOn } = input;
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const { reader, leads, onPath } = await openForPutting(tx, session, input, now);
    const readsToo = readableTo(reader);
    const { calendar } = await readCalendar(tx, corpId);
    const reading: ReadingRow = {
      ...{ corpId, id: NO_ROW, userId, positionKey, reason: 'assigned', cause: '', handoverId: null },
      ...{ startedOn: startsOn, endedAt: null, finishedAt: null, createdAt: now },
    };
    const [walked] = await walkPaths(tx, corpId, { readings: [reading], calendar });
    const person = (await namePeople(tx, corpId, [userId]))(userId);
    const knows = canSeeReading(actor, userId, leads);
    return {
      person,
      onPath,
      steps: (walked?.steps ?? []).flatMap(({ key, day, kind, title, about, on, documents }) => {
        const seen = documents.filter(readsToo);
        if (documents.length > 0 && seen.length === 0) return [];
        const read = knows ? seen.filter(({ confirmed }) => confirmed !== null).length : 0;
        return [{ key, day, kind, title, about, on, total: seen.length, read }];
      }),
      unreadable: await countUnreadable(tx, corpId, positionKey, { userId, readsToo }),
    };
  });
}

/**
 * Whether this person may put that colleague on that path, from that day on.
 * @throws AppError not_found for a position whose path they may not change; forbidden for a colleague they do not lead;
 *   invalid_input for somebody who is not here, or a day in the past or far ahead
 */
export async function openForPutting(
  tx: Tx,
  { corpId, actor }: Session,
  { positionKey, userId, startsOn }: PutOnPath,
  now: Date,
): Promise<{ reader: Reader; leads: boolean; onPath: boolean }> {
  const reader = await readReader(tx, corpId, actor);
  const isThere = (await listPositionRows(tx, corpId)).some(({ key }) => key === positionKey);
  if (!isThere || !canPutOnPath(reader, positionKey, true)) throw new AppError('not_found');
  const leads = (await findManagerOf(tx, corpId, userId)) === actor.userId;
  if (!canPutOnPath(reader, positionKey, leads)) throw new AppError('forbidden', { field: 'userId' });
  await requireColleague(tx, corpId, userId, 'userId');
  if (!mayStartOn(startsOn, localDay(now))) throw new AppError('invalid_input', { field: 'startsOn' });
  const open = await listOpenReadings(tx, corpId, [userId]);
  return { reader, leads, onPath: open.some((reading) => reading.positionKey === positionKey) };
}

type Read = { readers: readonly string[] };
const readableTo = (reader: Reader) => {
  const names = new Set(namesOf(reader));
  return ({ readers }: Read): boolean => readers.some((name) => names.has(name));
};

/** Documents in force that stand on the path and that this person may not read; a derived path has none. */
async function countUnreadable(
  tx: Tx,
  corpId: string,
  positionKey: string,
  { userId, readsToo }: { userId: string; readsToo: (document: Read) => boolean },
): Promise<number> {
  const [changed] = await listReadingPaths(tx, corpId, [positionKey]);
  const ids = new Set(changed?.steps.flatMap(({ documentIds }) => documentIds));
  const inForce = await listPathDocuments(tx, corpId, [positionKey], [...ids]);
  const [person] = await readReaders(tx, corpId, [{ userId, isAdmin: false, roles: [] }]);
  const reads = person ? readableTo(person) : () => false;
  return inForce.filter((document) => ids.has(document.id) && readsToo(document) && !reads(document)).length;
}
