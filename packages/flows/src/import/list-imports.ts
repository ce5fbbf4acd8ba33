import { listImportsOf, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { toImportViews } from './to-import-view.ts';

const SHOWN = 20;

/** Somebody's own imports, newest first: to go on with one, or to see what came of it. */
export const listImports = (deps: Deps, session: Session) =>
  withCorp(deps.db, session.corpId, async (tx) => ({
    rows: await toImportViews(tx, session, await listImportsOf(tx, session.corpId, session.actor.userId, SHOWN)),
  }));
