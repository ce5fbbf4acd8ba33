import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, ask, onQuestion, readQuestion } from '../house/ask.ts';
import { MINUTE } from '../house/movable-clock.ts';
import { HR, MANAGER, SUCCESSOR, LEAVER as VETERAN } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, submit } from '../house/write-document.ts';

/** Several people ask, and several people act on one question at once: no question disappears. */
let house: House;
let documentId: string;

beforeAll(async () => {
  house = await startHouse({ inMemory: true });
  const created = await (await house.as(VETERAN))('createDocument', {
    body: {
      ...{ kind: 'sop', title: '备件管理', content: { format: 'markdown', text: '先登记，再领用' } },
      ...{ positionKey: 'production', visibility: 'company', visibleTo: [], verifierId: MANAGER },
    },
  });
  documentId = created.id;
  await submit(house, VETERAN, documentId);
  await act(house, MANAGER, 'publishDocument', documentId);
});
afterAll(() => house.close());

test('two that are merged into each other at the same time: one of them stays', async () => {
  for (const round of ['甲', '乙', '丙', '丁', '戊', '己']) {
    const one = await ask(house, HR, { documentId }, `换模单放哪里？${round}`);
    const other = await ask(house, HR, { documentId }, `换模单找谁？${round}`);
    const call = await house.as(HR);
    const merge = (from: typeof one, into: typeof one) =>
      call('mergeQuestion', { params: { id: from.id }, body: { version: from.version, into: into.id } });
    const done = await Promise.allSettled([merge(one, other), merge(other, one)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const states = [await readQuestion(house, HR, one.id), await readQuestion(house, HR, other.id)];
    expect(states.map(({ state }) => state).sort()).toEqual(['merged', 'open']);
  }
});

test('what others ask too is not taken back by who asked it first', async () => {
  const first = await ask(house, HR, { documentId }, '备件多久到货？');
  expect(first.abilities).toContain('withdraw');
  const same = await ask(house, MANAGER, { documentId }, '备件要等几天？');
  await onQuestion(house, MANAGER, 'mergeQuestion', same.id, { into: first.id });
  expect((await readQuestion(house, HR, first.id)).abilities).not.toContain('withdraw');
  expect(await refusal(onQuestion(house, HR, 'withdrawQuestion', first.id))).toBe('question_action_not_allowed');
  // Merged by the one who asked both: nobody else seconds it, and still the other is in it.
  const own = await ask(house, HR, { documentId }, '旧模具怎么报废？');
  const twin = await ask(house, HR, { documentId }, '旧模具报废流程？');
  await onQuestion(house, HR, 'mergeQuestion', twin.id, { into: own.id });
  expect(await refusal(onQuestion(house, HR, 'withdrawQuestion', own.id))).toBe('question_action_not_allowed');
  expect((await answer(house, VETERAN, own.id, '填报废单交设备部签字。')).state).toBe('answered');
});

test('a request sent again with other words is not taken for done', async () => {
  const asking = await house.as(HR);
  const body = { requestId: randomUUID(), documentId, text: '领用单找谁签？' };
  const first = await asking('askQuestion', { body });
  expect((await asking('askQuestion', { body })).id).toBe(first.id);
  expect(await refusal(asking('askQuestion', { body: { ...body, text: '领用单在哪里打印？' } }))).toBe('conflict');
  const other = await ask(house, HR, { documentId }, '退库怎么办理？');
  const answering = await house.as(VETERAN);
  const given = { requestId: randomUUID(), text: '找班长签字后送仓库。' };
  const send = (id: string, text = given.text) =>
    answering('answerQuestion', { params: { id }, body: { ...given, text } });
  await send(first.id);
  expect((await send(first.id)).answers).toHaveLength(1);
  expect(await refusal(send(first.id, '找仓库主管签字。'))).toBe('conflict');
  expect(await refusal(send(other.id))).toBe('conflict');
  // The reply got lost, and meanwhile the question was merged.
  await onQuestion(house, HR, 'mergeQuestion', first.id, { into: other.id });
  expect((await send(first.id)).state).toBe('merged');
});

test('whoever may no longer read the document is not waited for: the question goes to somebody who may', async () => {
  const asked = await ask(house, HR, { documentId }, '盘点差异怎么记？');
  expect(asked.owner.userId).toBe(VETERAN);
  await act(house, MANAGER, 'changeDocumentPeople', documentId, { ownerId: SUCCESSOR, editorIds: [] });
  const audience = { visibility: 'people', visibleTo: [HR] };
  await act(house, MANAGER, 'changeDocumentSettings', documentId, { audience });
  expect(await refusal(readQuestion(house, VETERAN, asked.id))).toBe('not_found');
  await house.settle();
  await house.pass(5 * MINUTE);
  const moved = await readQuestion(house, HR, asked.id);
  expect(moved).toMatchObject({ owner: { userId: SUCCESSOR }, state: 'open' });
  expect(moved.history[0]).toMatchObject({ action: 'question.passed_on', details: { left: false } });
  await house.pass(5 * MINUTE);
  expect((await readQuestion(house, HR, asked.id)).version).toBe(moved.version);
  const waiting = await (await house.as(SUCCESSOR))('listQuestions', { query: { scope: 'to_answer' } });
  expect(waiting.rows.map(({ id }) => id)).toContain(asked.id);
});
