import { afterAll, beforeAll, expect, test } from 'vitest';
import { playItem } from '../house/play-item.ts';
import { agreeAll, fileResignation, HR, LEAVER, MANAGER, SUCCESSOR } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';

/** 老张 resigns and everything goes as it should: from the encrypted push to HR's release. */
let house: House;
let approvalId: string;
let caseId: string;

beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

test('nothing opens while the resignation is only submitted', async () => {
  approvalId = fileResignation(house, { lastDay: '2026-03-31' }).id;
  await house.settle();
  const list = await (await house.as(HR))('listHandovers', { query: {} });
  expect(list.rows).toEqual([]);
});

test('approved: the checklist of his position appears, launched, with every item issued', async () => {
  agreeAll(house, approvalId);
  await house.settle();
  const { rows } = await (await house.as(HR))('listHandovers', { query: {} });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    state: 'planning',
    leaver: { userId: LEAVER },
    successor: { userId: SUCCESSOR },
    manager: { userId: MANAGER },
    lastWorkingDay: '2026-03-31',
    problems: 0,
  });
  caseId = rows[0]?.id ?? '';
  const view = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  expect(view.position?.rule).toContain('设备');
  // 26 rows of the two templates; 权限回收复核 has a second date, hence a second line.
  expect(view.items).toHaveLength(27);
  expect(view.items.filter(({ level }) => level === 'must')).toHaveLength(20);
});

test('each person finds their own work in one inbox; a plain colleague finds nothing', async () => {
  const mine = await (await house.as(LEAVER))('inbox');
  expect(mine.toHandOver.length).toBeGreaterThan(20);
  expect(mine.toAccept).toEqual([]);
  const colleague = house.dingtalk.control.state().people.find(({ deptName, admin }) => deptName === '客服部' && !admin)
    ?.userid as string;
  const nothing = await (await house.as(colleague))('inbox');
  expect([nothing.toHandOver, nothing.toAccept, nothing.toConfirm, nothing.cases]).toEqual([[], [], [], []]);
  expect(await refusal((await house.as(colleague))('readHandover', { params: { id: caseId } }))).toBe('not_found');
});

test('the release is refused while ★ items are open', async () => {
  const hr = await house.as(HR);
  const view = await hr('readHandover', { params: { id: caseId } });
  expect(view.gate.open).toBe(false);
  const early = hr('releaseHandover', {
    params: { id: caseId },
    body: { version: view.version, leaverName: '张建国' },
  });
  expect(await refusal(early)).toBe('gate_closed');
});

test('evidence, acceptance and confirmation make each item done', async () => {
  const view = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  for (const item of view.items.filter(({ key }) => key !== 'base_revoke')) {
    const played = await playItem(house, item.id, HR);
    expect(played, item.title).toMatchObject({ state: 'done' });
  }
  const after = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  expect(after.state).toBe('awaiting_release');
  const passesOn = { documents: 0, questions: 0, successor: expect.objectContaining({ userId: SUCCESSOR }) };
  expect(after.gate).toEqual({
    ...{ open: true, blockers: [], mine: true, questions: [], unseenQuestions: 0, passesOn },
  });
});

test('HR releases by typing the name; the approval gets a comment, once', async () => {
  const hr = await house.as(HR);
  const view = await hr('readHandover', { params: { id: caseId } });
  const wrong = hr('releaseHandover', { params: { id: caseId }, body: { version: view.version, leaverName: '李明' } });
  expect(await refusal(wrong)).toBe('invalid_input');
  const released = await hr('releaseHandover', {
    params: { id: caseId },
    body: { version: view.version, leaverName: '张建国' },
  });
  expect(released).toMatchObject({ state: 'released', releasedBy: { userId: HR } });
  expect(released.statutory.map(({ key }) => key)).toContain('certificate');
  await house.settle();
  await house.settle();
  const remarks = house.dingtalk.control.approval(approvalId).records.filter(({ type }) => type === 'ADD_REMARK');
  expect(remarks).toHaveLength(1);
});

test('a second release is refused, not repeated', async () => {
  const hr = await house.as(HR);
  const view = await hr('readHandover', { params: { id: caseId } });
  const again = hr('releaseHandover', {
    params: { id: caseId },
    body: { version: view.version, leaverName: '张建国' },
  });
  expect(await refusal(again)).toBe('case_action_not_allowed');
});

test('the whole departure took at most 40 metered calls', () => {
  const metered = house.dingtalk.control.calls().filter((call) => call.metered);
  expect(metered.length).toBeLessThanOrEqual(40);
});
