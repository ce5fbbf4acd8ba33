import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../house/movable-clock.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { HR, LEAVER, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { type House, startHouse } from '../house/start-house.ts';
import { act, submit } from '../house/write-document.ts';

/** A departure names who takes over: they are on the position's path the same day, and off it when the case is withdrawn. */
let house: House;
let caseId: string;
let sop: string;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

const pathsOf = async (userId: string) =>
  (await (await house.as(userId))('readLearning', { query: { of: 'me' } })).paths;

test('the case starts the path, and names the predecessor’s list in it', async () => {
  const call = await house.as(LEAVER);
  const { id } = await call('createDocument', {
    body: {
      ...{ kind: 'sop', title: '冷却水系统停机', content: { format: 'markdown', text: '先关泵' } },
      ...{ positionKey: 'production', visibility: 'company', verifierId: MANAGER },
    },
  });
  sop = id;
  await submit(house, LEAVER, id);
  await act(house, MANAGER, 'publishDocument', id);
  expect(await pathsOf(SUCCESSOR)).toEqual([]);
  ({ caseId } = await openDeparture(house, { lastDay: '2026-03-31' }));
  await house.pass(HOUR);
  const [path, ...more] = await pathsOf(SUCCESSOR);
  expect(more).toEqual([]);
  expect(path).toMatchObject({ reason: 'successor', position: { key: 'production' }, handoverId: caseId });
  expect(path?.steps.map(({ day, kind }) => [day, kind])).toEqual([
    [1, 'must_read'],
    [3, 'handover'],
    [5, 'first_try'],
    [10, 'questions'],
    [20, 'alone'],
    [30, 'surprises'],
  ]);
  expect(path?.steps[0]?.documents).toMatchObject([{ id: sop, confirmed: null }]);
});

test('what to read stands in the same daily message as the handover, never in a second one', async () => {
  await house.pass(10 * DAY, 6 * HOUR);
  const said = messagesTo(house, SUCCESSOR).filter(({ text }) => text.includes('冷却水系统停机'));
  expect(said.map(({ at }) => at.slice(5, 10))).toEqual(['03-03', '03-10']);
  await expectNothingSaidTwice(house);
});

test('the case is withdrawn: nobody takes over, and the path ends', async () => {
  const call = await house.as(HR);
  const { version } = await call('readHandover', { params: { id: caseId } });
  await call('withdrawHandover', { params: { id: caseId }, body: { version, reason: '决定留下' } });
  await house.pass(HOUR);
  expect(await pathsOf(SUCCESSOR)).toEqual([]);
});

test('reinstated, and named again after somebody else was: they go on where they were, on the same path', async () => {
  const call = await house.as(HR);
  const handover = () => call('readHandover', { params: { id: caseId } });
  const name = async (successorId: string) => {
    const { version } = await handover();
    await call('editHandover', { params: { id: caseId }, body: { version, successorId } });
    await house.pass(HOUR);
  };
  await call('reinstateHandover', { params: { id: caseId }, body: { version: (await handover()).version } });
  await house.pass(HOUR);
  const [path] = await pathsOf(SUCCESSOR);
  expect(path).toMatchObject({ reason: 'successor', startedOn: '2026-03-02', handoverId: caseId });
  await name(MANAGER);
  expect(await pathsOf(SUCCESSOR)).toEqual([]);
  await name(SUCCESSOR);
  expect((await pathsOf(SUCCESSOR)).map(({ id }) => id)).toEqual([path?.id]);
  expect(await pathsOf(MANAGER)).toEqual([]);
});
