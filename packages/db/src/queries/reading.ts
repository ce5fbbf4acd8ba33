import { and, asc, desc, eq, gte, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import {
  departments,
  departureFacts,
  documents,
  documentVersions,
  handovers,
  people,
  readConfirmations,
  readingPaths,
  readingStepsDone,
  readings,
  seats,
} from '../schema/index.ts';
import { insertRows } from './insert-rows.ts';

export type ReadingRow = typeof readings.$inferSelect;

/** Everybody who works here, and the departments they may be in. */
export async function readStaff(tx: Tx, corpId: string) {
  const { userId, title, deptIds, createdAt, managerUserId } = people;
  const staff = await tx
    .select({ userId, title, deptIds, createdAt, managerUserId })
    .from(people)
    .where(and(eq(people.corpId, corpId), ne(people.employment, 'left')));
  const { deptId, parentId, name } = departments;
  const rows = await tx.select({ deptId, parentId, name }).from(departments).where(eq(departments.corpId, corpId));
  return { staff, departments: new Map(rows.map((row) => [row.deptId, row])) };
}

export const listSeats = (tx: Tx, corpId: string) => tx.select().from(seats).where(eq(seats.corpId, corpId));

export const upsertSeats = (tx: Tx, rows: readonly (typeof seats.$inferInsert)[]): Promise<void> =>
  insertRows(
    tx,
    seats,
    rows,
    sql`on conflict (corp_id, user_id) do update set position_key = excluded.position_key, since = excluded.since`,
  );

/** What events and the directory said of who came and went since then. */
export function listPresenceSince(tx: Tx, corpId: string, since: Date) {
  const { leaverId, status, at } = departureFacts;
  return tx
    .select({ userId: leaverId, status, at })
    .from(departureFacts)
    .where(and(eq(departureFacts.corpId, corpId), eq(departureFacts.source, 'presence'), gte(at, since)))
    .orderBy(asc(at), asc(departureFacts.seq));
}

/** Cases under way, or released, that name a successor, newest first. */
export function listSuccessions(tx: Tx, corpId: string) {
  const { id, leaverId, successorId, positionKey, state } = handovers;
  return tx
    .select({ id, leaverId, successorId, positionKey, state })
    .from(handovers)
    .where(
      and(
        eq(handovers.corpId, corpId),
        inArray(handovers.state, ['planning', 'active', 'supplementing', 'awaiting_release', 'released', 'archived']),
        sql`${successorId} is not null and ${handovers.launchedAt} is not null`,
      ),
    )
    .orderBy(desc(handovers.launchedAt));
}

/** Every path somebody is or was on. */
export const listReadings = (tx: Tx, corpId: string): Promise<ReadingRow[]> =>
  tx.select().from(readings).where(eq(readings.corpId, corpId));

/** Paths that people are on now; of these people when they are named. */
export function listOpenReadings(tx: Tx, corpId: string, userIds?: readonly string[]): Promise<ReadingRow[]> {
  const of = userIds ? inArray(readings.userId, [...userIds]) : undefined;
  return tx
    .select()
    .from(readings)
    .where(and(eq(readings.corpId, corpId), isNull(readings.endedAt), of))
    .orderBy(desc(readings.startedOn), asc(readings.id));
}

/** The path, its row locked; undefined when there is none. */
export async function lockReading(tx: Tx, corpId: string, readingId: string): Promise<ReadingRow | undefined> {
  const mine = and(eq(readings.corpId, corpId), eq(readings.id, readingId));
  const [row] = await tx.select().from(readings).where(mine).for('update');
  return row;
}

/** Starts a path. @returns false when that cause has started one before, or the person is on that path */
export async function insertReading(tx: Tx, row: typeof readings.$inferInsert): Promise<boolean> {
  const added = await tx.insert(readings).values(row).onConflictDoNothing().returning({ id: readings.id });
  return added.length > 0;
}

/** @param finished nothing was left to do on them, or they were ended by hand: they do not go on */
export async function endReadings(
  tx: Tx,
  corpId: string,
  ids: readonly string[],
  { at, finished }: { at: Date; finished: boolean },
): Promise<void> {
  if (ids.length === 0) return;
  const these = and(eq(readings.corpId, corpId), inArray(readings.id, [...ids]), isNull(readings.endedAt));
  await tx
    .update(readings)
    .set({ endedAt: at, finishedAt: finished ? at : null })
    .where(these);
}

/** Goes on with paths that had ended. */
export async function resumeReadings(tx: Tx, corpId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const these = and(eq(readings.corpId, corpId), inArray(readings.id, [...ids]));
  await tx.update(readings).set({ endedAt: null }).where(these);
}

/** Paths that a position's people changed. */
export const listReadingPaths = (tx: Tx, corpId: string, positionKeys: readonly string[]) =>
  tx
    .select()
    .from(readingPaths)
    .where(and(eq(readingPaths.corpId, corpId), inArray(readingPaths.positionKey, [...positionKeys])));

/** @returns false when it is not in that version (0: not there) any more */
export async function putReadingPath(
  tx: Tx,
  row: Omit<typeof readingPaths.$inferInsert, 'version'>,
  version: number,
): Promise<boolean> {
  if (version === 0) {
    const added = await tx.insert(readingPaths).values(row).onConflictDoNothing().returning();
    return added.length > 0;
  }
  const { corpId, positionKey, ...rest } = row;
  const changed = await tx
    .update(readingPaths)
    .set({ ...rest, version: version + 1 })
    .where(
      and(
        eq(readingPaths.corpId, corpId),
        eq(readingPaths.positionKey, positionKey),
        eq(readingPaths.version, version),
      ),
    )
    .returning();
  return changed.length > 0;
}

/** Published documents of these positions, or by id. */
export function listPathDocuments(tx: Tx, corpId: string, positionKeys: readonly string[], ids: readonly string[]) {
  const { id, kind, title, positionKey, subjects, reviewDays, readers, publishedNumber } = documents;
  return tx
    .select({ id, kind, title, positionKey, subjects, reviewDays, readers, publishedNumber })
    .from(documents)
    .where(
      and(
        eq(documents.corpId, corpId),
        inArray(documents.state, ['published', 'needs_review']),
        sql`(${inArray(positionKey, [...positionKeys, ''])} or ${ids.length > 0 ? inArray(id, [...ids]) : sql`false`})`,
      ),
    );
}

/** The last version of each document that whoever had read it before has to read again; none: not in the reply. */
export async function listReadAgain(tx: Tx, corpId: string, documentIds: readonly string[]) {
  if (documentIds.length === 0) return new Map<string, number>();
  const rows = await tx
    .select({ documentId: documentVersions.documentId, number: sql<number>`max(${documentVersions.number})::int` })
    .from(documentVersions)
    .where(
      and(
        eq(documentVersions.corpId, corpId),
        inArray(documentVersions.documentId, [...documentIds]),
        eq(documentVersions.readAgain, true),
      ),
    )
    .groupBy(documentVersions.documentId);
  return new Map(rows.map((row) => [row.documentId, row.number]));
}

/** The newest version each of these people confirmed of each of these documents. */
export async function listReadConfirmations(
  tx: Tx,
  corpId: string,
  { userIds, documentIds }: { userIds: readonly string[]; documentIds: readonly string[] },
) {
  if (userIds.length === 0 || documentIds.length === 0) return [];
  return tx
    .select()
    .from(readConfirmations)
    .where(
      and(
        eq(readConfirmations.corpId, corpId),
        inArray(readConfirmations.userId, [...userIds]),
        inArray(readConfirmations.documentId, [...documentIds]),
      ),
    )
    .orderBy(asc(readConfirmations.number));
}

/** Confirmed twice, the first time counts. */
export async function insertConfirmation(tx: Tx, row: typeof readConfirmations.$inferInsert): Promise<void> {
  await tx.insert(readConfirmations).values(row).onConflictDoNothing();
}

export const listStepsDone = (tx: Tx, corpId: string, readingIds: readonly string[]) =>
  tx
    .select()
    .from(readingStepsDone)
    .where(and(eq(readingStepsDone.corpId, corpId), inArray(readingStepsDone.readingId, [...readingIds, NOBODY])));

const NOBODY = '00000000-0000-0000-0000-000000000000';

export async function insertStepDone(tx: Tx, row: typeof readingStepsDone.$inferInsert): Promise<void> {
  await tx.insert(readingStepsDone).values(row).onConflictDoNothing();
}

export async function deleteStepDone(
  tx: Tx,
  { corpId, readingId, stepKey }: typeof readingStepsDone.$inferInsert,
): Promise<void> {
  await tx
    .delete(readingStepsDone)
    .where(
      and(
        eq(readingStepsDone.corpId, corpId),
        eq(readingStepsDone.readingId, readingId),
        eq(readingStepsDone.stepKey, stepKey ?? ''),
      ),
    );
}
