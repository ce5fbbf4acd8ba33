import { AppError } from '@baton/core';
import { listImportUploads } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { changeImport } from './change-import.ts';

/** Says that all files are there: they are looked through by the clock, and nothing becomes a document yet. @throws AppError not_found, conflict, invalid_input without files */
export async function scanImport(deps: Deps, session: Session, { importId }: { importId: string }) {
  const view = await changeImport(deps, session, importId, {
    from: ['choosing'],
    to: 'scanning',
    work: async (tx) => {
      const uploads = await listImportUploads(tx, session.corpId, [importId]);
      if (uploads.length === 0) throw new AppError('invalid_input', { field: 'uploads' });
      return {};
    },
  });
  deps.nudge('run-imports');
  return view;
}
