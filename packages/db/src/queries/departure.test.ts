import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../database.ts';
import { createTestDatabase } from '../testing/index.ts';
import { withCorp } from '../with-corp.ts';
import { addDepartureFact, findNewDimissions } from './departure.ts';

let connection: Connection;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection.close());

const said = (status: 'none' | 'pending', at: string) => ({
  ...{ corpId: 'c', leaverId: 'zhang', source: 'dimission' as const, status, at: new Date(`2026-03-02T${at}:00.000Z`) },
  ...{ lastWorkingDay: null, successorId: null },
});

it('an answer that was asked for before the last one is no news, however late it is noted', async () => {
  const news = (status: 'none' | 'pending', at: string) =>
    withCorp(connection.db, 'c', async (tx) => {
      const fact = said(status, at);
      const found = await findNewDimissions(tx, 'c', [fact]);
      return [found.length, await addDepartureFact(tx, fact)];
    });
  expect(await news('none', '02:00')).toEqual([0, false]);
  expect(await news('pending', '02:10')).toEqual([1, true]);
  expect(await news('none', '02:05')).toEqual([0, false]);
  expect(await news('pending', '02:20')).toEqual([0, false]);
  expect(await news('none', '02:30')).toEqual([1, true]);
});
