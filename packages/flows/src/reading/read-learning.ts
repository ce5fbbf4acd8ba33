import { canSeePath, canSeeReading, localDay, namesOf, readingAbilities } from '@baton/core';
import { listManagersOf, listOpenReadings, listPositionRows, type ReadingRow, withCorp } from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { namePeople } from '../people/name-people.ts';
import { walkPaths } from './walk-paths.ts';

/**
 * The reading paths somebody is on, or with `of: 'team'` those of the people they lead, for HR of everybody. Whoever
 * looks at others is told of no document that they may not read themselves. An admin, who may put people on paths and take
 * them off, sees that they are on them and not how far they are.
 */
export function readLearning(deps: Deps, session: Session, { of }: { of: 'me' | 'team' }) {
  const { corpId, actor } = session;
  const today = localDay(deps.now());
  return withCorp(deps.db, corpId, async (tx) => {
    const all = await listOpenReadings(tx, corpId, of === 'me' ? [actor.userId] : undefined);
    const others = of === 'me' ? all : all.filter(({ userId }) => userId !== actor.userId);
    const managers =
      of === 'me' ? new Map<string, string>() : await listManagersOf(tx, corpId, [...new Set(others.map(userIdOf))]);
    const reader = await readReader(tx, corpId, actor);
    const leads = ({ userId }: ReadingRow) => managers.get(userId) === actor.userId;
    const sees = (reading: ReadingRow) => canSeeReading(actor, reading.userId, leads(reading));
    const abilitiesOf = (reading: ReadingRow) => readingAbilities(reader, reading, leads(reading));
    const readings = others.filter((reading) => sees(reading) || abilitiesOf(reading).length > 0);
    const { calendar } = await readCalendar(tx, corpId);
    const walked = await walkPaths(tx, corpId, { readings, calendar });
    const names = new Set(namesOf(reader));
    const name = await namePeople(tx, corpId, readings.map(userIdOf));
    const positions = new Map((await listPositionRows(tx, corpId)).map((row) => [row.key, row]));
    return {
      paths: walked.map(({ reading, steps }) => ({
        id: reading.id,
        person: name(reading.userId),
        position: positions.get(reading.positionKey) ?? { key: reading.positionKey, name: reading.positionKey },
        reason: reading.reason,
        startedOn: reading.startedOn,
        handoverId: of === 'me' ? reading.handoverId : null,
        seesPath: canSeePath(reader, reading.positionKey, of === 'me'),
        abilities: abilitiesOf(reading),
        steps: (sees(reading) ? steps : []).map(({ key, day, kind, title, on, doneAt, about, documents }) => ({
          ...{ key, day, kind, title, on, doneAt, about },
          state: doneAt !== null ? ('done' as const) : on <= today ? ('now' as const) : ('next' as const),
          total: documents.length,
          read: documents.filter(({ confirmed }) => confirmed !== null).length,
          documents: documents
            .filter(({ readers }) => readers.some((one) => names.has(one)))
            .map(({ id, title, number, confirmed }) => ({ id, title, number, confirmed })),
        })),
      })),
    };
  });
}

const userIdOf = ({ userId }: { userId: string }) => userId;
