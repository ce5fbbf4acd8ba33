import { AppError } from '@baton/core';
import { findImport, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { toImportViews } from './to-import-view.ts';

/** How far an import is. @throws AppError not_found for anybody else's */
export const readImport = (deps: Deps, session: Session, { importId }: { importId: string }) =>
  withCorp(deps.db, session.corpId, async (tx) => {
    const row = await findImport(tx, { corpId: session.corpId, importId, by: session.actor.userId });
    if (!row) throw new AppError('not_found');
    const [view] = await toImportViews(tx, session, [row]);
    return view;
  });
