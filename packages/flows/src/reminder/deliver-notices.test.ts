import { schema } from '@baton/db';
import { DingtalkUnreachable } from '@baton/dingtalk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CORP, type Desk, openDesk } from '../testing/open-desk.ts';
import { deliverNotices } from './deliver-notices.ts';
import { restsUntil } from './judge-delivery.ts';

const START = Date.parse('2026-03-02T02:07:00.000Z');
let desk: Desk;
let robot: () => { processQueryKey: string };
const sentTo: number[] = [];
beforeEach(async () => {
  desk = await openDesk();
  sentTo.length = 0;
  const dingtalk = {
    listLeaveRecords: async () => ({ records: [], nextToken: null }),
    sendRobotMessages: async ({ userIds }: { userIds: string[] }) => {
      sentTo.push(userIds.length);
      return { ...robot(), invalidUserIds: [], flowControlledUserIds: [] };
    },
  };
  desk.deps.dingtalkFor = () => dingtalk as unknown as ReturnType<typeof desk.deps.dingtalkFor>;
});
afterEach(() => desk.close());

/** Messages that all differ, but for two that say the same to two people. */
const put = (count: number) =>
  desk.read((tx) =>
    tx.insert(schema.notices).values(
      Array.from({ length: count }, (_, n) => ({
        ...{ corpId: CORP, dedupeKey: `n${n}`, channel: 'robot' as const, recipient: n === 1 ? 'wang' : 'chen' },
        ...{
          kind: 'case_needs_help',
          body: { text: `第 ${Math.max(1, n)} 条` },
          notBefore: new Date(START - (count - n) * 1000),
        },
      })),
    ),
  );
const states = async () => {
  const rows = await desk.read((tx) => tx.select().from(schema.notices));
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  return { waiting: count('waiting'), uncertain: count('uncertain'), sent: count('sent') };
};
/** The clock's runs from one instant to another, every ten seconds. */
async function run(fromMs: number, toMs: number): Promise<void> {
  for (let at = fromMs; at < toMs; at += 10_000) {
    desk.at(new Date(START + at).toISOString());
    await deliverNotices(desk.deps, CORP);
  }
}
const MINUTE = 60_000;

it('the robot alone is out: the channel rests, longer each time, and what waited goes out when it is back', async () => {
  await put(12);
  robot = () => {
    throw new DingtalkUnreachable('server_error', 503, 'ServiceUnavailable');
  };
  await run(0, 22 * MINUTE); // tried at 0, 1, 5 and 21 minutes
  expect(sentTo).toEqual([2, 1, 1, 1]);
  expect(await states()).toEqual({ waiting: 7, uncertain: 5, sent: 0 });
  robot = () => ({ processQueryKey: 'key' });
  await run(80 * MINUTE, 81 * MINUTE);
  expect(await states()).toEqual({ waiting: 7, uncertain: 5, sent: 0 });
  await run(81 * MINUTE, 81 * MINUTE + 10_000);
  expect(await states()).toEqual({ waiting: 0, uncertain: 5, sent: 7 });
});

it('once a message went through, the next one without an answer counts from the start', async () => {
  await put(5);
  const outcomes = [false, true, false, true];
  robot = () => {
    if (outcomes.shift()) return { processQueryKey: 'key' };
    throw new DingtalkUnreachable('timeout');
  };
  await run(0, 2 * MINUTE);
  expect(await states()).toEqual({ waiting: 1, uncertain: 3, sent: 1 });
  await run(2 * MINUTE, 2 * MINUTE + 10_000);
  expect(await states()).toEqual({ waiting: 0, uncertain: 3, sent: 2 });
});

it('rests a minute, four, sixteen, then an hour at most', () => {
  const at = new Date(START);
  const rests = [0, 1, 2, 3, 4, 9].map((n) => restsUntil(Array<Date>(n).fill(at)).getTime() - START);
  expect(rests.slice(1)).toEqual([1, 4, 16, 60, 60].map((minutes) => minutes * MINUTE));
});
