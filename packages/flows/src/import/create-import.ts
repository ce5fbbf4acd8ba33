import { AppError } from '@baton/core';
import { insertImport, listImportsOf, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { toImportViews } from './to-import-view.ts';

/** Imports of one person that are not finished; whoever has more gives one up first. */
const MAX_OPEN = 5;

/** Begins to bring files in; nothing is read before they are all there. @throws AppError files_full */
export function createImport(deps: Deps, session: Session) {
  const { corpId, actor } = session;
  return withCorp(deps.db, corpId, async (tx) => {
    const before = await listImportsOf(tx, corpId, actor.userId, 50);
    const empty = before.find(({ state }) => state === 'choosing');
    if (before.filter(({ state }) => state !== 'done').length >= MAX_OPEN && !empty) {
      throw new AppError('files_full', { imports: MAX_OPEN });
    }
    // One that nothing was done with yet is gone on with: opening the page twice begins nothing twice.
    const row = empty ?? (await insertImport(tx, { corpId, createdBy: actor.userId, createdAt: deps.now() }));
    const [view] = await toImportViews(tx, session, [row]);
    return view;
  });
}
