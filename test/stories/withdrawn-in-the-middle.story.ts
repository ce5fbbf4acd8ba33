import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../house/movable-clock.ts';
import { goodEvidence, playItem } from '../house/play-item.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { readRows } from '../house/read-rows.ts';
import { agreeAll, caseOf, fileResignation, HR, LEAVER, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';

/** 老张 changes his mind when half of it is done, and then changes it once more. Nothing that was done is lost. */
let house: House;
let caseId: string;
let doneId: string;
let handedInId: string;

beforeAll(async () => {
  house = await startHouse();
  ({ caseId } = await openDeparture(house, { lastDay: '2026-03-31' }));
});
afterAll(() => house.close());

const readCase = async () => (await house.as(HR))('readHandover', { params: { id: caseId } });
const readItem = async (id: string) => (await house.as(HR))('readItem', { params: { id } });

test('he hands in two items, one of them is already confirmed', async () => {
  const { items } = await readCase();
  const [first, second] = items.filter(({ key }) => ['base_docs', 'base_contacts', 'base_open'].includes(key));
  doneId = first?.id as string;
  handedInId = second?.id as string;
  await playItem(house, doneId, HR);
  const item = await readItem(handedInId);
  const { token, call } = await house.sessionOf(LEAVER);
  const evidence = await goodEvidence(house, token, item, item.doer.name);
  await call('submitItem', { params: { id: handedInId }, body: { version: item.version, evidence } });
  expect([(await readItem(doneId)).state, (await readItem(handedInId)).state]).toEqual(['done', 'awaiting_acceptance']);
});

test('HR takes him out of 待离职: the case is 已撤回, all of it is kept, everybody is told once', async () => {
  const before = await readRows(house);
  house.dingtalk.control.revokeDismission(LEAVER);
  await house.pass(HOUR);
  const view = await readCase();
  expect(view).toMatchObject({ state: 'withdrawn', withdrawnBecause: 'dimission_revoked' });
  expect(await caseOf(house, LEAVER)).toBeNull();
  const after = await readRows(house);
  const work = ({ items, evidence, confirmations, files }: typeof before) => ({
    items: items.map(({ id, state, dueOn }) => ({ id, state, dueOn })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    evidence: evidence.length,
    confirmed: confirmations.filter(({ confirmedAt }) => confirmedAt !== null).length,
    files: files.length,
  });
  expect(work(after)).toEqual(work(before));
  for (const userId of [LEAVER, SUCCESSOR, MANAGER]) {
    expect(messagesTo(house, userId).filter(({ title }) => title.endsWith('已撤回'))).toHaveLength(1);
  }
});

test('nobody works on it or is reminded any more', async () => {
  const item = await readItem(handedInId);
  const accept = (await house.as(SUCCESSOR))('acceptItem', {
    params: { id: item.id },
    body: { version: item.version },
  });
  expect(await refusal(accept)).toBe('item_action_not_allowed');
  expect((await (await house.as(LEAVER))('inbox')).toHandOver).toEqual([]);
  const said = messagesTo(house, LEAVER).length;
  await house.pass(5 * DAY, 6 * HOUR);
  expect(messagesTo(house, LEAVER)).toHaveLength(said);
});

test('agreed again with another day: the same case comes back with everything, due days moved', async () => {
  const before = await readCase();
  agreeAll(house, fileResignation(house, { lastDay: '2026-04-15' }).id);
  await house.settle();
  expect(await caseOf(house, LEAVER)).toBe(caseId);
  const view = await readCase();
  expect(view).toMatchObject({ lastWorkingDay: '2026-04-15', withdrawnBecause: '' });
  expect(['planning', 'active']).toContain(view.state);
  expect([(await readItem(doneId)).state, (await readItem(handedInId)).state]).toEqual(['done', 'awaiting_acceptance']);
  const lastDue = (items: typeof view.items) => items.filter(({ state }) => state === 'todo').at(-1)?.dueOn ?? '';
  expect(lastDue(view.items) > lastDue(before.items)).toBe(true);
  const actions = view.history.map(({ action }) => action);
  for (const action of ['case.opened', 'case.launched', 'case.withdrawn', 'case.reinstated', 'case.redated']) {
    expect(
      actions.filter((known) => known === action),
      action,
    ).toHaveLength(1);
  }
  const accepted = await (await house.as(SUCCESSOR))('acceptItem', {
    params: { id: handedInId },
    body: { version: (await readItem(handedInId)).version },
  });
  expect(['awaiting_confirmation', 'done']).toContain(accepted.state);
});

test('HR enters yet another last day: found without any push, nothing done is undone', async () => {
  house.dingtalk.control.changeDismission(LEAVER, { lastWorkDay: '2026-04-30' });
  await house.pass(HOUR);
  const view = await readCase();
  expect(view.lastWorkingDay).toBe('2026-04-30');
  expect((await readItem(doneId)).state).toBe('done');
  const { reminders } = await readRows(house);
  for (const { sent } of reminders) expect(new Set(sent).size).toBe(sent.length);
});

test('a refused resignation, and one that was taken back, never open a case', async () => {
  const refused = fileResignation(house, { leaver: 'qianlong', lastDay: '2026-04-30' });
  house.dingtalk.control.refuse(refused.id, { userId: MANAGER, remark: '先聊聊' });
  const taken = fileResignation(house, { leaver: 'linfeng', lastDay: '2026-04-30' });
  house.dingtalk.control.withdraw(taken.id, { userId: 'linfeng', remark: '不走了' });
  await house.pass(2 * HOUR);
  const { cases } = await readRows(house);
  expect(cases.map(({ leaverId }) => leaverId)).toEqual([LEAVER]);
  await expectNothingSaidTwice(house);
});
