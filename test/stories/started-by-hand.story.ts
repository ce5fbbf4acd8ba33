import { setRoleHolders } from '@baton/flows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR } from '../house/movable-clock.ts';
import { messagesTo } from '../house/read-messages.ts';
import { agreeAll, caseOf, fileOrdinaryForm, HR } from '../house/resign.ts';
import { APP, type House, refusal, startHouse } from '../house/start-house.ts';

/** HR starts a handover nobody filed for, and the company is not quite ready for it. */
const ADVISER = 'guwen';
const FINANCE = 'sunli';
let house: House;
beforeAll(async () => {
  house = await startHouse();
  // Nobody is behind 财务 any more, and 战略顾问 is a title that no rule knows.
  await setRoleHolders(house.server.deps, APP.corpId, { finance: [] });
  house.dingtalk.control.hire({ userid: ADVISER, name: '石越', title: '战略顾问', deptId: 879301001 });
  await house.settle();
});
afterAll(() => house.close());

let caseId: string;
const read = async () => (await house.as(HR))('readHandover', { params: { id: caseId } });

test('only HR and admins start one', async () => {
  const body = { leaverId: ADVISER, lastWorkingDay: '2026-03-31' };
  for (const userId of ['zhoumin', ADVISER, 'sunli']) {
    expect(await refusal((await house.as(userId))('createHandover', { body }))).toBe('forbidden');
  }
});

test('what is missing is shown, each with who can mend it; the case waits in 待启动', async () => {
  const body = { leaverId: ADVISER, lastWorkingDay: '2026-03-31' };
  const view = await (await house.as(HR))('createHandover', { body });
  caseId = view.id;
  expect(view).toMatchObject({ state: 'preparing', items: [], source: 'hr' });
  expect(view.position?.rule).toContain('没有规则');
  const found = view.preflight.map(({ code, blocking, subject }) => ({ code, blocking, subject }));
  expect(found).toEqual([
    { code: 'position_unmatched', blocking: false, subject: '' },
    { code: 'confirmer_missing', blocking: true, subject: 'finance' },
  ]);
  for (const { fixers, code } of view.preflight) {
    expect(
      fixers.map(({ userId }) => userId),
      code,
    ).toContain('liuzhenhua');
    expect(fixers.every(({ name }) => name !== '')).toBe(true);
  }
  const { rows } = await (await house.as(HR))('listHandovers', { query: {} });
  expect(rows.find(({ id }) => id === caseId)).toMatchObject({ state: 'preparing' });
});

test('it does not start half: the launch is refused with the same problems, and nobody hears of it', async () => {
  const { version } = await read();
  const launch = (await house.as(HR))('launchHandover', { params: { id: caseId }, body: { version } });
  expect(await refusal(launch)).toBe('preflight_failed');
  expect((await read()).items).toEqual([]);
  await house.pass(2 * HOUR);
  expect(messagesTo(house, ADVISER)).toEqual([]);
});

test('a second one for the same departure is refused and names the first', async () => {
  const body = { leaverId: ADVISER, lastWorkingDay: '2026-04-30' };
  const again = (await house.as(HR))('createHandover', { body });
  await expect(again).rejects.toMatchObject({ code: 'case_already_open', details: { handoverId: caseId } });
});

test('nonsense is refused: nobody, oneself as successor, a day that does not exist', async () => {
  const hr = await house.as(HR);
  const day = '2026-03-31';
  const create = (body: object) =>
    refusal(hr('createHandover', { body: body as { leaverId: string; lastWorkingDay: string } }));
  expect(await create({ leaverId: 'nobody', lastWorkingDay: day })).toBe('not_found');
  expect(await create({ leaverId: 'baixue', successorId: 'baixue', lastWorkingDay: day })).toBe('invalid_input');
  expect(await create({ leaverId: 'baixue', lastWorkingDay: '2026-02-30' })).toBe('invalid_input');
});

test('the admin names people, HR the position and the successor: it starts, everybody is told', async () => {
  await setRoleHolders(house.server.deps, APP.corpId, { finance: [FINANCE] });
  const hr = await house.as(HR);
  const { positions } = await hr('positions');
  const admin = positions.find(({ key }) => key === 'admin_office');
  expect(admin).toBeDefined();
  let { version } = await read();
  const change = { positionKey: 'admin_office', successorId: 'baixue' };
  ({ version } = await hr('editHandover', { params: { id: caseId }, body: { version, ...change } }));
  const before = await read();
  expect(before.preflight.filter(({ blocking }) => blocking)).toEqual([]);
  expect(before.position).toMatchObject({ key: 'admin_office', rule: '人工指定' });
  const launched = await hr('launchHandover', { params: { id: caseId }, body: { version } });
  expect(launched.state).toBe('planning');
  expect(launched.items.length).toBeGreaterThan(10);
  await house.settle();
  expect(messagesTo(house, ADVISER)).toHaveLength(1);
  expect(messagesTo(house, 'baixue')).toHaveLength(1);
  const late = hr('editHandover', {
    params: { id: caseId },
    body: { version: launched.version, positionKey: 'sales' },
  });
  expect(await refusal(late)).toBe('case_action_not_allowed');
});

test('filed on the ordinary form meanwhile: the same case, not another', async () => {
  agreeAll(house, fileOrdinaryForm(house, { leaver: ADVISER, lastDay: '2026-04-15' }).id);
  await house.settle();
  expect(await caseOf(house, ADVISER)).toBe(caseId);
  expect((await read()).lastWorkingDay).toBe('2026-04-15');
});

test('without an interim holder and a successor it cannot start', async () => {
  const hr = await house.as(HR);
  const { id, version } = await hr('createHandover', { body: { leaverId: 'yinyue', lastWorkingDay: '2026-03-31' } });
  const edited = await hr('editHandover', { params: { id }, body: { version, interimHolderId: null } });
  expect(edited.preflight.map(({ code }) => code)).toContain('successor_missing');
  const launch = hr('launchHandover', { params: { id }, body: { version: edited.version } });
  expect(await refusal(launch)).toBe('preflight_failed');
  const reason = '她决定留下';
  const body = { version: edited.version, reason };
  await house.clock.forward(1000);
  const withdrawn = await hr('withdrawHandover', { params: { id }, body });
  expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawnBecause: reason });
  await house.clock.forward(1000);
  const back = await hr('reinstateHandover', { params: { id }, body: { version: withdrawn.version } });
  expect(back.state).toBe('preparing');
});
