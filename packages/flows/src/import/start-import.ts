import { AppError, type ImportMode } from '@baton/core';
import type { Deps, Session } from '../deps.ts';
import { changeImport } from './change-import.ts';
import { mayPublishImport } from './to-import-view.ts';

/**
 * Lets what the report shows become documents, one source after the other, by the clock.
 * @param input.mode `publish`: new documents are in force at once, which HR and admins may say of what was in force before
 * @throws AppError not_found, conflict, forbidden
 */
export async function startImport(
  deps: Deps,
  session: Session,
  { importId, mode }: { importId: string; mode: ImportMode },
) {
  if (mode === 'publish' && !mayPublishImport(session)) throw new AppError('forbidden', { field: 'mode' });
  const view = await changeImport(deps, session, importId, {
    from: ['ready'],
    to: 'running',
    work: async () => ({ mode, startedAt: deps.now() }),
  });
  deps.nudge('run-imports');
  return view;
}
