import { afterAll, beforeAll, expect, test } from 'vitest';
import { restPlayer } from '../../scripts/local/play-rest.ts';
import { HR, LEAVER, openDeparture } from '../house/resign.ts';
import { type House, startHouse } from '../house/start-house.ts';

/** A newcomer who has seen enough lets the others do their part; what only HR may do, and what comes later, stays. */
let house: House;
let caseId: string;

beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

const player = () =>
  restPlayer({
    serverUrl: house.server.url,
    corpId: house.dingtalk.control.state().corp.corpId,
    now: () => house.clock.now(),
    authCode: (input) => house.dingtalk.control.authCode(input),
  });
const departure = { leaver: LEAVER, reader: HR };
const look = async () => (await house.as(HR))('readHandover', { params: { id: caseId } });

test('there is nothing to play before anybody resigned', async () => {
  await expect(player()(departure, () => {})).rejects.toThrow('还没有进行中的交接单');
});

test('everybody does their part, and each thing is told', async () => {
  ({ caseId } = await openDeparture(house, { lastDay: '2026-03-31' }));
  const told: string[] = [];
  let end = { done: 0, total: 0 };
  await player()(departure, (at) => {
    end = at;
    if (at.last) told.push(at.last);
  });
  expect(end.done).toBe(end.total);
  expect(told).toEqual(
    expect.arrayContaining(['张建国提交了「交接计划」', '李明验收了「交接计划」', '王海涛确认了「交接计划」']),
  );
  const { items, gate, state } = await look();
  expect(gate).toMatchObject({ open: true, blockers: [] });
  expect(state).toBe('awaiting_release');
  const left = items.filter((item) => item.state !== 'done').map(({ key }) => key);
  expect(left).toEqual(['base_revoke', 'base_revoke_check']);
});

test('each thing was done by the person it belongs to, signed in as themselves', async () => {
  const { items } = await look();
  for (const { id } of items.filter(({ state }) => state === 'done')) {
    const item = await (await house.as(HR))('readItem', { params: { id } });
    // A successor who is to confirm, too, has done so by accepting.
    const others = item.confirmations.filter(({ role }) => role !== 'successor');
    const by = (action: string) =>
      item.history.filter((entry) => entry.action === action).map((entry) => entry.by?.userId);
    expect(by('item.submitted'), item.title).toEqual([item.doer.userId]);
    expect(by('item.confirmed').toSorted(), item.title).toEqual(
      others.map(({ confirmer }) => confirmer.userId).toSorted(),
    );
  }
});

test('pressed again it finds nothing left to do; the release is HR’s own', async () => {
  expect(await player()(departure, () => {})).toEqual({ played: 0 });
  const hr = await house.as(HR);
  const { version, abilities } = await look();
  expect(abilities).toContain('release');
  const body = { version, leaverName: '张建国' };
  expect(await hr('releaseHandover', { params: { id: caseId }, body })).toMatchObject({ state: 'released' });
});
