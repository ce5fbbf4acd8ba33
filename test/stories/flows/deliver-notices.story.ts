import { localDay } from '@baton/core';
import { schema } from '@baton/db';
import { deliverNotices } from '@baton/flows';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { APP } from '../../house/start-house.ts';
import { type Flows, openFlows } from './open-flows.ts';

/** The outbox against the local DingTalk: at most once per person, whatever goes wrong. */
let flows: Flows;
let seen = { chats: new Set<string>(), calls: 0 };
beforeAll(async () => {
  flows = await openFlows();
});
afterAll(() => flows.close());

const MORNINGS = ['03-03', '03-04', '03-05', '03-06', '03-09', '03-10', '03-11', '03-12', '03-16', '03-18'];
/** Each test has an empty outbox and a working morning of its own. */
beforeEach(async () => {
  flows.dingtalk.control.liftFaults();
  await flows.read((tx) => tx.delete(schema.notices));
  flows.clock.moveTo(`2026-${MORNINGS.shift()}T02:07:00.000Z`);
  seen = { chats: new Set(allChats().map(({ id }) => id)), calls: allSends().length };
});

const MINUTE = 60_000;
const deliver = () => deliverNotices(flows.deps, flows.corpId);
const everybody = () => flows.dingtalk.control.state().people.map(({ userid }) => userid);
const allChats = () =>
  everybody()
    .flatMap((userId) =>
      flows.dingtalk.control
        .person(userId)
        .chats.flatMap(({ messages }) => messages)
        .map((message) => ({ ...message, userId })),
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
const allSends = () => flows.dingtalk.control.calls().filter(({ api }) => api === 'robot_1_0.batchSendOTO');
const chats = () => allChats().filter(({ id }) => !seen.chats.has(id));
const sends = () => allSends().slice(seen.calls);
const states = async () => {
  const rows = await flows.read((tx) => tx.select().from(schema.notices).orderBy(schema.notices.recipient));
  return rows.map(({ recipient, state, lastError }) => [recipient, state, lastError]);
};

type Row = Partial<typeof schema.notices.$inferInsert>;
const body = { title: '交接提醒', text: '还有 3 项未完成', button: '立即处理', path: '/items/1' };
async function put(...rows: Row[]) {
  await flows.read((tx) =>
    tx.insert(schema.notices).values(
      rows.map((row, n) => ({
        corpId: flows.corpId,
        dedupeKey: `test:${n}:${row.recipient}`,
        channel: 'robot' as const,
        recipient: 'liming',
        kind: 'case_released',
        body,
        notBefore: flows.deps.now(),
        ...row,
      })),
    ),
  );
}

test('equal texts go out in one metered call, with a button that opens the page inside DingTalk', async () => {
  await put(
    { recipient: 'liming' },
    { recipient: 'wanghaitao' },
    { recipient: 'chenjing', body: { ...body, text: '另一条' } },
  );
  expect(await deliver()).toEqual({ sent: 3, failed: 0 });
  expect(sends()).toHaveLength(2);
  expect(
    chats()
      .map(({ userId }) => userId)
      .toSorted(),
  ).toEqual(['chenjing', 'liming', 'wanghaitao']);
  const [card] = chats();
  expect(card?.msgKey).toBe('sampleActionCard');
  const link = new URL(String((card?.msgParam as { singleURL?: string } | undefined)?.singleURL));
  expect(link.href).toMatch(/^dingtalk:\/\/dingtalkclient\/page\/link\?/);
  expect(link.searchParams.get('url')).toBe(`http://127.0.0.1:1/items/1?corpid=${APP.corpId}`);
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  expect(chats()).toHaveLength(3);
  const [row] = await flows.read((tx) => tx.select().from(schema.notices));
  expect(row?.receipt).not.toBe('');
});

test('more than twenty people need more than one call', async () => {
  const people = everybody().slice(0, 23);
  await put(...people.map((recipient) => ({ recipient })));
  expect((await deliver()).sent).toBe(23);
  expect(sends()).toHaveLength(2);
});

test('while DingTalk is down everything waits, and goes out once when it is back', async () => {
  await put({ recipient: 'liming' }, { recipient: 'wanghaitao', body: { ...body, text: '另一条' } });
  flows.dingtalk.control.addFault({ kind: 'down' });
  for (let minute = 0; minute < 60; minute += 10) {
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    await flows.clock.forward(10 * MINUTE);
  }
  expect((await states()).map(([, state]) => state)).toEqual(['waiting', 'waiting']);
  flows.dingtalk.control.liftFaults();
  expect(await deliver()).toEqual({ sent: 2, failed: 0 });
  expect(chats()).toHaveLength(2);
});

test('a call whose answer got lost is never made again', async () => {
  await put({ recipient: 'liming' });
  flows.dingtalk.control.addFault({ kind: 'reset', match: 'robot_1_0.batchSendOTO', when: 'after', times: 1 });
  await deliver();
  expect(chats()).toHaveLength(1);
  expect(await states()).toEqual([['liming', 'uncertain', expect.any(String)]]);
  await flows.clock.forward(60 * MINUTE);
  await deliver();
  expect(chats()).toHaveLength(1);
});

test('a process that died between sending and noting leaves one message and no second one', async () => {
  await put({ recipient: 'liming', state: 'sending', claimedAt: flows.deps.now() });
  await deliver();
  expect(await states()).toEqual([['liming', 'sending', '']]);
  await flows.clock.forward(6 * MINUTE);
  await deliver();
  expect(await states()).toEqual([['liming', 'uncertain', 'lease_expired']]);
  expect(chats()).toEqual([]);
});

test('of a group, who is unknown is given up, who is throttled gets it later, the rest at once', async () => {
  await put({ recipient: 'liming' }, { recipient: 'nobody-here' }, { recipient: 'wanghaitao' });
  flows.dingtalk.control.addFault({ kind: 'flow_control', match: 'wanghaitao', times: 1 });
  expect(await deliver()).toEqual({ sent: 1, failed: 1 });
  expect((await states()).toSorted()).toEqual([
    ['liming', 'sent', ''],
    ['nobody-here', 'failed', 'invalid_user'],
    ['wanghaitao', 'waiting', 'flow_controlled'],
  ]);
  await flows.clock.forward(11 * MINUTE);
  expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  expect(chats().map(({ userId }) => userId)).toEqual(['liming', 'wanghaitao']);
});

test('nobody is written to at night, and yesterday’s digest is not sent today', async () => {
  await flows.clock.forward(11 * 60 * MINUTE); // 21:07
  await put({ recipient: 'liming', kind: 'digest', digestOn: localDay(flows.deps.now()) }, { recipient: 'wanghaitao' });
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  await flows.clock.forward(13 * 60 * MINUTE);
  expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  expect((await states()).toSorted()).toEqual([
    ['liming', 'cancelled', 'stale'],
    ['wanghaitao', 'sent', ''],
  ]);
});

test('two processes at once send nothing twice', async () => {
  const people = everybody().slice(0, 30);
  await put(...people.map((recipient, n) => ({ recipient, body: { ...body, text: `第 ${n % 5} 条` } })));
  const [a, b] = await Promise.all([deliver(), deliver()]);
  expect((a?.sent ?? 0) + (b?.sent ?? 0)).toBe(30);
  expect(chats()).toHaveLength(30);
  expect(new Set(chats().map(({ userId }) => userId)).size).toBe(30);
});

test('throttled waits a moment; quota used up is asked again every day, with a line in the log', async () => {
  await put({ recipient: 'liming' }, { recipient: 'wanghaitao', body: { ...body, text: '另一条' } });
  flows.dingtalk.control.addFault({ kind: 'qps', match: 'robot_1_0.batchSendOTO', times: 1 });
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  const throttled = await states();
  expect(throttled.map(([, state]) => state)).toEqual(['waiting', 'waiting']);
  expect(throttled.map(([, , lastError]) => lastError)).toContain('rate_limited'); // whichever was tried first
  await flows.clock.forward(2 * MINUTE);
  flows.dingtalk.control.addFault({ kind: 'quota', match: 'robot_1_0.batchSendOTO', times: 1 });
  await deliver();
  expect(flows.logged).toContain('notice.quota_exhausted');
  expect(await states()).toEqual([
    ['liming', 'waiting', 'quota_exhausted'],
    ['wanghaitao', 'waiting', 'quota_exhausted'],
  ]);
  await flows.clock.forward(5 * 60 * MINUTE);
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  await flows.clock.forward(19 * 60 * MINUTE);
  expect(await deliver()).toEqual({ sent: 2, failed: 0 });
  expect(chats()).toHaveLength(2);
});

test('the last calls of the month are kept for what has to be said: only digests wait', async () => {
  const today = localDay(flows.deps.now());
  const { dingtalkCalls } = schema;
  const used = { corpId: flows.corpId, month: today.slice(0, 7), api: 'robot_1_0.batchSendOTO', purpose: 'test' };
  await flows.read((tx) => tx.insert(dingtalkCalls).values({ ...used, metered: 4800 }));
  const digest = (recipient: string) => ({ recipient, kind: 'digest', digestOn: today, body: { ...body, recipient } });
  await put(digest('liming'), digest('wanghaitao'), { recipient: 'chenjing', body: { ...body, text: '已放行' } });
  expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  expect(chats().map(({ userId }) => userId)).toEqual(['chenjing']);
  expect((await states()).toSorted()).toEqual([
    ['chenjing', 'sent', ''],
    ['liming', 'waiting', 'quota_exhausted'],
    ['wanghaitao', 'waiting', 'quota_exhausted'],
  ]);
  await flows.read((tx) => tx.delete(dingtalkCalls));
});
