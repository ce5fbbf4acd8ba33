import { and, asc, desc, eq, exists, gte, inArray, isNull, lt, ne, not, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentFiles, type ImportedFile, imports, importUploads, people } from '../schema/index.ts';
import { listImportedFiles } from './import-files.ts';

export type ImportRow = typeof imports.$inferSelect;
export type ImportUploadRow = typeof importUploads.$inferSelect;
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
