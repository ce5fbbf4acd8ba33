import {
  AppError,
  canSeeResponsibilities,
  canVerifyDoer,
  localDay,
  namesOf,
  type Reader,
  responsibilityAbilities,
} from '@baton/core';
import {
  listOpenReadings,
  listPathDocuments,
  listPositionRows,
  listResponsibilities,
  type Tx,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { namePeople } from '../people/name-people.ts';
import { gatherResponsibilities, readHere } from './gather-responsibilities.ts';

/**
 * What a position is responsible for: how often, what comes out, which documents say how, who can do it, what is missing.
 * Titles of documents only where the person may read them; whether something is written is said to everybody here.
 * @throws AppError not_found for a position that is none of theirs
 */
export function readResponsibilities(deps: Deps, { corpId, actor }: Session, { positionKey }: { positionKey: string }) {
  return withCorp(deps.db, corpId, async (tx) => {
    const { reader, position } = await openPosition(tx, corpId, await readReader(tx, corpId, actor), positionKey);
    const rows = await listResponsibilities(tx, corpId, [positionKey]);
    const { here, leaving } = await readHere(tx, corpId);
    const gathered = await gatherResponsibilities(tx, corpId, { rows, here, leaving, today: localDay(deps.now()) });
    const name = await namePeople(tx, corpId, [
      ...rows.map(({ ownerId }) => ownerId),
      ...gathered.flatMap(({ people }) => people.map(({ userId }) => userId)),
    ]);
    const names = new Set(namesOf(reader));
    const readable = ({ readers }: { readers: readonly string[] }) => readers.some((one) => names.has(one));
    const own = (await listPathDocuments(tx, corpId, [positionKey], [])).filter(readable);
    const abilities = responsibilityAbilities(reader, positionKey);
    return {
      position,
      abilities,
      /** Of the position, to link. */
      choices: abilities.includes('edit') ? own.map(({ id, title }) => ({ id, title })) : [],
      responsibilities: gathered.map(({ row, documents, people, judged }) => ({
        ...{ id: row.id, title: row.title, frequency: row.frequency, output: row.output, starred: row.starred },
        version: row.version,
        owner: row.ownerId !== null && here.has(row.ownerId) ? name(row.ownerId) : null,
        documents: documents.filter(readable).map(({ id, title, state, reviewOn }) => ({ id, title, state, reviewOn })),
        people: people.map(({ userId, ...person }) => ({
          ...person,
          person: name(userId),
          verifiable: canVerifyDoer(reader, positionKey, userId),
        })),
        ...{ sop: judged.sop, canDo: judged.canDo, leaving: judged.leaving, gaps: judged.gaps },
      })),
    };
  });
}

/** @throws AppError not_found for a position that does not exist or is none of theirs */
export async function openPosition(tx: Tx, corpId: string, reader: Reader, positionKey: string) {
  const position = (await listPositionRows(tx, corpId)).find(({ key }) => key === positionKey);
  const paths = await listOpenReadings(tx, corpId, [reader.userId]);
  const onPath = paths.some((path) => path.positionKey === positionKey);
  if (!position || !canSeeResponsibilities(reader, positionKey, onPath)) throw new AppError('not_found');
  return { reader, position };
}
