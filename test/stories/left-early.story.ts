import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../house/movable-clock.ts';
import { playItem } from '../house/play-item.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { readRows } from '../house/read-rows.ts';
import { caseOf, HR, LEAVER, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';

/** People go before their handover is over, or without one. What they left open finds somebody who is still there. */
let house: House;
let caseId: string;
beforeAll(async () => {
  house = await startHouse();
  ({ caseId } = await openDeparture(house, { lastDay: '2026-03-31' }));
});
afterAll(() => house.close());

const readCase = async (id = caseId) => (await house.as(HR))('readHandover', { params: { id } });

test('the cutoff that HR sets ends his session at that minute, and he does not come in again', async () => {
  const leaver = await house.sessionOf(LEAVER);
  expect((await leaver.call('inbox')).toHandOver.length).toBeGreaterThan(20);
  const { version } = await readCase();
  const cutoff = '2026-03-31T10:00:00.000Z';
  const hr = await house.as(HR);
  const edit = hr('editHandover', {
    params: { id: caseId },
    body: { version, accessCutoffAt: '2026-03-30T10:00:00.000Z' },
  });
  expect(await refusal(edit)).toBe('invalid_input'); // before the last working day
  await hr('editHandover', { params: { id: caseId }, body: { version, accessCutoffAt: cutoff } });
  house.clock.moveTo('2026-03-31T09:59:00.000Z');
  const { call, token } = await house.sessionOf(LEAVER);
  await call('inbox');
  house.clock.moveTo(cutoff);
  expect(await refusal(call('inbox'))).toBe('session_ended');
  const again = fetch(`${house.server.url}/api/items`, { headers: { authorization: `Bearer ${token}` } });
  expect((await again).status).not.toBe(200);
  house.clock.moveTo('2026-03-31T16:30:00.000Z');
  expect(await refusal(house.as(LEAVER))).toBe('session_ended');
  await house.settle();
});

test('removed from DingTalk before the release: 补交接, and every open item has a living owner', async () => {
  house.dingtalk.control.leave(LEAVER);
  await house.pass(12 * HOUR, 2 * HOUR); // into the next working morning
  const view = await readCase();
  expect(view.state).toBe('supplementing');
  const gone = new Set([LEAVER]);
  for (const item of view.items.filter(({ state }) => state !== 'done' && state !== 'waived')) {
    expect(item.waitingFor.length, item.title).toBeGreaterThan(0);
    for (const { userId } of item.waitingFor)
      expect(gone.has(userId), `${item.title} waits for who is gone`).toBe(false);
  }
  expect(view.history.map(({ action }) => action)).toContain('case.left_early');
  const told = messagesTo(house, MANAGER).filter(({ title }) => title.includes('已离职'));
  expect(told).toHaveLength(1);
  expect((await (await house.as(MANAGER))('inbox')).toHandOver.length).toBeGreaterThan(10);
});

test('who took over hands in, somebody else accepts and confirms: 补交接 comes to its release', async () => {
  const { items } = await readCase();
  for (const { id, key } of items.filter(({ level }) => level === 'must')) {
    if (key.startsWith('base_revoke')) continue;
    const played = await playItem(house, id, HR);
    expect(played.state, played.title).toBe('done');
    expect(played.doer.userId).not.toBe(LEAVER);
  }
  const view = await readCase();
  expect(view.state).toBe('awaiting_release');
  const body = { version: view.version, leaverName: '张建国' };
  const released = await (await house.as(HR))('releaseHandover', { params: { id: caseId }, body });
  expect(released.state).toBe('released');
});

test('gone without a word: a 补交接 case of its own, not another one for every event of it', async () => {
  house.dingtalk.control.leave('linfeng');
  await house.pass(2 * HOUR, 30 * MINUTE);
  const id = await caseOf(house, 'linfeng');
  const view = await readCase(id as string);
  expect(view.state).toBe('supplementing');
  expect(['left_org', 'dimission_info']).toContain(view.source);
  expect(view.items.every(({ waitingFor }) => waitingFor.every(({ userId }) => userId !== 'linfeng'))).toBe(true);
  const { cases } = await readRows(house);
  expect(cases.filter(({ leaverId }) => leaverId === 'linfeng')).toHaveLength(1);
});

test('the successor leaves as well: what waits for them waits for somebody else', async () => {
  const { caseId: other } = await openDeparture(house, {
    leaver: 'panyu',
    lastDay: '2026-05-15',
    successor: 'dongxue',
  });
  const { items } = await readCase(other);
  const docs = items.find(({ key }) => key === 'base_docs');
  expect(docs).toBeDefined();
  house.dingtalk.control.leave('dongxue');
  await house.pass(2 * HOUR, HOUR);
  const after = await readCase(other);
  for (const { id } of after.items) {
    const item = await (await house.as(HR))('readItem', { params: { id } });
    expect(item.acceptor?.userId, item.title).not.toBe('dongxue');
    for (const { confirmer, confirmedAt } of item.confirmations) {
      if (confirmedAt === null) expect(confirmer.userId, item.title).not.toBe('dongxue');
    }
  }
});

test('待离职 is taken back and the person stays on: the case is off, and nothing more is said', async () => {
  house.dingtalk.control.startDismission('tianlin', { lastWorkDay: '2026-04-30', handoverUserId: 'moyun' });
  await house.pass(HOUR, 30 * MINUTE);
  const id = (await caseOf(house, 'tianlin')) as string;
  expect(id).not.toBeNull();
  house.dingtalk.control.revokeDismission('tianlin');
  await house.pass(HOUR, 30 * MINUTE);
  expect((await readCase(id)).state).toBe('withdrawn');
  await house.pass(DAY, 12 * HOUR); // what was already on its way arrives
  const said = messagesTo(house, 'tianlin').length;
  await house.pass(3 * DAY, 12 * HOUR);
  expect(messagesTo(house, 'tianlin')).toHaveLength(said);
  await expectNothingSaidTwice(house);
  expect(messagesTo(house, SUCCESSOR).length).toBeGreaterThan(0);
});
