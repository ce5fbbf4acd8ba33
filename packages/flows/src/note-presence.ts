import { applyDeparture } from './apply-departure.ts';
import type { Deps } from './deps.ts';
import { recordPresence, type SeenPresence } from './record-presence.ts';

/** Notes that somebody left the company or is back in it, and brings their case in line, and others they are part of. */
export async function notePresence(deps: Deps, corpId: string, seen: SeenPresence): Promise<void> {
  const { involved } = await recordPresence(deps, corpId, seen);
  for (const leaverId of [seen.userId, ...involved]) await applyDeparture(deps, corpId, leaverId);
}
