import type { ItemView } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../house/movable-clock.ts';
import { goodEvidence, playItem } from '../house/play-item.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { readRows } from '../house/read-rows.ts';
import { agreeAll, caseOf, fileResignation, HR, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { hireSmall, seedSmallPosition } from '../house/small-position.ts';
import { APP, type House, startHouse } from '../house/start-house.ts';

/** 卫东 is gone in the middle of his handover, comes back to the company a month later, and leaves once more. */
const LEAVER = 'weidong';
const NAME = '卫东';
let house: House;
let caseId: string;
let token: string;

beforeAll(async () => {
  house = await startHouse();
  await seedSmallPosition(house);
  hireSmall(house, LEAVER, NAME);
  await house.settle();
});
afterAll(() => house.close());

const readCase = async (id: string) => (await house.as(HR))('readHandover', { params: { id } });
const readItems = async (id: string) => {
  const call = await house.as(HR);
  const { items } = await readCase(id);
  return Promise.all(items.map((item) => call('readItem', { params: { id: item.id } })));
};
const inboxWith = async (bearer: string) => {
  const answer = await fetch(`${house.server.url}/api/inbox`, { headers: { authorization: `Bearer ${bearer}` } });
  const reply = (await answer.json()) as { error?: { code: string }; cases?: { id: string }[] };
  return { status: answer.status, code: reply.error?.code, cases: reply.cases?.map(({ id }) => id) };
};

test('one of two items is handed in, then he is removed from DingTalk', async () => {
  ({ caseId } = await openDeparture(house, { leaver: LEAVER, lastDay: '2026-04-03' }));
  const log = (await readItems(caseId)).find(({ key }) => key === 'mould_log') as ItemView;
  const session = await house.sessionOf(LEAVER);
  token = session.token;
  const evidence = await goodEvidence(house, token, log, NAME);
  await session.call('submitItem', { params: { id: log.id }, body: { version: log.version, evidence } });
  expect(await inboxWith(token)).toMatchObject({ status: 200, cases: [caseId] });
  house.dingtalk.control.leave(LEAVER);
  await house.pass(HOUR, 20 * MINUTE);
});

test('what he handed in is kept under his name, everything has an owner who is there, his session is over', async () => {
  expect((await readCase(caseId)).state).toBe('supplementing');
  const items = await readItems(caseId);
  const [log, tools] = ['mould_log', 'mould_tools'].map((key) => items.find((item) => item.key === key));
  expect(log).toMatchObject({ state: 'awaiting_acceptance', rounds: [{ by: { userId: LEAVER } }] });
  expect(tools?.state).toBe('supplementary');
  for (const { title, doer, acceptor, confirmations } of items) {
    const seats = [doer, acceptor, ...confirmations.map(({ confirmer }) => confirmer)].map((who) => who?.userId);
    expect(seats, title).not.toContain(LEAVER);
    expect(new Set(seats).size, `${title}: nobody sits twice`).toBe(seats.length);
  }
  expect(await inboxWith(token)).toMatchObject({ status: 401, code: 'session_ended' });
});

test('those who stay finish it, HR releases', async () => {
  for (const item of await readItems(caseId)) {
    if (item.state === 'awaiting_acceptance') await acceptAndConfirm(item);
    else expect(await playItem(house, item.id, HR), item.title).toMatchObject({ state: 'done' });
  }
  const view = await readCase(caseId);
  expect(view.state).toBe('awaiting_release');
  const body = { version: view.version, leaverName: NAME };
  const released = await (await house.as(HR))('releaseHandover', { params: { id: caseId }, body });
  // Nothing of it belongs to the archive gate, so that the next look archives it.
  expect(['released', 'archived']).toContain(released.state);
});

async function acceptAndConfirm(item: ItemView): Promise<void> {
  const params = { id: item.id };
  const acceptor = await house.as(item.acceptor?.userId as string);
  let now = await acceptor('acceptItem', { params, body: { version: item.version } });
  for (const { confirmer } of item.confirmations) {
    now = await (await house.as(confirmer.userId))('confirmItem', { params, body: { version: now.version } });
  }
  expect(now.state).toBe('done');
}

test('a month later he is hired back: no case opens, he signs in, and the old one is not his to work on', async () => {
  await house.clock.forward(30 * DAY);
  hireSmall(house, LEAVER, NAME);
  await house.pass(2 * HOUR, 30 * MINUTE);
  expect(await caseOf(house, LEAVER)).toBeNull();
  const { people } = house.dingtalk.control.state();
  expect(people.find(({ userid }) => userid === LEAVER)?.present).toBe(true);
  const { code } = house.dingtalk.control.authCode({ userId: LEAVER });
  const answer = await fetch(`${house.server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ corpId: APP.corpId, code }),
  });
  expect(answer.status).toBe(200);
  const fresh = ((await answer.json()) as { token: string }).token;
  expect((await inboxWith(fresh)).status).toBe(200);
  expect(await inboxWith(token)).toMatchObject({ status: 401 });
});

test('he leaves again: a new case from the beginning, the old one stays as it was', async () => {
  const before = await readCase(caseId);
  agreeAll(house, fileResignation(house, { leaver: LEAVER, lastDay: '2026-05-29' }).id);
  await house.settle();
  const second = (await caseOf(house, LEAVER)) as string;
  expect(second).not.toBeNull();
  expect(second).not.toBe(caseId);
  const view = await readCase(second);
  expect(view).toMatchObject({ state: 'active', lastWorkingDay: '2026-05-29', successor: { userId: SUCCESSOR } });
  const items = await readItems(second);
  expect(items.map(({ state, doer }) => [state, doer.userId])).toEqual([
    ['todo', LEAVER],
    ['todo', LEAVER],
  ]);
  expect(await readCase(caseId)).toEqual(before);
  expect((await readRows(house)).cases.filter(({ leaverId }) => leaverId === LEAVER)).toHaveLength(2);
  expect(messagesTo(house, LEAVER).filter(({ title }) => title === '您的离职交接已开始')).toHaveLength(2);
  await expectNothingSaidTwice(house);
});
