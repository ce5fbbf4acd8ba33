import { applyDeparture } from '../departure/apply-departure.ts';
import { readDimissions } from '../departure/read-dimissions.ts';
import type { Deps } from '../deps.ts';
import { recordPresence, type SeenPresence } from './record-presence.ts';

/**
 * Notes that people left the company or are back in it, and brings their cases in line, and others they are part of.
 * The end of their access comes first and waits for nobody. Then 智能人事 is asked (free of quota), which knows day and
 * successor while an approval's own event may still be on its way: whoever is told of the case is told the right ones at
 * once. While it does not answer the cases wait, marked as still to be brought in line.
 */
export async function notePresence(deps: Deps, corpId: string, ...seen: readonly SeenPresence[]): Promise<void> {
  const leavers = new Set<string>();
  // Of several people, one who cannot be written down does not keep the others in.
  const failures: unknown[] = [];
  for (const one of seen) {
    try {
      const { involved } = await recordPresence(deps, corpId, one);
      for (const leaverId of [one.userId, ...involved]) leavers.add(leaverId);
    } catch (error) {
      failures.push(error);
    }
  }
  const gone = seen.filter(({ presence }) => presence === 'left');
  await readDimissions(
    deps,
    corpId,
    gone.map(({ userId }) => userId),
  );
  for (const leaverId of leavers) await applyDeparture(deps, corpId, leaverId);
  if (failures.length > 0) throw failures[0];
}
