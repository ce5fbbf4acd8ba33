import { AppError, type ImportState } from '@baton/core';
import { findImport, type ImportRow, type Tx, updateImport, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { toImportViews } from './to-import-view.ts';

/**
 * The one way a person changes their import: held, checked, changed, and shown as it is then.
 * @param change.from states that know it; an import already in `to` stays as it is, so that sending twice is harmless
 * @throws AppError not_found for anybody else's, conflict in another state
 */
export function changeImport(
  deps: Deps,
  session: Session,
  importId: string,
  change: {
    from: readonly ImportState[];
    to?: ImportState;
    work?: (tx: Tx, row: ImportRow) => Promise<Partial<ImportRow>>;
  },
) {
  const { corpId, actor } = session;
  return withCorp(deps.db, corpId, async (tx) => {
    const row = await findImport(tx, { corpId, importId, by: actor.userId, lock: true });
    if (!row) throw new AppError('not_found');
    if (change.from.includes(row.state)) {
      const patch = { ...(await change.work?.(tx, row)), ...(change.to ? { state: change.to } : {}) };
      if (Object.keys(patch).length > 0) await updateImport(tx, row, patch);
    } else if (row.state !== change.to) throw new AppError('conflict', { state: row.state });
    const now = await findImport(tx, { corpId, importId });
    const [view] = await toImportViews(tx, session, now ? [now] : []);
    return view;
  });
}
