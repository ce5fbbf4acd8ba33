import type { ImportDecision } from '@baton/core';
import { and, asc, eq, gt, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { type ImportedFile, importFiles } from '../schema/index.ts';

export type ImportFileRow = typeof importFiles.$inferSelect;

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
