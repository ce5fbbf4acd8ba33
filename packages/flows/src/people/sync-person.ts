import { listDepartureNews, withCorp } from '@baton/db';
import { lookAtDimissions } from '../departure/look-at-dimissions.ts';
import type { Deps } from '../deps.ts';
import { notePresence } from './note-presence.ts';
import { readPerson } from './read-person.ts';

/**
 * Reads one person from DingTalk and draws the conclusion: who can no longer be read although we know them has left,
 * who can be read although we thought them gone is back.
 * @returns whether DingTalk knows the person now
 */
export async function syncPerson(deps: Deps, corpId: string, userId: string): Promise<'present' | 'gone'> {
  const { found, before } = await readPerson(deps, corpId, userId);
  const at = deps.now();
  if (found && before === 'left') await notePresence(deps, corpId, { userId, presence: 'back', at });
  if (!found && before !== undefined && before !== 'left') {
    await notePresence(deps, corpId, { userId, presence: 'left', at });
  }
  // Written down as gone by an earlier try that did not come to apply it.
  if (!found && before === 'left' && (await isMarked(deps, corpId, userId))) {
    await lookAtDimissions(deps, corpId, [userId]);
  }
  return found ? 'present' : 'gone';
}

const isMarked = (deps: Deps, corpId: string, userId: string): Promise<boolean> =>
  withCorp(deps.db, corpId, async (tx) => (await listDepartureNews(tx, corpId, [userId])).length > 0);
