import { applyDeparture } from './apply-departure.ts';
import type { Deps } from './deps.ts';
import { readDimissions } from './read-dimissions.ts';
import { recordPresence, type SeenPresence } from './record-presence.ts';

/**
 * Notes that somebody left the company or is back in it, and brings their case in line, and others they are part of.
 * Day and successor of somebody gone are known to 智能人事 (asking is free) while an approval's own event may still be on
 * its way: whoever is told of the case is told the right ones at once.
 */
export async function notePresence(deps: Deps, corpId: string, seen: SeenPresence): Promise<void> {
  if (seen.presence === 'left') await readDimissions(deps, corpId, [seen.userId]);
  const { involved } = await recordPresence(deps, corpId, seen);
  for (const leaverId of [seen.userId, ...involved]) await applyDeparture(deps, corpId, leaverId);
}
