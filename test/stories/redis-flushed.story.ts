import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startEmbeddedValkey } from '../../apps/server/src/clock/embedded-valkey.ts';
import { engine } from '../house/fresh-database.ts';
import { allMessages, expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { readRows } from '../house/read-rows.ts';
import { agreeAll, fileResignation, LEAVER } from '../house/resign.ts';
import { hireSmall, seedSmallPosition } from '../house/small-position.ts';
import { type House, startHouse } from '../house/start-house.ts';

/**
 * The queue runs as in production, and Redis loses everything again and again. The database is the truth: whatever was
 * waiting is done all the same, and nothing is done twice. Nobody runs a job by hand before the last chapter.
 */
let house: House;
let redis: Redis;
let stopRedis = async () => {};
/** The queue writes its schedules anew every half minute; a slow machine may take its time on top of that. */
const BOUND = { timeout: 100_000, interval: 100 };
const PATIENCE = { timeout: 120_000 };

beforeAll(async () => {
  const redisUrl = await openRedis();
  redis = new Redis(redisUrl);
  house = await startHouse({ queue: true, redisUrl });
  await seedSmallPosition(house);
});
afterAll(async () => {
  await house.close();
  redis.disconnect();
  await stopRedis();
});

/** Redis of its own for this story, so that emptying it is nobody else's loss: embedded, or a database number apart. */
async function openRedis(): Promise<string> {
  if (engine === 'postgres') {
    const url = new URL(process.env.TEST_REDIS_URL ?? '');
    url.pathname = '/9';
    return url.href;
  }
  const valkey = await startEmbeddedValkey();
  stopRedis = valkey.stop;
  return `redis://:${valkey.password}@${valkey.host}:${valkey.port}/0`;
}

async function flush(): Promise<void> {
  await redis.flushdb();
  expect(await redis.dbsize()).toBeLessThan(20);
}

const openCases = async () =>
  new Set((await readRows(house)).cases.filter(({ state }) => state === 'active').map(({ leaverId }) => leaverId));
const started = (userId: string) =>
  messagesTo(house, userId).filter(({ title }) => title === '您的离职交接已开始').length;
const resign = (leaver: string) => agreeAll(house, fileResignation(house, { leaver, lastDay: '2026-04-03' }).id);

async function hire(userids: readonly string[]): Promise<void> {
  for (const userid of userids) hireSmall(house, userid, `吕${userid.replace(/\D/g, '')}`);
  await house.dingtalk.control.flushPushes();
}

test('the queue alone carries a resignation from the push to the message', PATIENCE, async () => {
  await hire(['flush0']);
  resign('flush0');
  await house.dingtalk.control.flushPushes();
  await vi.waitUntil(() => started('flush0') === 1, BOUND);
  expect(await openCases()).toEqual(new Set(['flush0']));
});

test('flushed right after the push was acknowledged: the case appears, told once', PATIENCE, async () => {
  await hire(['flush1']);
  resign('flush1');
  await flush();
  await house.dingtalk.control.flushPushes();
  await flush();
  const { pushes } = house.dingtalk.control;
  expect(pushes().every(({ outcome }) => outcome === 'delivered')).toBe(true);
  await vi.waitUntil(() => started('flush1') === 1, BOUND);
});

test('flushed between any two of twelve departures: every one of them gets its one case', PATIENCE, async () => {
  const leavers = Array.from({ length: 12 }, (_, index) => `flush${index + 10}`);
  await hire(leavers);
  for (const leaver of leavers) {
    resign(leaver);
    await house.dingtalk.control.flushPushes();
    await flush();
  }
  await vi.waitUntil(() => leavers.every((leaver) => started(leaver) > 0), BOUND);
  expect(await openCases()).toEqual(new Set(['flush0', 'flush1', ...leavers]));
  for (const leaver of leavers) expect(started(leaver), leaver).toBe(1);
});

test('flushed around the digests of a morning: one each, also when another process takes over', PATIENCE, async () => {
  // Tuesday 31 March, 09:31 in Shanghai: three working days are left, and everybody's items are due.
  await house.clock.forward(Date.parse('2026-03-31T01:31:00.000Z') - house.clock.now().getTime());
  house.server.deps.nudge('send-digests');
  await flush();
  // They were hired weeks ago: once the sweep has seen that, the one digest tells of their reading path as well.
  const digests = (userId: string) =>
    messagesTo(house, userId).filter(
      ({ at, title }) => at.startsWith('2026-03-31') && /离职交接清单还有 \d+ 项未完成|\d+ 项离职交接/.test(title),
    );
  const leavers = ['flush0', 'flush1', 'flush10', 'flush21'];
  await vi.waitUntil(() => leavers.every((leaver) => digests(leaver).length > 0), BOUND);
  await flush();
  await house.restart();
  await flush();
  // Whatever the new process finds to do, and once more everything by hand.
  await hire(['flush30']);
  resign('flush30');
  await house.dingtalk.control.flushPushes();
  await vi.waitUntil(() => started('flush30') === 1, BOUND);
  await house.server.tick();
  await house.server.tick();
  for (const leaver of leavers) expect(digests(leaver), leaver).toHaveLength(1);
});

test('nothing was lost, nothing failed, nothing was said twice', async () => {
  const { events, notices, cases } = await readRows(house);
  expect(events.filter(({ outcome }) => outcome !== 'handled' && outcome !== 'ignored')).toEqual([]);
  expect(new Set(cases.map(({ leaverId }) => leaverId)).size).toBe(cases.length);
  expect(cases).toHaveLength(15);
  expect(notices.filter(({ state }) => state === 'uncertain' || state === 'failed')).toEqual([]);
  expect(allMessages(house).length).toBeGreaterThan(30);
  expect(messagesTo(house, LEAVER)).toEqual([]);
  await expectNothingSaidTwice(house);
});
