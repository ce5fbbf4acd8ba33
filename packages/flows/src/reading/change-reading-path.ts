import {
  AppError,
  canChangePath,
  canSeePath,
  defaultPath,
  namesOf,
  type Reader,
  type ReadingStep,
  readingPathAbilities,
} from '@baton/core';
import {
  listOpenReadings,
  listPathDocuments,
  listPositionRows,
  listReadingPaths,
  putReadingPath,
  type Tx,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';

/**
 * The position's path as it is now, changed or derived, and what this person may do with it.
 * @throws AppError not_found for a position that is none of theirs
 */
export function readReadingPath(deps: Deps, { corpId, actor }: Session, { positionKey }: { positionKey: string }) {
  return withCorp(deps.db, corpId, async (tx) => {
    const reader = await readReader(tx, corpId, actor);
    const paths = await listOpenReadings(tx, corpId, [actor.userId]);
    const onPath = paths.some((path) => path.positionKey === positionKey);
    const position = (await listPositionRows(tx, corpId)).find(({ key }) => key === positionKey);
    if (!position || !canSeePath(reader, positionKey, onPath)) throw new AppError('not_found');
    const [changed] = await listReadingPaths(tx, corpId, [positionKey]);
    const ids = idsOf(changed?.steps ?? []);
    const documents = await readable(tx, corpId, reader, positionKey, ids);
    const own = documents.filter((document) => document.positionKey === positionKey);
    const steps = changed?.steps ?? defaultPath(own);
    const known = new Set(documents.map(({ id }) => id));
    return {
      position,
      abilities: readingPathAbilities(reader, positionKey),
      version: changed?.version ?? 0,
      // Who arranges the path keeps what stands in it; whoever only looks is told of nothing they may not read.
      steps: canChangePath(reader, positionKey) ? steps : keepDocuments(steps, known),
      documents: documents.map(({ id, title, kind }) => ({ id, title, kind })),
    };
  });
}

/**
 * Who leads the position, or HR, says what its newcomers read and when. People on the path follow at once. What stood in it
 * already may stay though this person cannot read it; what is no longer in force goes.
 * @param input.version of the path the person saw, 0 while it was derived
 * @throws AppError not_found for who may not, conflict, invalid_input for a document they may not read
 */
export async function changeReadingPath(
  deps: Deps,
  { corpId, actor }: Session,
  { positionKey, version, steps }: { positionKey: string; version: number; steps: readonly ReadingStep[] },
): Promise<void> {
  await withCorp(deps.db, corpId, async (tx) => {
    const reader = await readReader(tx, corpId, actor);
    const isThere = (await listPositionRows(tx, corpId)).some(({ key }) => key === positionKey);
    if (!isThere || !canChangePath(reader, positionKey)) throw new AppError('not_found');
    const ids = idsOf(steps);
    const [stored] = await listReadingPaths(tx, corpId, [positionKey]);
    const before = new Set(idsOf(stored?.steps ?? []));
    const inForce = await listPathDocuments(tx, corpId, [positionKey], ids);
    const live = new Set(inForce.map(({ id }) => id));
    const known = new Set(readableOf(reader, inForce).map(({ id }) => id));
    if (ids.some((id) => !known.has(id) && !before.has(id)))
      throw new AppError('invalid_input', { field: 'documentIds' });
    if (new Set(steps.map(({ key }) => key)).size !== steps.length)
      throw new AppError('invalid_input', { field: 'key' });
    const sorted = keepDocuments(steps, live).toSorted((a, b) => a.day - b.day);
    const row = { corpId, positionKey, steps: sorted, updatedBy: actor.userId, updatedAt: deps.now() };
    if (!(await putReadingPath(tx, row, version))) throw new AppError('conflict');
  });
}

async function readable(tx: Tx, corpId: string, reader: Reader, positionKey: string, ids: readonly string[]) {
  return readableOf(reader, await listPathDocuments(tx, corpId, [positionKey], ids));
}

/** The steps with these documents only. A step of documents that has none left is not one to be ticked by word: it goes. */
const keepDocuments = (steps: readonly ReadingStep[], ids: ReadonlySet<string>): ReadingStep[] =>
  steps.flatMap((step) => {
    const documentIds = step.documentIds.filter((id) => ids.has(id));
    return step.documentIds.length > 0 && documentIds.length === 0 ? [] : [{ ...step, documentIds }];
  });

const idsOf = (steps: readonly ReadingStep[]): string[] => steps.flatMap(({ documentIds }) => documentIds);

function readableOf<D extends { readers: string[] }>(reader: Reader, documents: readonly D[]): D[] {
  const names = new Set(namesOf(reader));
  return documents.filter(({ readers }) => readers.some((name) => names.has(name)));
}
