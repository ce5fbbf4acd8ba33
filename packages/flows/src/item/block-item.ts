import { findPerson } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { notifyPeople } from '../reminder/notify-people.ts';
import { changeItem, type ItemChanged, type ItemInput } from './change-item.ts';

/**
 * Marks an item 受阻: it cannot go on without help. The leaver's manager is told why.
 * @throws AppError reason_required
 */
export function blockItem(deps: Deps, session: Session, input: ItemInput & { reason: string }): Promise<ItemChanged> {
  const { reason } = input;
  return changeItem(deps, session, input, {
    action: 'block',
    history: 'item.blocked',
    details: { reason },
    context: () => ({ reason }),
    also: async ({ tx, corpId, now, handover, item, by }) => {
      const leaver = await findPerson(tx, corpId, item.leaverId);
      await notifyPeople(tx, {
        corpId,
        kind: 'item_blocked',
        to: [handover.managerId === by ? null : handover.managerId],
        values: { leaver: leaver?.name ?? item.leaverId, item: item.title, reason },
        path: `/items/${item.id}`,
        dedupe: `item_blocked:${item.id}:${item.version}`,
        now,
      });
    },
  });
}
