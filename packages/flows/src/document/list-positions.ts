import { listPositionRows, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';

/** 岗位 to choose from when a match is wrong. */
export function listPositions(deps: Deps, session: Session): Promise<{ key: string; name: string }[]> {
  return withCorp(deps.db, session.corpId, (tx) => listPositionRows(tx, session.corpId));
}
