import { ApiError } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, ask, onQuestion, readQuestion } from '../house/ask.ts';
import { playItem } from '../house/play-item.ts';
import { HR, LEAVER, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { companyWith, seedSmallPosition } from '../house/small-position.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, read, submit } from '../house/write-document.ts';

/** ★ questions are part of the business gate; what the leaver left unanswered waits for somebody who is there. */
const VETERAN = 'zhengbo';
let house: House;
let caseId: string;
let itemId: string;
let documentId: string;

beforeAll(async () => {
  house = await startHouse({ inMemory: true, company: companyWith([{ userid: VETERAN, name: '郑波' }]) });
  await seedSmallPosition(house);
  const created = await (await house.as(VETERAN))('createDocument', {
    body: {
      ...{
        kind: 'sop',
        title: '模具保养',
        content: { format: 'markdown', text: '每月一次' },
        positionKey: 'mould_care',
      },
      ...{ visibility: 'company', visibleTo: [] },
    },
  });
  documentId = created.id;
  await submit(house, VETERAN, documentId);
  await act(house, created.verifier.userId, 'publishDocument', documentId);
  ({ caseId } = await openDeparture(house, { leaver: VETERAN, lastDay: '2026-03-31' }));
  const { items } = await view();
  itemId = items.find(({ level }) => level === 'must')?.id as string;
});
afterAll(() => house.close());

const view = async (userId = HR) => (await house.as(userId))('readHandover', { params: { id: caseId } });
const release = async () => {
  const { version } = await view();
  return (await house.as(HR))('releaseHandover', { params: { id: caseId }, body: { version, leaverName: '郑波' } });
};
let onItem: string;
let onDocument: string;

test('the successor asks on the item and on the document; ★ is theirs to give', async () => {
  const first = await ask(house, SUCCESSOR, { itemId }, '保养记录存在哪个文件夹？', { starred: true });
  const second = await ask(house, SUCCESSOR, { documentId }, '备件没有了找谁买？', { starred: true });
  [onItem, onDocument] = [first.id, second.id];
  for (const one of [first, second])
    expect(one).toMatchObject({ owner: { userId: VETERAN }, starred: true, holdsUp: true });
  const { gate } = await view();
  expect(gate.questions.map(({ id }) => id).sort()).toEqual([onItem, onDocument].sort());
  expect(gate.unseenQuestions).toBe(0);
  // A colleague of another department reads the document, and is told by nothing that its owner leaves.
  const outside = await ask(house, LEAVER, { documentId }, '一年保养几次？');
  expect(outside).toMatchObject({ handoverId: null, dueOn: '2026-03-05' });
  expect(await refusal(ask(house, LEAVER, { documentId }, '一年保养几次？', { starred: true }))).toBe('forbidden');
  expect(await refusal(ask(house, LEAVER, { itemId }, '一年保养几次？'))).toBe('not_found');
});

test('whoever reads the document and is nothing to the case does not learn of it from a question', async () => {
  const seen = async (userId: string) => {
    const { starred, holdsUp, handoverId, waiver, history } = await readQuestion(house, userId, onDocument);
    return {
      starred,
      holdsUp,
      handoverId,
      waiver,
      said: history.map(({ action, details }) => [action, details.starred]),
    };
  };
  await onQuestion(house, MANAGER, 'starQuestion', onDocument, { starred: false });
  await onQuestion(house, MANAGER, 'starQuestion', onDocument, { starred: true });
  const hidden = { starred: false, holdsUp: false, handoverId: null, waiver: null };
  expect(await seen(LEAVER)).toEqual({ ...hidden, said: [['question.asked', undefined]] });
  expect((await seen(SUCCESSOR)).said).toHaveLength(3);
  const { rows } = await (await house.as(LEAVER))('listQuestions', { query: { scope: 'document', documentId } });
  expect(rows.find(({ id }) => id === onDocument)).toMatchObject(hidden);
});

test('all ★ items are done and the case still waits: for two answers', async () => {
  await playItem(house, itemId, HR);
  const { state, gate } = await view();
  expect({ state, open: gate.open, blockers: gate.blockers }).toEqual({ state: 'active', open: false, blockers: [] });
  const refused = await release().catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'gate_closed', details: { blockers: [], questions: [{}, {}] } });
  expect(refused).toBeInstanceOf(ApiError);
});

test('「已同步」 answers no ★ question; a sentence does', async () => {
  for (const text of ['已同步', '嗯', '1', 'aaaaaaaaaaaa', '测试测试测试测试测试', '问李明'])
    expect(await refusal(answer(house, VETERAN, onItem, text)), text).toBe('answer_says_nothing');
  await answer(house, VETERAN, onItem, '公共盘 设备部／模具／保养记录，按模具号排。');
  expect((await view()).gate.questions.map(({ id }) => id)).toEqual([onDocument]);
});

test('a ★ question does not disappear into an answered one: not by the leaver, not by who asked it', async () => {
  const third = await ask(house, SUCCESSOR, { itemId }, '旧模具的图纸在谁那里？', { starred: true });
  expect(await refusal(onQuestion(house, VETERAN, 'mergeQuestion', third.id, { into: onItem }))).toBe('forbidden');
  expect(await refusal(onQuestion(house, SUCCESSOR, 'mergeQuestion', third.id, { into: onItem }))).toBe(
    'invalid_input',
  );
  expect((await view()).gate.questions.map(({ id }) => id)).toContain(third.id);
  const fourth = await ask(house, SUCCESSOR, { itemId }, '图纸找谁要？', { starred: true });
  await onQuestion(house, SUCCESSOR, 'mergeQuestion', fourth.id, { into: third.id });
  expect((await view()).gate.questions.map(({ id }) => id).sort()).toEqual([onDocument, third.id].sort());
  await answer(house, VETERAN, third.id, '图纸在工艺部档案柜，找周工登记后借出。');
});

test('a document is not closed to HR while a ★ question under it holds up the release', async () => {
  const close = () =>
    act(house, VETERAN, 'changeDocumentSettings', documentId, { audience: { visibility: 'people', visibleTo: [] } });
  expect(await close().catch((error: unknown) => error)).toMatchObject({
    code: 'invalid_input',
    details: { field: 'visibility', why: 'question_waits' },
  });
  await onQuestion(house, SUCCESSOR, 'starQuestion', onDocument, { starred: false });
  await close();
  expect((await readQuestion(house, VETERAN, onDocument)).state).toBe('open');
  const audience = { visibility: 'company', visibleTo: [] };
  await act(house, VETERAN, 'changeDocumentSettings', documentId, { audience });
  await onQuestion(house, SUCCESSOR, 'starQuestion', onDocument, { starred: true });
});

test('the manager or HR lets the other go, saying why; never the one it waits for', async () => {
  const why = { why: '备件由采购统一购买', risk: '急用时可能等两天' };
  expect(await refusal(onQuestion(house, VETERAN, 'waiveQuestion', onDocument, why))).toBe('forbidden');
  expect(await refusal(onQuestion(house, SUCCESSOR, 'waiveQuestion', onDocument, why))).toBe('forbidden');
  await onQuestion(house, MANAGER, 'waiveQuestion', onDocument, why);
  expect(await view()).toMatchObject({ state: 'awaiting_release', gate: { open: true, questions: [] } });
  expect(await readQuestion(house, SUCCESSOR, onDocument)).toMatchObject({ waiver: why });
  const outside = await readQuestion(house, LEAVER, onDocument);
  expect([outside.waiver, JSON.stringify(outside).includes(why.why)]).toEqual([null, false]);
  // An answer that did not help closes the gate again.
  await onQuestion(house, SUCCESSOR, 'reopenQuestion', onItem, { reason: '文件夹打不开' });
  expect(await view()).toMatchObject({ state: 'active', gate: { open: false, questions: [{ id: onItem }] } });
  await answer(house, VETERAN, onItem, '已请信息部给您开了读取权限，现在可以打开。');
  expect((await view()).state).toBe('awaiting_release');
});

test('leaver gone, questions move on: to the living owner of the document, once, with days of their own', async () => {
  expect((await readQuestion(house, MANAGER, onDocument)).owner.userId).toBe(VETERAN);
  house.dingtalk.control.leave(VETERAN);
  await house.settle();
  const document = await read(house, SUCCESSOR, documentId);
  expect(document.owner.userId).not.toBe(VETERAN);
  const moved = await readQuestion(house, SUCCESSOR, onDocument);
  expect(moved).toMatchObject({ owner: { userId: document.owner.userId }, state: 'open', dueOn: '2026-03-05' });
  expect(moved.history[0]).toMatchObject({
    action: 'question.passed_on',
    by: null,
    details: { from: '郑波', left: true },
  });
  await house.settle();
  expect((await readQuestion(house, SUCCESSOR, onDocument)).history).toHaveLength(moved.history.length);
  const waiting = await (await house.as(document.owner.userId))('listQuestions', { query: { scope: 'to_answer' } });
  expect(waiting.rows.map(({ id }) => id)).toContain(onDocument);
  expect((await release()).state).toMatch(/released|archived/);
});
