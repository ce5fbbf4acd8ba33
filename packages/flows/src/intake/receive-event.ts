import { type EventRow, findEvent, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { handleEvent } from './handle-event.ts';

/**
 * Handles one event of the inbox by its key.
 * @returns what became of it; an event that was settled before keeps its outcome, one that is not there is ignored
 */
export async function receiveEvent(deps: Deps, corpId: string, key: string): Promise<EventRow['outcome']> {
  const row = await withCorp(deps.db, corpId, (tx) => findEvent(tx, corpId, key));
  if (!row) return 'ignored';
  return row.settledAt ? row.outcome : handleEvent(deps, corpId, row);
}
