import {
  AppError,
  canCreateDocument,
  type DocumentKind,
  type ImportProblemCode,
  judgeSettings,
  SETTLES,
  type Visibility,
} from '@baton/core';
import { type ImportFileRow, listImportUploads, lockImportFiles, updateImportFile } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { requireAudience } from '../document/require-audience.ts';
import { requireColleague } from '../people/require-colleague.ts';
import { requirePosition } from '../people/require-position.ts';
import { changeImport } from './change-import.ts';
import { decideSource } from './decide-source.ts';

export type ImportFilesSet = {
  kind?: DocumentKind | undefined;
  title?: string | undefined;
  positionKey?: string | null | undefined;
  ownerId?: string | undefined;
  verifierId?: string | undefined;
  audience?: { visibility: Visibility; visibleTo: readonly string[] } | undefined;
  skip?: boolean | undefined;
};

/**
 * Corrects what the report says of some sources, or of all, and decides anew.
 * @throws AppError not_found, conflict once it runs, invalid_input, forbidden for a position that is not theirs
 */
export function setImportFiles(
  deps: Deps,
  session: Session,
  { importId, fileIds, set }: { importId: string; fileIds: readonly string[] | null; set: ImportFilesSet },
) {
  const { corpId, actor } = session;
  if (set.title !== undefined && fileIds?.length !== 1) throw new AppError('invalid_input', { field: 'title' });
  return changeImport(deps, session, importId, {
    from: ['ready'],
    work: async (tx) => {
      const reader = await readReader(tx, corpId, actor);
      if (set.positionKey !== undefined) await requirePosition(tx, corpId, reader, set.positionKey);
      if (set.ownerId) await requireColleague(tx, corpId, set.ownerId, 'ownerId');
      if (set.verifierId) await requireColleague(tx, corpId, set.verifierId, 'verifierId');
      const audience = set.audience && {
        visibility: set.audience.visibility,
        visibleTo: await requireAudience(tx, corpId, set.audience),
      };
      const roots = new Map((await listImportUploads(tx, corpId, [importId])).map(({ id, root }) => [id, root]));
      for (const row of await lockImportFiles(tx, corpId, importId, fileIds)) {
        const { audience: _audience, ...plain } = set;
        const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
        const changed: ImportFileRow = { ...row, ...given, ...audience };
        // Whom it is for follows the position, unless somebody says otherwise.
        if (set.positionKey !== undefined && !audience) Object.assign(changed, usualAudience(set.positionKey));
        const settled = Object.entries(SETTLES).flatMap(([name, codes]): readonly ImportProblemCode[] =>
          name in given ? codes : [],
        );
        const problems = judgeSettings(
          row.problems.filter(({ code }) => !settled.includes(code)),
          { ...changed, mayCreate: canCreateDocument(reader, changed.positionKey) },
        );
        const root = roots.get(row.uploadId) ?? '';
        const { decision } = await decideSource(tx, corpId, reader, { ...changed, root, problems });
        const { kind, title, positionKey, ownerId, verifierId, visibility, visibleTo, skip } = changed;
        const settings = { kind, title, positionKey, ownerId, verifierId, visibility, visibleTo, skip };
        await updateImportFile(tx, row, { ...settings, problems, decision });
      }
      return {};
    },
  });
}

/** A position's documents are for its people, the company's for everybody. */
export const usualAudience = (positionKey: string | null): { visibility: Visibility; visibleTo: string[] } =>
  positionKey === null
    ? { visibility: 'company', visibleTo: [] }
    : { visibility: 'positions', visibleTo: [positionKey] };
