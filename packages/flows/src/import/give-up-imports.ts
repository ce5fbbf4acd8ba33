import { giveUpIdleImports, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Somebody who comes back from a long leave still finds what they began. */
const KEPT_MS = 30 * DAY_MS;

/**
 * Gives up imports that nobody goes on with: nothing came for a month and they were never started, or whoever began them
 * has left.
 * What they had stored goes with them.
 * @returns how many
 */
export async function giveUpImports(deps: Deps, corpId: string): Promise<number> {
  const now = deps.now();
  const before = new Date(now.getTime() - KEPT_MS);
  const givenUp = await withCorp(deps.db, corpId, (tx) => giveUpIdleImports(tx, corpId, { before, now }));
  if (givenUp > 0) deps.nudge('run-imports');
  return givenUp;
}
