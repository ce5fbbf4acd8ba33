import { findPerson, readCasePeople } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { requireColleague } from '../people/require-colleague.ts';
import { notifyPeople } from '../reminder/notify-people.ts';
import { changeItem, type ItemChanged, type ItemInput } from './change-item.ts';
import { seatOthers } from './seat-others.ts';

/**
 * 转补交接: somebody who stays takes over doing an item. Where they were to accept or confirm it, the next person in line
 * does that instead, so that two people still say so.
 * @throws AppError reason_required, invalid_input for somebody who left, the leaver, or when nobody else can sign
 */
export function supplementItem(
  deps: Deps,
  session: Session,
  input: ItemInput & { doerId: string; reason: string },
): Promise<ItemChanged> {
  const { doerId, reason } = input;
  return changeItem(deps, session, input, {
    action: 'supplement',
    history: 'item.supplemented',
    details: { reason, to: doerId },
    context: async ({ tx, corpId }) => {
      await requireColleague(tx, corpId, doerId, 'doerId');
      return { reason, toUserId: doerId };
    },
    reseat: async ({ tx, handover, item }) => seatOthers(item, doerId, await readCasePeople(tx, handover)),
    also: async ({ tx, corpId, now, item }) => {
      const leaver = await findPerson(tx, corpId, item.leaverId);
      await notifyPeople(tx, {
        corpId,
        kind: 'item_taken_over',
        to: [doerId],
        values: { leaver: leaver?.name ?? item.leaverId, item: item.title },
        path: `/items/${item.id}`,
        dedupe: `item_taken_over:${item.id}:${item.version}`,
        now,
      });
    },
  });
}
