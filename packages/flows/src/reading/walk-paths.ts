import { type Calendar, defaultPath, namesOf, type ReadingStep, stepDay } from '@baton/core';
import {
  listPathDocuments,
  listReadAgain,
  listReadConfirmations,
  listReadingPaths,
  listResponsibilities,
  listStepsDone,
  type ReadingRow,
  type Tx,
} from '@baton/db';
import { readReaders } from '../document/read-reader.ts';

/** One document of a step. `confirmed`: the version that counts, null when it is to be read (again). */
type WalkedDocument = {
  id: string;
  title: string;
  number: number;
  confirmed: { number: number; at: Date } | null;
  /** The version from which on it has to be read, for those who had read an older one. */
  again: number;
  readers: readonly string[];
};
export type WalkedStep = ReadingStep & {
  on: string;
  doneAt: Date | null;
  documents: WalkedDocument[];
  /** What is to be done alone: the first ★ responsibility of the position; '' where nobody wrote one down. */
  about: string;
};
export type Walked = { reading: ReadingRow; steps: WalkedStep[] };

/**
 * How far people are on their paths: each step with the day it is told, and its documents as far as that person may
 * read them. A step of documents is done when all of them are confirmed.
 */
export async function walkPaths(
  tx: Tx,
  corpId: string,
  { readings, calendar }: { readings: readonly ReadingRow[]; calendar: Calendar },
): Promise<Walked[]> {
  if (readings.length === 0) return [];
  const keys = [...new Set(readings.map(({ positionKey }) => positionKey))];
  const changed = new Map((await listReadingPaths(tx, corpId, keys)).map((row) => [row.positionKey, row.steps]));
  const named = [...changed.values()].flat().flatMap(({ documentIds }) => documentIds);
  const documents = await listPathDocuments(tx, corpId, keys, named);
  const ids = documents.map(({ id }) => id);
  const starred = (await listResponsibilities(tx, corpId, keys)).filter((row) => row.starred);
  const userIds = [...new Set(readings.map(({ userId }) => userId))];
  const again = await listReadAgain(tx, corpId, ids);
  const latest = new Map(
    (await listReadConfirmations(tx, corpId, { userIds, documentIds: ids })).map((row) => [
      `${row.userId} ${row.documentId}`,
      { number: row.number, at: row.confirmedAt },
    ]),
  );
  const done = new Map(
    (
      await listStepsDone(
        tx,
        corpId,
        readings.map(({ id }) => id),
      )
    ).map((row) => [`${row.readingId} ${row.stepKey}`, row.doneAt]),
  );
  const people = userIds.map((userId) => ({ userId, isAdmin: false, roles: [] }));
  const namesByUser = new Map(
    (await readReaders(tx, corpId, people)).map((reader) => [reader.userId, new Set(namesOf(reader))]),
  );
  return readings.map((reading) => {
    const names = namesByUser.get(reading.userId) ?? new Set<string>();
    const readable = documents.filter(({ readers }) => readers.some((name) => names.has(name)));
    const shown = (id: string): WalkedDocument[] => {
      const document = readable.find((row) => row.id === id);
      if (!document) return [];
      const said = latest.get(`${reading.userId} ${id}`);
      const from = again.get(id) ?? 0;
      const { title, publishedNumber, readers } = document;
      const confirmed = said && said.number >= from ? said : null;
      return [{ id, title, number: publishedNumber ?? 0, confirmed, again: from, readers }];
    };
    const own = readable.filter(({ positionKey }) => positionKey === reading.positionKey);
    const steps = changed.get(reading.positionKey) ?? defaultPath(own);
    return {
      reading,
      steps: steps.flatMap((step) => {
        const list = step.documentIds.flatMap(shown);
        const isEmpty = step.documentIds.length > 0 ? list.length === 0 : false;
        if (isEmpty || (step.kind === 'handover' && reading.handoverId === null)) return [];
        return [
          {
            ...step,
            documents: list,
            about:
              step.kind === 'alone'
                ? (starred.find((row) => row.positionKey === reading.positionKey)?.title ?? '')
                : '',
            on: stepDay(reading.startedOn, step, calendar),
            doneAt: doneAtOf(list, done.get(`${reading.id} ${step.key}`)),
          },
        ];
      }),
    };
  });
}

function doneAtOf(documents: readonly WalkedDocument[], said: Date | undefined): Date | null {
  if (documents.length === 0) return said ?? null;
  const at = documents.map(({ confirmed }) => confirmed?.at.getTime() ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...at);
  return Number.isFinite(last) ? new Date(last) : null;
}
