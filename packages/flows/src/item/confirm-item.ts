import { adoptDuties } from '../coverage/adopt-duties.ts';
import type { Deps, Session } from '../deps.ts';
import { changeItem, type ItemChanged, type ItemInput } from './change-item.ts';

/** A required signer confirms an item; when the last one has, it is done. Never the doer, never the leaver. */
export function confirmItem(deps: Deps, session: Session, input: ItemInput & { note?: string }): Promise<ItemChanged> {
  const { note = '' } = input;
  return changeItem(deps, session, input, {
    ...{ action: 'confirm', history: 'item.confirmed', details: { note } },
    also: async (work, moved) => {
      if (moved.state === 'done') await adoptDuties(work);
    },
  });
}
