import { IMPORT_DECISIONS, type ImportDecision } from '@baton/core';
import { countImportFiles, type ImportRow, listImportUploads, type Tx } from '@baton/db';
import type { Session } from '../deps.ts';

/** Whether somebody may put imported documents in force without a review: docs/decisions/0012-import.md. */
export const mayPublishImport = ({ actor }: Session): boolean => actor.isAdmin || actor.roles.includes('hr');

/** Imports as their page shows them, counted. */
export async function toImportViews(tx: Tx, session: Session, rows: readonly ImportRow[]) {
  const { corpId } = session;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const uploads = await listImportUploads(tx, corpId, ids);
  const counts = await countImportFiles(tx, corpId, ids);
  return rows.map((row) => {
    const mine = counts.filter(({ importId }) => importId === row.id);
    const sum = (which: (count: (typeof mine)[number]) => boolean) =>
      mine.filter(which).reduce((total, { files }) => total + files, 0);
    const decisions = Object.fromEntries(
      IMPORT_DECISIONS.map((name) => [name, sum(({ decision }) => decision === name)]),
    ) as Record<ImportDecision, number>;
    const { id, state, mode, createdAt, finishedAt } = row;
    return {
      ...{ id, state, mode, createdAt, finishedAt, decisions },
      uploads: uploads
        .filter(({ importId }) => importId === id)
        .map(({ id: uploadId, name, bytes, problem, entries }) => ({ id: uploadId, name, bytes, problem, entries })),
      found: sum(() => true),
      withProblems: mine.reduce((total, { withProblems }) => total + withProblems, 0),
      progress: {
        done: sum(({ state: fileState }) => fileState === 'done'),
        failed: sum(({ state: fileState }) => fileState === 'failed'),
        total: sum(() => true),
      },
      mayPublish: mayPublishImport(session),
    };
  });
}
