import { insertHistory, lockCase, lockCaseOfItem, lockCasesOf, type Tx, withCorp } from '@baton/db';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engine } from '../../house/fresh-database.ts';
import { agree, fileSuite } from './file.ts';
import { type Flows, openFlows, snapshot } from './open-flows.ts';

/**
 * Digests note in the history of a case that somebody was reminded, while its people change it. Each holds rows that the
 * other needs next: unless a changed case lets its history be written, they would hold each other up for good.
 */
let flows: Flows;
let handoverId: string;
let itemId: string;
beforeAll(async () => {
  flows = await openFlows();
  agree(flows, fileSuite(flows, { lastDay: '2026-03-31' }));
  await flows.settle();
  const { cases, items } = await snapshot(flows);
  handoverId = cases[0]?.id ?? '';
  itemId = items[0]?.id ?? '';
});
afterAll(() => flows.close());

const LOCKS: Record<string, (tx: Tx) => Promise<unknown>> = {
  lockCase: (tx) => lockCase(tx, flows.corpId, handoverId),
  lockCaseOfItem: (tx) => lockCaseOfItem(tx, flows.corpId, itemId),
  lockCasesOf: (tx) => lockCasesOf(tx, flows.corpId, 'zhangjianguo'),
};

test.each(Object.keys(LOCKS))('history is written while a case is held by %s', async (name) => {
  let open = () => {};
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  const line = { corpId: flows.corpId, handoverId, at: flows.deps.now(), by: 'system', details: { of: name } };
  // Begun before the other transaction and outside it: only what it waits for is inside.
  const digest = held.then(() =>
    withCorp(flows.deps.db, flows.corpId, async (tx) => {
      await tx.execute(sql`set local lock_timeout = '5s'`);
      await insertHistory(tx, [{ ...line, action: 'reminder.sent' }]);
    }),
  );
  await withCorp(flows.deps.db, flows.corpId, async (tx) => {
    await LOCKS[name]?.(tx);
    open();
    // The embedded engine has one connection and runs one transaction after the other.
    if (engine === 'postgres') await digest;
  });
  await digest;
  const { history } = await snapshot(flows);
  expect(history.filter(({ details }) => details.of === name)).toHaveLength(1);
});
