import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../house/movable-clock.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { LEAVER as OWNER, MANAGER as VERIFIER } from '../house/resign.ts';
import { type House, startHouse } from '../house/start-house.ts';
import { act, submit } from '../house/write-document.ts';

/** An SOP is due on a Wednesday. Nobody does anything about it for two weeks; then its verifier does. */
const TITLE = '三号机日常点检';
let house: House;
let id: string;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

const aboutIt = (userId: string) => messagesTo(house, userId).filter(({ text }) => text.includes(TITLE));
const daysOf = (userId: string) => aboutIt(userId).map(({ at }) => at.slice(5, 10));

test('published on 2 March, to be looked at again after thirty days', async () => {
  const call = await house.as(OWNER);
  const created = await call('createDocument', {
    body: {
      ...{ kind: 'sop', title: TITLE, content: { format: 'markdown', text: '看三个指示灯' }, reviewDays: 30 },
      ...{ positionKey: 'production', visibility: 'company', verifierId: VERIFIER },
    },
  });
  id = created.id;
  await submit(house, OWNER, id);
  expect(await act(house, VERIFIER, 'publishDocument', id)).toMatchObject({ reviewOn: '2026-04-01' });
  await house.pass(29 * DAY, 12 * HOUR);
  expect(aboutIt(VERIFIER)).toEqual([]);
});

test('the verifier hears of it on the day, then on the ladder; the owner when it takes long', async () => {
  // Over a restart, over 清明, twice a day.
  await house.pass(3 * DAY, 6 * HOUR);
  await house.restart();
  await house.pass(12 * DAY, 6 * HOUR);
  expect(daysOf(VERIFIER)).toEqual(['04-01', '04-07', '04-13']);
  expect(daysOf(OWNER)).toEqual(['04-13']);
  expect(aboutIt(VERIFIER)[0]?.text).toContain(`- ${TITLE}（4 月 1 日应复核）`);
  await expectNothingSaidTwice(house);
});

test('in 岗位文档 it waits for the verifier alone', async () => {
  const tasksOf = async (userId: string) => (await (await house.as(userId))('listDocumentTasks')).rows;
  expect(await tasksOf(VERIFIER)).toEqual([{ id, task: 'verify', title: TITLE, since: '2026-04-01', because: '' }]);
  expect(await tasksOf(OWNER)).toEqual([]);
});

test('verified, nobody hears of it any more until it is due again', async () => {
  expect(await act(house, VERIFIER, 'verifyDocument', id)).toMatchObject({ due: false });
  expect((await (await house.as(VERIFIER))('listDocumentTasks')).rows).toEqual([]);
  const before = aboutIt(VERIFIER).length;
  await house.pass(20 * DAY, 12 * HOUR);
  expect(aboutIt(VERIFIER)).toHaveLength(before);
});
