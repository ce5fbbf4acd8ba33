import type { ApiError } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, ask } from '../house/ask.ts';
import { playItem } from '../house/play-item.ts';
import { HR, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { companyWith, seedSmallPosition, smallItem } from '../house/small-position.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, read, submit } from '../house/write-document.ts';

/**
 * What a leaver knows is put where others find it: an item names a document of the store, 工作文档归位 looks by itself,
 * the list of duties becomes the position's, and the release leaves nothing in the hands of whoever goes.
 */
const VETERAN = 'zhengbo';
const KEY = 'mould_care';
let house: House;
let caseId: string;
let sop: string;
let draft: string;
let secret: string;

const write = async (title: string, more: Record<string, unknown> = {}) => {
  const content = { format: 'markdown', text: `${title}：每月一次，先泄压` };
  const about = { kind: 'sop', positionKey: KEY, visibility: 'company', visibleTo: [], verifierId: MANAGER };
  const { id } = await (await house.as(VETERAN))('createDocument', {
    body: { title, content, ...about, ...more } as never,
  });
  return id;
};
const publish = async (id: string) => {
  await submit(house, VETERAN, id);
  await act(house, MANAGER, 'publishDocument', id);
};
beforeAll(async () => {
  house = await startHouse({ inMemory: true, company: companyWith([{ userid: VETERAN, name: '郑波' }]) });
  await seedSmallPosition(house, [
    smallItem('base_docs', '工作文档归位', { evidence: [['LINK'], ['SYS']], confirmers: [['manager']] }),
    smallItem('base_qa', '接收人提问清零', { evidence: [['SYS']], confirmers: [['manager']] }),
    smallItem('base_duty', '岗位职责清单', { evidence: [['LIST']], columns: ['职责', '频率', '产出', '对应 SOP'] }),
  ]);
  sop = await write('模具月度保养');
  await publish(sop);
  draft = await write('模具防锈');
  secret = await write('保养工时单价', { visibility: 'people', visibleTo: [MANAGER] });
  await publish(secret);
  ({ caseId } = await openDeparture(house, { leaver: VETERAN, lastDay: '2026-03-31' }));
});
afterAll(() => house.close());

const view = async (userId = HR) => (await house.as(userId))('readHandover', { params: { id: caseId } });
const itemOf = async (key: string, userId = VETERAN) => {
  const id = (await view()).items.find((one) => one.key === key)?.id as string;
  return (await house.as(userId))('readItem', { params: { id } });
};
const purpose = '接收人打开后可以照着做一遍月度保养';
const handIn = async (key: string, evidence: readonly object[]) => {
  const { id, version } = await itemOf(key);
  return (await house.as(VETERAN))('submitItem', { params: { id }, body: { version, evidence } as never });
};
const problemsOf = (refused: Promise<unknown>): Promise<string[]> =>
  refused.then(
    () => [],
    (error: unknown) => {
      const { problems = [] } = (error as ApiError).details as { problems?: { code: string }[] };
      return problems.map(({ code }) => code);
    },
  );
const link = (documentId: string) => ({ type: 'LINK', url: '', purpose, documentId });

test('an item names a document of the store; one that whoever accepts cannot open is refused', async () => {
  expect(await problemsOf(handIn('mould_log', [link(draft)]))).toEqual(['document_unreadable']);
  expect(await problemsOf(handIn('mould_log', [link(secret)]))).toEqual(['document_unreadable']);
  expect(await problemsOf(handIn('mould_log', [link('0198f0aa-1111-7222-8333-444455556666')]))).toEqual([
    'document_unreadable',
  ]);
  expect(await problemsOf(handIn('mould_log', [{ type: 'LINK', url: '', purpose }]))).toEqual(['link_invalid']);
  const item = await handIn('mould_log', [link(sop)]);
  expect(item.state).toBe('awaiting_acceptance');
  const seen = await itemOf('mould_log', SUCCESSOR);
  expect(seen.documents).toEqual([{ id: sop, title: '模具月度保养' }]);
  expect(seen.evidenceNow).toMatchObject([{ type: 'LINK', documentId: sop }]);
});

test('工作文档归位 looks by itself: a draft that only the leaver sees stands in the way, whatever is typed', async () => {
  const { check } = await itemOf('base_docs');
  expect(check).toMatchObject({ kind: 'documents', total: 3, open: [{ id: draft, title: '模具防锈' }] });
  const typed = { type: 'SYS', statement: '都已经放好了，请放心，没有任何遗漏' };
  expect(await problemsOf(handIn('base_docs', [link(sop), typed]))).toEqual(['documents_open']);
  // Who accepts sees that there is one, not what it is called.
  expect((await itemOf('base_docs', SUCCESSOR)).check?.open).toEqual([{ id: draft, title: null }]);
  await submit(house, VETERAN, draft);
  const item = await handIn('base_docs', [link(sop), typed]);
  expect(item.evidenceNow.find(({ type }) => type === 'SYS')).toEqual({
    ...{ type: 'SYS', statement: expect.stringMatching(/^系统检查：移交人名下 3 篇/) },
  });
});

test('提问清零 waits for the answer, and says so itself', async () => {
  const question = await ask(house, SUCCESSOR, { documentId: sop }, '泄压阀在哪一侧？', { starred: true });
  expect((await itemOf('base_qa')).check).toMatchObject({ kind: 'questions', total: 1, open: [{ id: question.id }] });
  expect(await problemsOf(handIn('base_qa', []))).toEqual(['questions_open']);
  await answer(house, VETERAN, question.id, '在模具背面左侧，黄色手柄，逆时针转到底');
  const item = await handIn('base_qa', []);
  expect(item.evidenceNow).toEqual([{ type: 'SYS', statement: '系统检查：这张交接单的 1 个重要提问均已答复或豁免' }]);
});

test('the confirmed list of duties becomes the position’s, linked to the document it names', async () => {
  const columns = ['职责', '频率', '产出', '对应 SOP'];
  const rows = [
    ['模具月度保养', '每月一次', '保养记录', '《模具月度保养》'],
    ['模具防锈', '每季度', '防锈记录', ''],
  ];
  await handIn('base_duty', [{ type: 'LIST', columns, rows, noneBecause: '' }]);
  const { id } = await itemOf('base_duty');
  const list = async () =>
    (await (await house.as(HR))('readResponsibilities', { params: { key: KEY } })).responsibilities;
  expect(await list()).toEqual([]);
  await playItem(house, id, HR);
  const found = await list();
  expect(
    found.map(({ title, frequency, sop: state, documents }) => [title, frequency, state, documents.length]),
  ).toEqual([
    ['模具月度保养', 'monthly', 'in_date', 1],
    ['模具防锈', 'quarterly', 'missing', 0],
  ]);
});

test('the release says before what it gives to whom, and leaves nothing with who goes', async () => {
  const open = await ask(house, SUCCESSOR, { documentId: sop }, '防锈油用哪一种？');
  for (const { id, state } of (await view()).items) if (state !== 'done') await playItem(house, id, HR);
  const before = await view();
  expect(before.gate.passesOn).toMatchObject({ documents: 3, questions: 1, successor: { userId: SUCCESSOR } });
  expect((await view(MANAGER)).gate.passesOn).toBeNull();
  const release = async () =>
    (await house.as(HR))('releaseHandover', {
      params: { id: caseId },
      body: { version: before.version, leaverName: '郑波' },
    });
  await release();
  await release(); // its answer got lost
  const after = await read(house, SUCCESSOR, sop);
  expect(after).toMatchObject({ owner: { userId: SUCCESSOR }, verifier: { userId: MANAGER } });
  expect((await read(house, SUCCESSOR, draft)).owner.userId).toBe(SUCCESSOR);
  // What is for named people stays with them.
  expect((await read(house, MANAGER, secret)).owner.userId).toBe(MANAGER);
  expect(await refusal(read(house, SUCCESSOR, secret))).toBe('not_found');
  const question = await (await house.as(MANAGER))('readQuestion', { params: { id: open.id } });
  expect(question.owner.userId).not.toBe(VETERAN);
  const moved = after.history.filter(({ action }) => action === 'document.people_changed');
  expect(moved).toHaveLength(1);
  expect(before.gate.passesOn).not.toBeNull();
});
