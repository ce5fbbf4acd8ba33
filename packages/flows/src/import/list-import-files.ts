import { AppError, type ImportDecision, isBlocking } from '@baton/core';
import { findImport, listPositionRows, listImportFiles as listRows, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { namePeople } from '../people/name-people.ts';

export type ImportFilesQuery = {
  importId: string;
  filter: ImportDecision | 'all' | 'problems' | 'failed';
  /** Place of the last one seen, -1 for the beginning. */
  after: number;
  limit: number;
};

/** One page of the report of somebody's own import. @throws AppError not_found */
export function listImportFiles(deps: Deps, session: Session, { importId, filter, after, limit }: ImportFilesQuery) {
  const { corpId, actor } = session;
  return withCorp(deps.db, corpId, async (tx) => {
    if (!(await findImport(tx, { corpId, importId, by: actor.userId }))) throw new AppError('not_found');
    const found = await listRows(tx, { corpId, importId, filter, after, limit: limit + 1 });
    const rows = found.slice(0, limit);
    const name = await namePeople(
      tx,
      corpId,
      rows.flatMap(({ ownerId, verifierId }) => [ownerId, verifierId]),
    );
    const positions = new Map((await listPositionRows(tx, corpId)).map((position) => [position.key, position.name]));
    const positionOf = (key: string | null) => (key === null ? null : { key, name: positions.get(key) ?? key });
    return {
      rows: rows.map(({ positionKey, ownerId, verifierId, content, files, problems, ...row }) => ({
        ...row,
        position: positionOf(positionKey),
        owner: name(ownerId),
        verifier: name(verifierId),
        format: content?.format ?? null,
        files: files.length,
        problems: problems.map((problem) => ({ ...problem, blocks: isBlocking(problem) })),
      })),
      next: found.length > limit ? (rows.at(-1)?.seq ?? null) : null,
    };
  });
}
