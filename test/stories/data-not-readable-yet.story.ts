import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../house/movable-clock.ts';
import { readRows } from '../house/read-rows.ts';
import { agreeAll, caseOf, fileOrdinaryForm, fileResignation } from '../house/resign.ts';
import { type House, startHouse } from '../house/start-house.ts';

/** DingTalk announces an approval before its own interface can show it. */
let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

test('the event waits, is tried again with growing pauses, and opens the case when the data is there', async () => {
  // The ordinary form: of an approval in the suite 智能人事 would know as well.
  const { id } = fileOrdinaryForm(house, { leaver: 'zhangjianguo', lastDay: '2026-03-31' });
  const fault = house.dingtalk.control.addFault({ kind: 'not_readable', match: id });
  agreeAll(house, id);
  await house.settle();
  expect(await caseOf(house, 'zhangjianguo')).toBeNull();
  const deferred = (await readRows(house)).events.filter(({ outcome }) => outcome === 'deferred');
  expect(deferred).toHaveLength(1);
  expect(deferred[0]).toMatchObject({ note: 'not_readable_yet', settledAt: null });
  const calls = () => house.dingtalk.control.calls().filter(({ api }) => api?.includes('rocessInstance')).length;
  const before = calls();
  await house.pass(2 * MINUTE, 10_000);
  expect(calls() - before).toBeLessThan(6);
  house.dingtalk.control.liftFaults(fault.id);
  await house.pass(5 * MINUTE, MINUTE);
  expect(await caseOf(house, 'zhangjianguo')).not.toBeNull();
  const { events, cases } = await readRows(house);
  expect(events.filter(({ outcome }) => outcome === 'deferred')).toEqual([]);
  expect(cases).toHaveLength(1);
  expect(cases[0]).toMatchObject({ lastWorkingDay: '2026-03-31', state: 'planning', source: 'approval' });
});

test('never readable: the free reconciliation opens the case all the same, and the event ends some day', async () => {
  const { id } = fileResignation(house, { leaver: 'linfeng', lastDay: '2026-03-31', successor: 'guojing' });
  house.dingtalk.control.addFault({ kind: 'not_readable', match: id });
  agreeAll(house, id);
  await house.pass(2 * HOUR, 20 * MINUTE);
  expect(await caseOf(house, 'linfeng')).not.toBeNull();
  await house.pass(10 * HOUR, 30 * MINUTE);
  const { events, cases } = await readRows(house);
  expect(events.filter(({ settledAt }) => settledAt === null)).toEqual([]);
  expect(cases.filter(({ leaverId }) => leaverId === 'linfeng')).toHaveLength(1);
});

test('pushes held back and let go, the newest first: the same case', async () => {
  house.dingtalk.control.addFault({ kind: 'push_hold' });
  agreeAll(house, fileResignation(house, { leaver: 'panyu', lastDay: '2026-03-31' }).id);
  await house.pass(10 * MINUTE, 5 * MINUTE);
  expect((await readRows(house)).approvals.filter(({ leaverId }) => leaverId === 'panyu')).toEqual([]);
  house.dingtalk.control.liftFaults();
  await house.settle();
  const { cases, approvals } = await readRows(house);
  expect(cases.filter(({ leaverId }) => leaverId === 'panyu')).toHaveLength(1);
  expect(approvals.filter(({ leaverId }) => leaverId === 'panyu').map(({ status }) => status)).toEqual(['agreed']);
});
