import { endSessionRow, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';

/** Signs out: the token opens nothing any more. Doing it twice is harmless. */
export async function endSession(deps: Deps, session: Session): Promise<void> {
  await withCorp(deps.db, session.corpId, (tx) => endSessionRow(tx, session.corpId, session.tokenHash, deps.now()));
}
