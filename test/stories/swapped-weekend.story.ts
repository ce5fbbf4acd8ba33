import { localDay, localTime, officialCalendar } from '@baton/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../house/movable-clock.ts';
import { allMessages, expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { readRows } from '../house/read-rows.ts';
import { HR, LEAVER, MANAGER, openDeparture } from '../house/resign.ts';
import { type House, startHouse } from '../house/start-house.ts';

/**
 * 春节 2026: 2 月 14 日（周六）and 28 日（周六）are worked, 15 to 23 rest. 老张 resigns the Monday before and leaves the
 * Friday after the second worked Saturday.
 */
let house: House;
let caseId: string;
const calendar = officialCalendar();

beforeAll(async () => {
  house = await startHouse({ start: '2026-02-09T02:07:00.000Z' });
  ({ caseId } = await openDeparture(house, { lastDay: '2026-03-06' }));
});
afterAll(() => house.close());

const digestsOf = async (userId: string) =>
  (await readRows(house)).notices
    .filter(({ kind, recipient, state }) => kind === 'digest' && recipient === userId && state === 'sent')
    .map(({ digestOn }) => digestOn)
    .toSorted();

test('the worked Saturday has its digest, in the words he reads in his chat', async () => {
  await house.pass(5 * DAY, 2 * HOUR); // to Saturday the 14th, 10:07
  expect(localDay(house.clock.now())).toBe('2026-02-14');
  expect(await digestsOf(LEAVER)).toContain('2026-02-14');
  const [said] = messagesTo(house, LEAVER).filter(({ at }) => localDay(new Date(at)) === '2026-02-14');
  const open = (await (await house.as(LEAVER))('inbox')).toHandOver.length;
  expect(said?.text.split('\n')[0]).toBe(`您的离职交接清单还有 ${open} 项未完成，请尽快处理`);
});

test('a clock that jumps over a week of holidays says nothing until work begins, and then once', async () => {
  const before = allMessages(house).length;
  await house.clock.forward(8 * DAY); // Sunday the 22nd: everything stood still meanwhile
  await house.settle();
  await house.pass(DAY, 4 * HOUR); // Monday the 23rd rests too
  expect(allMessages(house)).toHaveLength(before);
  await house.pass(DAY, 2 * HOUR); // Tuesday the 24th, 10:07
  expect((await digestsOf(LEAVER)).filter((day) => day && day > '2026-02-14')).toEqual(['2026-02-24']);
});

test('a last day moved there and back repeats no reminder', async () => {
  const hr = await house.as(HR);
  for (const lastWorkingDay of ['2026-03-13', '2026-03-04', '2026-03-06']) {
    const { version } = await hr('readHandover', { params: { id: caseId } });
    await hr('editHandover', { params: { id: caseId }, body: { version, lastWorkingDay } });
    await house.settle();
  }
  await house.pass(4 * DAY, 2 * HOUR); // to Saturday the 28th
  expect(await digestsOf(LEAVER)).toContain('2026-02-28');
  const { reminders } = await readRows(house);
  expect(reminders.some(({ sent }) => sent.length > 1)).toBe(true);
  for (const { sent } of reminders) expect(new Set(sent).size).toBe(sent.length);
});

test('until after the last day: working days only, never in quiet hours, one digest per person and day', async () => {
  await house.pass(9 * DAY, 3 * HOUR);
  for (const { at, userId, title } of allMessages(house)) {
    const instant = new Date(at);
    expect(calendar.isWorkday(localDay(instant)), `${at} ${userId} ${title}`).toBe(true);
    expect(localTime(instant) >= '09:23' && localTime(instant) < '20:00', `${at} ${userId} ${title}`).toBe(true);
  }
  const { notices } = await readRows(house);
  const digests = notices.filter(({ kind }) => kind === 'digest').map((row) => `${row.recipient} ${row.digestOn}`);
  expect(new Set(digests).size).toBe(digests.length);
  await expectNothingSaidTwice(house);
});

test('what stays undone climbs, one after the other: the manager, the one above, HR', async () => {
  const first = await Promise.all([MANAGER, 'macheng', HR].map(async (userId) => (await digestsOf(userId))[0] ?? ''));
  expect(first.every((day) => day !== '')).toBe(true);
  expect(first).toEqual(first.toSorted());
  const { notices } = await readRows(house);
  for (const userId of ['macheng', HR]) {
    const texts = notices
      .filter((row) => row.recipient === userId && row.kind === 'digest')
      .map(({ body }) => body.text);
    expect(
      texts.some((text) => String(text).startsWith('张建国的交接项有')),
      userId,
    ).toBe(true);
  }
  const view = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  expect(view.history.some(({ action }) => action === 'reminder.sent')).toBe(true);
});
