import { schema } from '@baton/db';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { editHandover } from '../handover/edit-handover.ts';
import { readHandover } from '../handover/read-handover.ts';
import { blockItem } from '../item/block-item.ts';
import { unblockItem } from '../item/unblock-item.ts';
import { type Desk, openDesk } from '../testing/open-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const messages = async () =>
  (await desk.read((tx) => tx.select().from(schema.notices).where(eq(schema.notices.recipient, 'wang')))).toSorted(
    (a, b) => a.notBefore.getTime() - b.notBefore.getTime(),
  );
/** The robot sent what was due. */
const send = () => desk.read((tx) => tx.update(schema.notices).set({ state: 'sent' }));

/** Blocks and unblocks an item again and again, from the version a case starts with. */
async function goRound(itemId: string, rounds: number, afterEach: () => Promise<unknown>, from = 1) {
  let version = from;
  for (let round = 1; round <= rounds; round += 1) {
    const reason = `第 ${round} 次，见 http://phish.example`;
    version = (await blockItem(desk.deps, desk.as('zhang'), { itemId, version, reason })).version;
    version = (await unblockItem(desk.deps, desk.as('zhang'), { itemId, version })).version;
    await afterEach();
  }
  return version;
}

it('thirty rounds of block and unblock are one message with the newest reason, and no link in it', async () => {
  const { itemIds } = await desk.openCase([{}]);
  await goRound(itemIds[0] as string, 30, async () => {});
  const found = await messages();
  expect(found.map(({ kind }) => kind)).toEqual(['item_blocked']);
  expect(found[0]?.body.text).toContain('第 30 次');
  expect(found[0]?.body.text).not.toContain('://');
  expect(found[0]?.body.text).not.toContain('phish.example');
});

it('delivered at once, three a day and item; the next day it may be said again', async () => {
  const { itemIds } = await desk.openCase([{}]);
  const itemId = itemIds[0] as string;
  const version = await goRound(itemId, 10, send);
  expect(await messages()).toHaveLength(3);
  desk.at('2026-03-03T02:07:00.000Z');
  await goRound(itemId, 10, send, version);
  expect(await messages()).toHaveLength(6);
});

it('twenty a day about all items together', async () => {
  const { itemIds } = await desk.openCase(Array.from({ length: 12 }, () => ({})));
  for (const itemId of itemIds) await goRound(itemId, 3, send);
  expect(await messages()).toHaveLength(20);
});

it('a last day that moves all day: the newest is said, tomorrow at the latest', async () => {
  const { handoverId } = await desk.openCase([{}]);
  for (let n = 10; n < 20; n += 1) {
    const { version } = await readHandover(desk.deps, desk.as('chen'), { handoverId });
    await editHandover(desk.deps, desk.as('chen'), { handoverId, version, lastWorkingDay: `2026-04-${n}` });
    if (n < 15) await desk.read((tx) => tx.update(schema.notices).set({ state: 'sent' }).where(sentToday()));
  }
  const found = await messages();
  expect(found.map(({ kind }) => kind)).toEqual(Array(4).fill('case_redated'));
  expect(found.at(-1)?.body.text).toContain('4 月 19 日');
  expect(found.at(-1)?.notBefore.toISOString().slice(0, 10)).toBe('2026-03-03');
});
const sentToday = () => eq(schema.notices.notBefore, desk.deps.now());
