import { type Actor, AppError, type ImportState } from '@baton/core';
import {
  countWaitingFiles,
  failImportFile,
  findImport,
  findStanding,
  finishIdleFiles,
  type ImportRow,
  listImportedFiles,
  listImportKeys,
  listImportsAtWork,
  listImportUploads,
  listPositionRows,
  readPositionRules,
  type Tx,
  takeImportFile,
  updateImport,
  updateImportFile,
  withCorp,
} from '@baton/db';
import type { Deps } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { openImportStore } from '../file/source-files/import-store.ts';
import { openOfficeReader } from '../file/source-files/open-office-reader.ts';
import { dropStored } from '../item/drop-files.ts';
import { importSource } from './import-source.ts';
import { lookThroughUpload } from './look-through-upload.ts';

/** What the clock does for an import in each state; the person does the rest. */
const WORK: Readonly<Partial<Record<ImportState, (deps: Deps, row: ImportRow) => Promise<void>>>> = {
  scanning: lookThrough,
  running: carryOut,
  done: clearAway,
  discarded: clearAway,
};

/**
 * Goes on with every import of a company: looks through what was uploaded, carries out what was started, removes what is
 * no longer needed. Everything is in rows, one source a transaction: killed at any step, the next run goes on from there.
 */
export async function runImports(deps: Deps, corpId: string): Promise<void> {
  const rows = await withCorp(deps.db, corpId, (tx) => listImportsAtWork(tx, corpId));
  const failures: unknown[] = [];
  for (const row of rows) {
    if (deps.stopping.aborted) break;
    try {
      await WORK[row.state]?.(deps, row);
    } catch (error) {
      // One that cannot go on does not keep those of others back; the job fails all the same, and is run again.
      const hasLeft = error instanceof AppError && error.code === 'forbidden';
      if (hasLeft) await withCorp(deps.db, corpId, (tx) => giveUp(tx, row));
      else failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Whoever began it has left: nobody else sees it, and nobody waits for its report. */
async function giveUp(tx: Tx, row: ImportRow): Promise<void> {
  const now = await findImport(tx, { corpId: row.corpId, importId: row.id, lock: true });
  if (now && now.state !== 'done') await updateImport(tx, now, { state: 'discarded' });
}

async function lookThrough(deps: Deps, row: ImportRow): Promise<void> {
  const { corpId, id } = row;
  const { surroundings, uploads, there } = await withCorp(deps.db, corpId, async (tx) => ({
    uploads: await listImportUploads(tx, corpId, [id]),
    there: await listImportedFiles(tx, corpId, id),
    surroundings: {
      reader: await readReader(tx, corpId, await actorOf(deps, tx, row)),
      positions: await listPositionRows(tx, corpId),
      rules: (await readPositionRules(tx, corpId)).rules,
    },
  }));
  const store = openImportStore(deps.storage, { importId: id, there });
  const office = openOfficeReader();
  const reading = { office, store };
  try {
    for (const [place, upload] of uploads.entries()) {
      if (upload.scannedAt !== null) continue;
      const before = uploads.slice(0, place).filter(({ root }) => root === upload.root);
      const turn = { upload, place, namesakes: before.map((earlier) => earlier.id) };
      if (!(await lookThroughUpload(deps, turn, surroundings, reading))) return;
    }
  } finally {
    office.close();
  }
  await withCorp(deps.db, corpId, async (tx) => {
    // Given up meanwhile: it stays so.
    const now = await findImport(tx, { corpId, importId: id, lock: true });
    if (now?.state === 'scanning') await updateImport(tx, row, { state: 'ready' });
  });
}

async function carryOut(deps: Deps, row: ImportRow): Promise<void> {
  const { corpId, id } = row;
  const uploads = await withCorp(deps.db, corpId, (tx) => listImportUploads(tx, corpId, [id]));
  const roots = new Map(uploads.map((upload) => [upload.id, upload.root]));
  await withCorp(deps.db, corpId, (tx) => finishIdleFiles(tx, corpId, id));
  while (!deps.stopping.aborted) {
    if (!(await carryOutNext(deps, row, roots))) break;
  }
  await withCorp(deps.db, corpId, async (tx) => {
    if ((await countWaitingFiles(tx, corpId, id)) === 0) {
      await updateImport(tx, row, { state: 'done', finishedAt: deps.now() });
    }
  });
  if (deps.stopping.aborted) return;
  await clearAway(deps, row);
  deps.nudge('read-files');
}

/** @returns false when nothing is left for this process */
async function carryOutNext(deps: Deps, row: ImportRow, roots: ReadonlyMap<string, string>): Promise<boolean> {
  const { corpId, id, mode } = row;
  let inHand: { corpId: string; id: string } | undefined;
  try {
    await withCorp(deps.db, corpId, async (tx) => {
      inHand = undefined;
      const file = await takeImportFile(tx, corpId, id);
      if (!file) return;
      inHand = { corpId, id: file.id };
      const reader = await readReader(tx, corpId, await actorOf(deps, tx, row));
      const run = { corpId, reader, now: deps.now(), mode };
      const root = roots.get(file.uploadId) ?? '';
      await updateImportFile(tx, file, await importSource(tx, { ...run, root }, file));
    });
  } catch (error) {
    if (!inHand) throw error;
    // One source that cannot be carried out does not keep the others back. A database that is away fails here as well,
    // and the whole job is run again.
    if (!(error instanceof AppError)) deps.log.warn({ event: 'import.failed', corpId, err: error }, 'a source failed');
    const failedBecause = error instanceof AppError ? error.code : 'internal';
    const failed = inHand;
    await withCorp(deps.db, corpId, (tx) => failImportFile(tx, failed, failedBecause));
  }
  return inHand !== undefined;
}

/** Removes what an import still has in the storage. What became a document's stays. */
async function clearAway(deps: Deps, { corpId, id }: ImportRow): Promise<void> {
  const keys = await withCorp(deps.db, corpId, async (tx) => {
    const row = await findImport(tx, { corpId, importId: id });
    const isOver = row?.state === 'done' || row?.state === 'discarded';
    return isOver ? listImportKeys(tx, corpId, id) : null;
  });
  if (!keys) return;
  await dropStored(deps, corpId, keys);
  await withCorp(deps.db, corpId, async (tx) => {
    const row = await findImport(tx, { corpId, importId: id, lock: true });
    // Given up in the middle of a scan, which may have stored one more file meanwhile: the next run removes that.
    const isMore = (await listImportKeys(tx, corpId, id)).some((key) => !keys.includes(key));
    if (row && !isMore) await updateImport(tx, row, { clearedAt: deps.now() });
  });
}

/** Whoever began the import, with their roles as they are now. @throws AppError forbidden once they have left */
async function actorOf(deps: Deps, tx: Parameters<typeof findStanding>[0], row: ImportRow): Promise<Actor> {
  const standing = await findStanding(tx, row.corpId, row.createdBy, deps.now());
  if (!standing || standing.employment === 'left' || standing.cutOff) throw new AppError('forbidden');
  return { userId: row.createdBy, isAdmin: standing.isAdmin, roles: standing.roles };
}
