import { schema } from '@baton/db';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { confirmItem } from '../item/confirm-item.ts';
import { setRoleHolders } from '../people/set-role-holders.ts';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** The last ★ item is confirmed. @returns who hears that the case waits for release */
async function tellReady(hrId: Who | null, leaverId: Who = 'zhang'): Promise<string[]> {
  const { itemIds } = await desk.openCase([{ state: 'awaiting_confirmation', doer: leaverId }], { hrId, leaverId });
  await confirmItem(desk.deps, desk.as('wang'), { itemId: itemIds[0] as string, version: 1 });
  const rows = await desk.read((tx) =>
    tx.select().from(schema.notices).where(eq(schema.notices.kind, 'case_awaiting_release')),
  );
  return rows.map((row) => row.recipient).toSorted();
}

it('the HR colleague of the case hears that it can be released', async () => {
  await setRoleHolders(desk.deps, CORP, { hr: ['gao', 'chen'] });
  expect(await tellReady('chen')).toEqual(['chen']);
});

it.each([
  ['has left', () => desk.read((tx) => tx.update(schema.people).set({ employment: 'left' }).where(is('gao')))],
  ['is no longer HR', async () => {}],
])('the HR colleague of the case %s: whoever is HR now hears of it', async (_, change) => {
  await change();
  expect(await tellReady('gao')).toEqual(['chen']);
});

it('HR who leaves is not asked to release themselves', async () => {
  await setRoleHolders(desk.deps, CORP, { hr: ['chen', 'gao'] });
  expect(await tellReady('chen', 'chen')).toEqual(['gao']);
});

const is = (userId: string) => eq(schema.people.userId, userId);
