import type { DemoResult } from '@baton/core';
import { insertEvidence, listEvidence } from '@baton/db';
import { tellReturned } from '../departure/tell-returned.ts';
import type { Deps, Session } from '../deps.ts';
import { changeItem, type ItemChanged, type ItemInput } from './change-item.ts';

/**
 * The successor (or interim holder) takes an item over. Where it needs a DEMO they say how it went: passed, passed with
 * help, or failed; a failed one goes back to the doer with the note as the reason.
 * @throws AppError invalid_input without a DEMO result, reason_required for a failed one without a note
 */
export function acceptItem(
  deps: Deps,
  session: Session,
  input: ItemInput & { note?: string; demo?: DemoResult | undefined },
): Promise<ItemChanged> {
  const { note = '', demo } = input;
  const failed = demo === 'fail';
  return changeItem(deps, session, input, {
    action: 'accept',
    history: failed ? 'item.returned' : 'item.accepted',
    details: { note, reason: failed ? note : null, demo: demo ?? null },
    context: () => ({ reason: note, ...(demo === undefined ? {} : { demo }) }),
    also: async (work, moved) => {
      const { tx, corpId, item, by, now: at } = work;
      if (demo !== undefined) {
        const rows = await listEvidence(tx, corpId, item.id);
        const round = Math.max(1, ...rows.filter((row) => !row.draft).map((row) => row.round));
        const result = [{ type: 'DEMO', result: demo, note } as const];
        await insertEvidence(tx, { corpId, itemId: item.id, round, draft: false, by, at }, result);
      }
      if (failed) await tellReturned(work, moved);
    },
  });
}
