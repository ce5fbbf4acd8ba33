import type { ItemMove } from '@baton/core';
import { findPerson } from '@baton/db';
import type { ItemWork } from '../item/change-item.ts';
import { notifyPeople } from '../reminder/notify-people.ts';

/** Tells whoever does the item that it came back, and why; they need not wait for the daily digest. */
export async function tellReturned({ tx, corpId, now, item }: ItemWork, moved: ItemMove): Promise<void> {
  const leaver = await findPerson(tx, corpId, item.leaverId);
  await notifyPeople(tx, {
    corpId,
    kind: 'item_returned',
    to: [moved.doerId],
    values: { leaver: leaver?.name ?? item.leaverId, item: item.title, reason: moved.reason },
    path: `/items/${item.id}`,
    dedupe: `item_returned:${item.id}:${item.version}`,
    now,
  });
}
