import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../house/movable-clock.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { readRows } from '../house/read-rows.ts';
import { agreeAll, caseOf, fileOrdinaryForm, fileResignation, HR } from '../house/resign.ts';
import { hireSmall, seedSmallPosition } from '../house/small-position.ts';
import { type House, startHouse } from '../house/start-house.ts';

/**
 * In many companies somebody who resigns fills in two forms: the official suite, because 智能人事 wants it, and the
 * company's own. In whatever order, and whatever becomes of one of them: one departure, one case.
 */
let house: House;
beforeAll(async () => {
  house = await startHouse();
  await seedSmallPosition(house);
});
afterAll(() => house.close());

type Form = 'suite' | 'ordinary';
/** What happens to the two approvals, and which day counts at the end. */
type Plot = {
  name: string;
  lastDay: string;
  play: (leaver: string, first: string, second: string) => Promise<void>;
};
const FIRST_DAY = '2026-04-10';
const SECOND_DAY = '2026-04-17';
const file = (form: Form, leaver: string, lastDay: string): string =>
  (form === 'suite' ? fileResignation : fileOrdinaryForm)(house, { leaver, lastDay }).id;
const withdraw = (leaver: string, id: string) =>
  house.dingtalk.control.withdraw(id, { userId: leaver, remark: '填重了' });
const aWhile = async () => {
  await house.settle();
  await house.clock.forward(5 * MINUTE);
};
const started = (userId: string) =>
  messagesTo(house, userId).filter(({ title }) => title === '您的离职交接已开始').length;

const PLOTS: readonly Plot[] = [
  {
    name: 'both agreed, one after the other',
    lastDay: SECOND_DAY,
    play: async (_, first, second) => {
      agreeAll(house, first);
      await aWhile();
      agreeAll(house, second);
    },
  },
  {
    name: 'the second agreed before the first',
    lastDay: FIRST_DAY,
    play: async (_, first, second) => {
      agreeAll(house, second);
      await aWhile();
      agreeAll(house, first);
    },
  },
  {
    name: 'the first agreed, the second withdrawn',
    lastDay: FIRST_DAY,
    play: async (leaver, first, second) => {
      agreeAll(house, first);
      await aWhile();
      withdraw(leaver, second);
    },
  },
  {
    name: 'the first withdrawn, the second agreed',
    lastDay: SECOND_DAY,
    play: async (leaver, first, second) => {
      withdraw(leaver, first);
      await aWhile();
      agreeAll(house, second);
    },
  },
];
const ORDERS: readonly [Form, Form][] = [
  ['suite', 'ordinary'],
  ['ordinary', 'suite'],
];
const ALL = ORDERS.flatMap((forms, order) =>
  PLOTS.map((plot, index) => ({ ...plot, forms, leaver: `twice${order}${index}`, title: forms.join(', then ') })),
);

describe.each(ALL)('$title', ({ name, forms, leaver, play, lastDay }) => {
  test(`${name}: one case`, async () => {
    hireSmall(house, leaver, `褚${leaver.slice(-2)}`);
    await aWhile();
    const first = file(forms[0], leaver, FIRST_DAY);
    await aWhile();
    const second = file(forms[1], leaver, SECOND_DAY);
    await aWhile();
    expect(await caseOf(house, leaver)).toBeNull();
    await play(leaver, first, second);
    await house.pass(HOUR, 20 * MINUTE);
    const { cases, items, approvals } = await readRows(house);
    const own = cases.filter(({ leaverId }) => leaverId === leaver);
    expect(own).toMatchObject([{ state: 'active', lastWorkingDay: lastDay, source: 'approval' }]);
    expect(items.filter(({ handoverId }) => handoverId === own[0]?.id)).toHaveLength(2);
    const both = approvals.filter(({ leaverId }) => leaverId === leaver);
    expect(both.map(({ handoverId }) => handoverId)).toEqual([own[0]?.id, own[0]?.id]);
  });
});

test('by the next morning each of them has read once that it starts', async () => {
  await house.pass(16 * HOUR, 2 * HOUR); // the last ones resigned in the quiet hours
  for (const { leaver, title, name } of ALL) expect(started(leaver), `${title}: ${name}`).toBe(1);
});

test('every push once more, the newest first: nothing changes', async () => {
  const told = async () => {
    const { cases, notices, history } = await readRows(house);
    const facts = cases.map(({ id, state, lastWorkingDay, processInstanceId }) => [
      ...[id, state, lastWorkingDay, processInstanceId],
    ]);
    return { facts: facts.toSorted(), notices: notices.length, history: history.length };
  };
  const before = await told();
  for (const push of house.dingtalk.control.pushes().toReversed()) await house.dingtalk.control.redeliver(push.id);
  await house.settle();
  expect(await told()).toEqual(before);
  const { rows } = await (await house.as(HR))('listHandovers', { query: { scope: 'open', limit: 100 } });
  expect(rows).toHaveLength(ALL.length);
});

test('an ordinary form that never becomes readable: given up after few metered calls, no case made up', async () => {
  hireSmall(house, 'unread', '冯远');
  const { id } = fileOrdinaryForm(house, { leaver: 'unread', lastDay: SECOND_DAY });
  await house.settle();
  house.dingtalk.control.addFault({ kind: 'not_readable', match: id });
  agreeAll(house, id);
  const reads = () => house.dingtalk.control.calls().filter(({ path }) => path.includes('workflow/processInstances'));
  const before = reads().length;
  await house.pass(DAY, 30 * MINUTE);
  const { events } = await readRows(house);
  expect(events.filter(({ outcome }) => outcome === 'failed')).toMatchObject([{ note: 'not_readable_yet' }]);
  expect(events.filter(({ settledAt }) => settledAt === null)).toEqual([]);
  const spent = reads().length - before;
  expect(spent).toBeGreaterThan(3);
  expect(spent).toBeLessThan(20);
  expect(await caseOf(house, 'unread')).toBeNull();
  house.dingtalk.control.liftFaults();
});

test('somebody whose hiring we never heard of resigns: they are looked up, and the case is theirs', async () => {
  house.dingtalk.control.addFault({ kind: 'push_lost' });
  hireSmall(house, 'unheard', '褚建');
  await house.dingtalk.control.flushPushes();
  house.dingtalk.control.liftFaults();
  agreeAll(house, fileOrdinaryForm(house, { leaver: 'unheard', lastDay: '2026-04-24' }).id);
  await house.settle();
  const { cases } = await readRows(house);
  const own = cases.find(({ leaverId }) => leaverId === 'unheard');
  expect(own).toMatchObject({ state: 'active', positionKey: 'mould_care', managerId: 'wanghaitao' });
  await expectNothingSaidTwice(house);
});
