import { findPerson } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { requireColleague } from '../people/require-colleague.ts';
import { notifyPeople } from '../reminder/notify-people.ts';
import { changeItem, type ItemChanged, type ItemInput } from './change-item.ts';

/**
 * A confirmer or the acceptor names who acts instead; logged, and the person named is told.
 * @param input.slot the confirmation to hand on; null hands on the acceptance
 * @throws AppError reason_required, invalid_input for somebody who may not act, forbidden for another's signature
 */
export function delegateItem(
  deps: Deps,
  session: Session,
  input: ItemInput & { slot: number | null; toUserId: string; reason: string },
): Promise<ItemChanged> {
  const { slot, toUserId, reason } = input;
  return changeItem(deps, session, input, {
    action: 'delegate',
    history: 'item.delegated',
    details: { reason, to: toUserId, slot },
    context: async ({ tx, corpId }) => {
      await requireColleague(tx, corpId, toUserId, 'toUserId');
      return { reason, toUserId, slot };
    },
    also: async ({ tx, corpId, now, item }) => {
      const leaver = await findPerson(tx, corpId, item.leaverId);
      await notifyPeople(tx, {
        corpId,
        kind: 'item_delegated',
        to: [toUserId],
        values: { leaver: leaver?.name ?? item.leaverId, item: item.title },
        path: `/items/${item.id}`,
        dedupe: `item_delegated:${item.id}:${item.version}`,
        now,
      });
    },
  });
}
