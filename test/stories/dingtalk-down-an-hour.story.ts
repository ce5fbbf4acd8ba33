import { createClient } from '@baton/api/client';
import { atLocal, localDay, officialCalendar } from '@baton/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../house/movable-clock.ts';
import { goodEvidence } from '../house/play-item.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { readRows } from '../house/read-rows.ts';
import { agreeAll, caseOf, fileResignation, HR, LEAVER, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { APP, type House, refusal, startHouse } from '../house/start-house.ts';

/** DingTalk is away for an hour in the middle of everything; then it refuses, drops and garbles calls one by one. */
let house: House;
let caseId: string;
beforeAll(async () => {
  house = await startHouse();
  ({ caseId } = await openDeparture(house, { lastDay: '2026-03-31' }));
  for (const userId of [HR, LEAVER, SUCCESSOR, MANAGER]) await house.sessionOf(userId);
});
afterAll(() => house.close());

const item = async (key: string, userId = HR) => {
  const { items } = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  const id = items.find((line) => line.key === key)?.id as string;
  return (await house.as(userId))('readItem', { params: { id } });
};

test('everything is away: a resignation is agreed, people work on, nobody new can sign in', async () => {
  agreeAll(house, fileResignation(house, { leaver: 'linfeng', lastDay: '2026-03-31', successor: 'guojing' }).id);
  house.dingtalk.control.addFault({ kind: 'down' });
  await house.settle();
  const docs = await item('base_docs', LEAVER);
  const { token, call } = await house.sessionOf(LEAVER);
  const evidence = await goodEvidence(house, token, docs, docs.doer.name);
  await call('submitItem', { params: { id: docs.id }, body: { version: docs.version, evidence } });
  const back = await item('base_docs', SUCCESSOR);
  const reason = '少了三号机的电气图，请补上';
  await (await house.as(SUCCESSOR))('returnItem', { params: { id: back.id }, body: { version: back.version, reason } });
  const { code } = house.dingtalk.control.authCode({ userId: 'guojing' });
  const stranger = createClient({ baseUrl: house.server.url, token: () => null });
  expect(await refusal(stranger('signIn', { body: { corpId: APP.corpId, code } }))).toBe('dingtalk_unreachable');
  await house.pass(HOUR, 5 * MINUTE);
  const { cases, notices } = await readRows(house);
  expect(cases.map(({ leaverId }) => leaverId)).toEqual([LEAVER]);
  expect(notices.some(({ kind, state }) => kind === 'item_returned' && state === 'waiting')).toBe(true);
  expect(notices.filter(({ state }) => state === 'uncertain' || state === 'failed')).toEqual([]);
});

test('back again: the case appears, what waited is said, all of it once', async () => {
  house.dingtalk.control.liftFaults();
  await house.pass(10 * MINUTE, MINUTE);
  expect(await caseOf(house, 'linfeng')).not.toBeNull();
  expect(messagesTo(house, LEAVER).filter(({ title }) => title.includes('被退回'))).toHaveLength(1);
  expect(messagesTo(house, 'linfeng').filter(({ title }) => title === '您的离职交接已开始')).toHaveLength(1);
  const { notices, events } = await readRows(house);
  expect(notices.filter(({ state }) => state !== 'sent')).toEqual([]);
  expect(events.filter(({ settledAt }) => settledAt === null)).toEqual([]);
  await expectNothingSaidTwice(house);
});

test('our own door is shut until DingTalk gives up: the failed list tells what happened, once', async () => {
  house.dingtalk.control.settings({ pushUrl: 'http://127.0.0.1:9/closed' });
  agreeAll(house, fileResignation(house, { leaver: 'panyu', lastDay: '2026-03-31' }).id);
  for (const wait of [0, 10_000, 30_000, 4 * MINUTE]) {
    await house.clock.forward(wait);
    await house.dingtalk.control.flushPushes();
  }
  const failed = house.dingtalk.control.pushes().filter(({ outcome }) => outcome === 'failed');
  expect(failed.length).toBeGreaterThan(3);
  house.dingtalk.control.settings({ pushUrl: `${house.server.url}/dingtalk/events/${APP.corpId}` });
  await house.pass(9 * HOUR, HOUR);
  const { events, cases, approvals } = await readRows(house);
  expect(events.filter(({ source }) => source === 'failed_list')).toHaveLength(failed.length);
  expect(cases.filter(({ leaverId }) => leaverId === 'panyu')).toHaveLength(1);
  expect(approvals.filter(({ leaverId }) => leaverId === 'panyu').map(({ status }) => status)).toEqual(['agreed']);
  for (const push of failed) await house.dingtalk.control.redeliver(push.id);
  await house.pass(HOUR, 30 * MINUTE);
  expect((await readRows(house)).cases.filter(({ leaverId }) => leaverId === 'panyu')).toHaveLength(1);
  await expectNothingSaidTwice(house);
});

/** Ten in the morning of the next working day, so that messages may go out. */
async function nextMorning(): Promise<void> {
  const day = officialCalendar().addWorkdays(localDay(house.clock.now()), 1);
  house.clock.moveTo(atLocal(day, '10:07').toISOString());
  await house.settle();
}

const READING = [
  ['qps', 'yinyue'],
  ['quota', 'xuna'],
  ['bad_token', 'shenke'],
  ['html', 'jiangnan'],
  ['empty', 'yulei'],
  ['reset', 'songdan'],
] as const;
test.each(READING)('while the approval is read: %s, twice', async (kind, leaver) => {
  house.dingtalk.control.addFault({ kind, match: 'processInstances', times: 2 });
  agreeAll(house, fileResignation(house, { leaver, lastDay: '2026-04-10' }).id);
  await house.settle();
  await house.pass(2 * HOUR, 15 * MINUTE);
  expect(await caseOf(house, leaver)).not.toBeNull();
  const { cases, events } = await readRows(house);
  expect(cases.filter(({ leaverId }) => leaverId === leaver)).toHaveLength(1);
  expect(events.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  house.dingtalk.control.liftFaults();
});

/** Surely not sent: comes later. Perhaps sent: never again. */
const SENDING = [
  ['qps', 'before', 'later', '甲号备件'],
  ['bad_token', 'before', 'later', '乙号备件'],
  ['reset', 'after', 'once', '丙号备件'],
  ['timeout', 'after', 'once', '丁号备件'],
  ['html', 'before', 'never', '戊号备件'],
] as const;
test.each(SENDING)('while a message is sent: %s %s DingTalk acts, so it is said %s', async (kind, when, said, what) => {
  await nextMorning();
  const reason = `还缺${what}，采购下周才能到货`;
  const { id } = await item('base_open');
  const hr = await house.as(HR);
  const open = await hr('readItem', { params: { id } });
  const blocked = await hr('blockItem', { params: { id }, body: { version: open.version, reason } });
  house.dingtalk.control.addFault({ kind, match: 'oToMessages', when, times: 1 });
  await house.pass(40 * MINUTE, 5 * MINUTE);
  const heard = messagesTo(house, MANAGER).filter(({ text: body }) => body.includes(what));
  expect(heard).toHaveLength(said === 'never' ? 0 : 1);
  const { notices } = await readRows(house);
  const row = notices.find(({ body }) => String(body.text).includes(what));
  expect(row?.state).toBe(said === 'later' ? 'sent' : 'uncertain');
  await hr('unblockItem', { params: { id }, body: { version: blocked.version } });
  house.dingtalk.control.liftFaults();
  await expectNothingSaidTwice(house);
});

test('the month’s calls are used up: departures are still found, messages wait and go out when there are calls again', async () => {
  await nextMorning();
  house.dingtalk.control.settings({ callQuota: 0 });
  agreeAll(house, fileResignation(house, { leaver: 'tianlin', lastDay: '2026-04-10', successor: 'moyun' }).id);
  await house.pass(2 * HOUR, 20 * MINUTE);
  expect(await caseOf(house, 'tianlin')).not.toBeNull();
  const waiting = (await readRows(house)).notices.filter(({ recipient }) => recipient === 'tianlin');
  expect(waiting.map(({ state, lastError }) => [state, lastError])).toEqual([['waiting', 'quota_exhausted']]);
  await nextMorning();
  expect(messagesTo(house, 'tianlin')).toEqual([]);
  house.dingtalk.control.settings({ callQuota: 5000 });
  await nextMorning();
  expect(messagesTo(house, 'tianlin').filter(({ title }) => title === '您的离职交接已开始')).toHaveLength(1);
  await expectNothingSaidTwice(house);
});
