import type { ImportDecision } from '@baton/core';
import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Tx } from '../database.ts';
import {
  documentFiles,
  exportTickets,
  type ImportedFile,
  importFiles,
  imports,
  importUploads,
  people,
} from '../schema/index.ts';

export type ImportRow = typeof imports.$inferSelect;
export type ImportUploadRow = typeof importUploads.$inferSelect;
export type ImportFileRow = typeof importFiles.$inferSelect;
export type { ImportedFile };

export async function insertImport(tx: Tx, row: typeof imports.$inferInsert): Promise<ImportRow> {
  const [stored] = await tx.insert(imports).values(row).returning();
  if (!stored) throw new Error('insert gave no row');
  return stored;
}

/** Somebody's own import, or undefined. @param lock true: held until the transaction ends */
export async function findImport(
  tx: Tx,
  { corpId, importId, by, lock = false }: { corpId: string; importId: string; by?: string; lock?: boolean },
): Promise<ImportRow | undefined> {
  const query = tx
    .select()
    .from(imports)
    .where(
      and(
        eq(imports.corpId, corpId),
        eq(imports.id, importId),
        by === undefined ? undefined : eq(imports.createdBy, by),
      ),
    );
  const [row] = await (lock ? query.for('no key update') : query);
  return row;
}

/** Somebody's imports that were not given up, newest first. */
export function listImportsOf(tx: Tx, corpId: string, by: string, limit: number): Promise<ImportRow[]> {
  return tx
    .select()
    .from(imports)
    .where(and(eq(imports.corpId, corpId), eq(imports.createdBy, by), ne(imports.state, 'discarded')))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(limit);
}

/** Imports the clock has something to do for, oldest first. */
export function listImportsAtWork(tx: Tx, corpId: string): Promise<ImportRow[]> {
  return tx
    .select()
    .from(imports)
    .where(
      and(
        eq(imports.corpId, corpId),
        or(
          inArray(imports.state, ['scanning', 'running']),
          and(inArray(imports.state, ['done', 'discarded']), isNull(imports.clearedAt)),
        ),
      ),
    )
    .orderBy(asc(imports.createdAt), asc(imports.id));
}

export async function updateImport(
  tx: Tx,
  { corpId, id }: Pick<ImportRow, 'corpId' | 'id'>,
  patch: Partial<ImportRow>,
): Promise<void> {
  await tx
    .update(imports)
    .set(patch)
    .where(and(eq(imports.corpId, corpId), eq(imports.id, id)));
}

/** Gives up what waits for a person and was not gone on with since `before`, or was begun by somebody who has left. @returns how many */
export async function giveUpIdleImports(
  tx: Tx,
  corpId: string,
  { before, now }: { before: Date; now: Date },
): Promise<number> {
  const leavers = tx
    .select({ userId: people.userId })
    .from(people)
    .where(and(eq(people.corpId, corpId), eq(people.employment, 'left')));
  // Whoever opens the page goes on with what they once began: how old that is says nothing.
  const isGoneOnWith = exists(
    tx
      .select({ id: importUploads.id })
      .from(importUploads)
      .where(
        and(
          eq(importUploads.corpId, corpId),
          eq(importUploads.importId, imports.id),
          or(gte(importUploads.createdAt, before), gte(importUploads.scannedAt, before)),
        ),
      ),
  );
  const rows = await tx
    .update(imports)
    .set({ state: 'discarded', finishedAt: now })
    .where(
      and(
        eq(imports.corpId, corpId),
        inArray(imports.state, ['choosing', 'ready']),
        or(and(lt(imports.createdAt, before), not(isGoneOnWith)), inArray(imports.createdBy, leavers)),
      ),
    )
    .returning({ id: imports.id });
  return rows.length;
}

export async function insertImportUpload(tx: Tx, row: typeof importUploads.$inferInsert): Promise<void> {
  await tx.insert(importUploads).values(row);
}

/** What was uploaded for these imports, in the order it came. */
export function listImportUploads(tx: Tx, corpId: string, importIds: readonly string[]): Promise<ImportUploadRow[]> {
  return tx
    .select()
    .from(importUploads)
    .where(and(eq(importUploads.corpId, corpId), inArray(importUploads.importId, [...importIds])))
    .orderBy(asc(importUploads.createdAt), asc(importUploads.id));
}

export async function updateImportUpload(
  tx: Tx,
  { corpId, id }: Pick<ImportUploadRow, 'corpId' | 'id'>,
  patch: Partial<ImportUploadRow>,
): Promise<void> {
  await tx
    .update(importUploads)
    .set(patch)
    .where(and(eq(importUploads.corpId, corpId), eq(importUploads.id, id)));
}

/** Adds sources to the report, each once however often it is found. */
export async function insertImportFiles(tx: Tx, rows: readonly (typeof importFiles.$inferInsert)[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(importFiles)
      .values([...rows])
      .onConflictDoNothing();
}

/** Paths of an upload that are in the report already. */
export async function listScannedPaths(tx: Tx, corpId: string, uploadId: string): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ path: importFiles.path })
    .from(importFiles)
    .where(and(eq(importFiles.corpId, corpId), eq(importFiles.uploadId, uploadId)));
  return new Set(rows.map(({ path }) => path));
}

/** Whether some uploads of an import hold a document of this path and part already. */
export async function isInUploads(
  tx: Tx,
  corpId: string,
  { importId, uploadIds, path, part }: { importId: string; uploadIds: readonly string[]; path: string; part: string },
): Promise<boolean> {
  if (uploadIds.length === 0) return false;
  const rows = await tx
    .select({ id: importFiles.id })
    .from(importFiles)
    .where(
      and(
        eq(importFiles.corpId, corpId),
        eq(importFiles.importId, importId),
        inArray(importFiles.uploadId, [...uploadIds]),
        eq(importFiles.path, path),
        eq(importFiles.part, part),
        isNotNull(importFiles.content),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

const ofImport = (corpId: string, importId: string) =>
  and(eq(importFiles.corpId, corpId), eq(importFiles.importId, importId));
const hasProblems = sql`jsonb_array_length(${importFiles.problems}) > 0`;

/** Which sources a filter shows. */
function shownBy(filter: ImportDecision | 'all' | 'problems' | 'failed'): SQL | undefined {
  if (filter === 'all') return undefined;
  if (filter === 'problems') return or(hasProblems, eq(importFiles.decision, 'conflict'));
  return filter === 'failed' ? eq(importFiles.state, 'failed') : eq(importFiles.decision, filter);
}

/** One page of the report, in the order of the run. @param after `seq` of the last one seen */
export function listImportFiles(
  tx: Tx,
  args: {
    corpId: string;
    importId: string;
    filter: ImportDecision | 'all' | 'problems' | 'failed';
    after: number;
    limit: number;
  },
): Promise<ImportFileRow[]> {
  return tx
    .select()
    .from(importFiles)
    .where(and(ofImport(args.corpId, args.importId), gt(importFiles.seq, args.after), shownBy(args.filter)))
    .orderBy(asc(importFiles.seq))
    .limit(args.limit);
}

/** Sources to be set: the named ones, or all. What was carried out stays as it is. */
export function lockImportFiles(
  tx: Tx,
  corpId: string,
  importId: string,
  fileIds: readonly string[] | null,
): Promise<ImportFileRow[]> {
  return tx
    .select()
    .from(importFiles)
    .where(
      and(
        ofImport(corpId, importId),
        eq(importFiles.state, 'waiting'),
        fileIds === null ? undefined : inArray(importFiles.id, [...fileIds]),
      ),
    )
    .orderBy(asc(importFiles.seq))
    .for('no key update');
}

export async function updateImportFile(
  tx: Tx,
  { corpId, id }: Pick<ImportFileRow, 'corpId' | 'id'>,
  patch: Partial<ImportFileRow>,
): Promise<void> {
  await tx
    .update(importFiles)
    .set(patch)
    .where(and(eq(importFiles.corpId, corpId), eq(importFiles.id, id)));
}

/**
 * Says that a source could not be carried out, unless it was: the answer to a commit may be lost on its way, and what
 * was committed stays true.
 */
export async function failImportFile(
  tx: Tx,
  { corpId, id }: Pick<ImportFileRow, 'corpId' | 'id'>,
  failedBecause: string,
): Promise<void> {
  await tx
    .update(importFiles)
    .set({ state: 'failed', failedBecause })
    .where(and(eq(importFiles.corpId, corpId), eq(importFiles.id, id), eq(importFiles.state, 'waiting')));
}

/** Is through with every source of which nothing is to be written. */
export async function finishIdleFiles(tx: Tx, corpId: string, importId: string): Promise<void> {
  await tx
    .update(importFiles)
    .set({ state: 'done' })
    .where(
      and(
        ofImport(corpId, importId),
        eq(importFiles.state, 'waiting'),
        inArray(importFiles.decision, ['unchanged', 'conflict', 'skip', 'attach']),
      ),
    );
}

/** The next source nobody has in hand, locked; undefined when none is left. */
export async function takeImportFile(tx: Tx, corpId: string, importId: string): Promise<ImportFileRow | undefined> {
  const [row] = await tx
    .select()
    .from(importFiles)
    .where(and(ofImport(corpId, importId), eq(importFiles.state, 'waiting')))
    .orderBy(asc(importFiles.seq))
    .limit(1)
    .for('update', { skipLocked: true });
  return row;
}

/** How many sources wait, also those another process has in hand. */
export async function countWaitingFiles(tx: Tx, corpId: string, importId: string): Promise<number> {
  const [row] = await tx
    .select({ waiting: sql`count(*)`.mapWith(Number) })
    .from(importFiles)
    .where(and(ofImport(corpId, importId), eq(importFiles.state, 'waiting')));
  return row?.waiting ?? 0;
}

export type ImportCount = {
  importId: string;
  decision: ImportDecision;
  state: ImportFileRow['state'];
  files: number;
  withProblems: number;
};

/** Sources of some imports, counted by what becomes and became of them. */
export function countImportFiles(tx: Tx, corpId: string, importIds: readonly string[]): Promise<ImportCount[]> {
  return tx
    .select({
      importId: importFiles.importId,
      decision: importFiles.decision,
      state: importFiles.state,
      files: sql`count(*)`.mapWith(Number),
      withProblems: sql`count(*) filter (where ${shownBy('problems')})`.mapWith(Number),
    })
    .from(importFiles)
    .where(and(eq(importFiles.corpId, corpId), inArray(importFiles.importId, [...importIds])))
    .groupBy(importFiles.importId, importFiles.decision, importFiles.state);
}

/** Files that sources of an import name; one that several name, several times. */
export async function listImportedFiles(tx: Tx, corpId: string, importId: string): Promise<ImportedFile[]> {
  const sources = await tx.select({ files: importFiles.files }).from(importFiles).where(ofImport(corpId, importId));
  return sources.flatMap(({ files }) => files);
}

/** Storage keys an import still holds: its uploads, and the files of its sources that are no document's. */
export async function listImportKeys(tx: Tx, corpId: string, importId: string): Promise<string[]> {
  const uploads = await listImportUploads(tx, corpId, [importId]);
  const keys = new Set((await listImportedFiles(tx, corpId, importId)).map(({ storageKey }) => storageKey));
  // Whatever rows of the import say: a file that a document names is the document's.
  for (const { storageKey } of await listKept(tx, corpId, [...keys])) keys.delete(storageKey);
  return [...uploads.map(({ storageKey }) => storageKey), ...keys];
}

const listKept = (tx: Tx, corpId: string, keys: readonly string[]) =>
  tx
    .selectDistinct({ storageKey: documentFiles.storageKey })
    .from(documentFiles)
    .where(
      and(
        eq(documentFiles.corpId, corpId),
        sql`${documentFiles.storageKey} in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`,
      ),
    );

/** Living colleagues by their whole name: files name people so. */
export async function listPeopleNamed(
  tx: Tx,
  corpId: string,
  names: readonly string[],
): Promise<{ userId: string; name: string }[]> {
  if (names.length === 0) return [];
  return tx
    .select({ userId: people.userId, name: people.name })
    .from(people)
    .where(
      and(
        eq(people.corpId, corpId),
        inArray(people.name, [...names]),
        ne(people.employment, 'left'),
        ne(people.unionId, ''),
      ),
    );
}

/** Stores a ticket for an export and forgets those that ran out. */
export async function insertExportTicket(tx: Tx, row: typeof exportTickets.$inferInsert, now: Date): Promise<void> {
  await tx
    .delete(exportTickets)
    .where(and(eq(exportTickets.corpId, row.corpId), sql`${exportTickets.expiresAt} < ${now.toISOString()}`));
  await tx.insert(exportTickets).values(row);
}

/** What a ticket opens, unless it ran out. */
export async function findExportTicket(tx: Tx, corpId: string, ticketHash: string, now: Date) {
  const [row] = await tx
    .select()
    .from(exportTickets)
    .where(
      and(eq(exportTickets.corpId, corpId), eq(exportTickets.ticketHash, ticketHash), gt(exportTickets.expiresAt, now)),
    );
  return row;
}
