import { afterAll, beforeAll, expect, test } from 'vitest';
import { companyDocuments } from '../../scripts/local/company-documents.ts';
import { seedDocuments } from '../../scripts/local/seed-documents.ts';
import { expectReadersKept } from '../house/expect-readers-kept.ts';
import { HR, LEAVER, MANAGER } from '../house/resign.ts';
import { APP, type House, startHouse } from '../house/start-house.ts';

/** What `npm start` shows of 岗位文档: written, reviewed and read by the people of the company, in every state there is. */
let house: House;
beforeAll(async () => {
  house = await startHouse({ inMemory: true });
  expect(await seedDocuments(house.server.deps, APP.corpId)).toBe(companyDocuments.length);
});
afterAll(() => house.close());

test('every state is there to see, and nothing is written twice', async () => {
  const { rows } = await (await house.as(LEAVER))('listDocuments', { query: { limit: 100 } });
  const states = new Set(rows.map(({ state }) => state));
  expect([...states].toSorted()).toEqual(['draft', 'in_review', 'needs_review', 'obsolete', 'published']);
  expect(await seedDocuments(house.server.deps, APP.corpId)).toBe(0);
});

test.each([
  [LEAVER, '调试 缩水', '三号机换型调试'],
  ['liming', '报销', '差旅费用报销'],
  [MANAGER, 'fx3u', '注塑机常见报警处理'],
])('%s finds by 「%s」 what it is about', async (userId, q, title) => {
  const { hits } = await (await house.as(userId))('searchDocuments', { query: { q } });
  expect(hits[0]?.document.title).toBe(title);
});

test('the month end of 财务 is nobody else’s; the draft in review waits for the manager', async () => {
  expect(
    (await (await house.as(LEAVER))('searchDocuments', { query: { q: '月末结账' } })).hits.map(
      ({ document }) => document.title,
    ),
  ).not.toContain('月末结账');
  expect(
    (await (await house.as('sunli'))('searchDocuments', { query: { q: '月末结账' } })).hits[0]?.document.title,
  ).toBe('月末结账');
  const { rows } = await (await house.as(MANAGER))('listDocuments', { query: { state: 'in_review' } });
  expect(rows.map(({ title }) => title)).toEqual(['月度保养任务单']);
  expect((await (await house.as(HR))('listDocuments', { query: { state: 'in_review' } })).rows).toEqual([]);
  await expectReadersKept(house);
});
