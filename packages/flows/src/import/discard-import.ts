import type { Deps, Session } from '../deps.ts';
import { changeImport } from './change-import.ts';

/** Gives an import up before it is started; the clock removes what it had stored. @throws AppError not_found, conflict once it runs */
export async function discardImport(deps: Deps, session: Session, { importId }: { importId: string }) {
  const view = await changeImport(deps, session, importId, {
    from: ['choosing', 'scanning', 'ready'],
    to: 'discarded',
    work: async () => ({ finishedAt: deps.now() }),
  });
  deps.nudge('run-imports');
  return view;
}
