import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../house/movable-clock.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { readRows } from '../house/read-rows.ts';
import { agreeAll, caseOf, fileOrdinaryForm, fileResignation, HR } from '../house/resign.ts';
import { type House, startHouse } from '../house/start-house.ts';

/** One person files twice: in the 离职 suite and on the company's ordinary form. It stays one departure. */
let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

const rowsOf = async (leaverId: string) => {
  const { cases, approvals, history } = await readRows(house);
  const own = cases.filter((row) => row.leaverId === leaverId);
  const lines = history.filter(({ handoverId }) => own.some(({ id }) => id === handoverId));
  return { own, approvals: approvals.filter((row) => row.leaverId === leaverId), lines };
};
const launches = (leaverId: string) =>
  messagesTo(house, leaverId).filter(({ title }) => title === '您的离职交接已开始').length;

test('the suite first, the ordinary form a day later with another day: one case, the newer day', async () => {
  agreeAll(house, fileResignation(house, { leaver: 'zhangjianguo', lastDay: '2026-03-31' }).id);
  await house.settle();
  const first = await caseOf(house, 'zhangjianguo');
  await house.pass(24 * HOUR, 12 * HOUR);
  agreeAll(house, fileOrdinaryForm(house, { leaver: 'zhangjianguo', lastDay: '2026-04-08' }).id);
  await house.settle();
  expect(await caseOf(house, 'zhangjianguo')).toBe(first);
  const { own, approvals, lines } = await rowsOf('zhangjianguo');
  expect(own).toHaveLength(1);
  expect(own[0]).toMatchObject({ lastWorkingDay: '2026-04-08' });
  expect(approvals.map(({ status, handoverId }) => [status, handoverId])).toEqual([
    ['agreed', first],
    ['agreed', first],
  ]);
  expect(lines.filter(({ action }) => action === 'case.redated')).toHaveLength(1);
  expect(launches('zhangjianguo')).toBe(1);
});

test('the ordinary form first, the suite an hour later: one case', async () => {
  agreeAll(house, fileOrdinaryForm(house, { leaver: 'linfeng', lastDay: '2026-03-31' }).id);
  await house.settle();
  const first = await caseOf(house, 'linfeng');
  expect(first).not.toBeNull();
  await house.pass(HOUR);
  agreeAll(house, fileResignation(house, { leaver: 'linfeng', lastDay: '2026-03-31', successor: 'guojing' }).id);
  await house.settle();
  expect(await caseOf(house, 'linfeng')).toBe(first);
  const { own, approvals } = await rowsOf('linfeng');
  expect([own.length, approvals.length]).toEqual([1, 2]);
  expect(own[0]).toMatchObject({ successorId: 'guojing' });
  expect(launches('linfeng')).toBe(1);
});

test('both under way, one of them taken back while the other is agreed: the departure stands', async () => {
  const suite = fileResignation(house, { leaver: 'panyu', lastDay: '2026-03-31' });
  const form = fileOrdinaryForm(house, { leaver: 'panyu', lastDay: '2026-03-31' });
  agreeAll(house, form.id);
  await house.settle();
  const first = await caseOf(house, 'panyu');
  expect(first).not.toBeNull();
  house.dingtalk.control.withdraw(suite.id, { userId: 'panyu', remark: '重复了' });
  await house.pass(HOUR, 10 * MINUTE);
  expect(await caseOf(house, 'panyu')).toBe(first);
  const { lines } = await rowsOf('panyu');
  expect(lines.map(({ action }) => action)).not.toContain('case.withdrawn');
});

test('an ordinary form reads its fields by the mapping of the admin; another form opens nothing', async () => {
  const id = await caseOf(house, 'linfeng');
  const view = await (await house.as(HR))('readHandover', { params: { id: id as string } });
  expect(view.source).toBe('approval');
  house.dingtalk.control.startApproval({
    processCode: 'PROC-2B6D8F30-71E5-4C9A-B3F6-58A1C0E9D472',
    originatorUserId: 'yulei',
    values: [
      { name: '请假类型', value: '年假' },
      { name: '开始日期', value: '2026-03-10' },
      { name: '结束日期', value: '2026-03-11' },
    ],
  });
  const leave = house.dingtalk.control.approvals().at(-1);
  agreeAll(house, leave?.id as string);
  await house.settle();
  expect(await caseOf(house, 'yulei')).toBeNull();
  const { events } = await readRows(house);
  const ofLeave = events.filter(({ payload }) => JSON.stringify(payload).includes(leave?.id as string));
  expect(new Set(ofLeave.map(({ outcome }) => outcome))).toEqual(new Set(['ignored']));
  await expectNothingSaidTwice(house);
});
