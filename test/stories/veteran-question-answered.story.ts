import { randomUUID } from 'node:crypto';
import { ApiError } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, ask, onQuestion, readQuestion } from '../house/ask.ts';
import { expectReadersKept } from '../house/expect-readers-kept.ts';
import { DAY } from '../house/movable-clock.ts';
import { HR, MANAGER, openDeparture, SUCCESSOR, LEAVER as VETERAN } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, changeover, read, STEPS, submit } from '../house/write-document.ts';

/** A question under a step, asked before the veteran's last day, answered by them, and in the SOP ever after. */
const STRANGER = 'tianlin';
const TEXT = '压力表一直抖动，是先停机还是先调阀？';
const ANSWER = '先停机。抖动多半是比例阀接头松了，拧紧再开机；还抖就换密封圈（备件柜第二格）。';
let house: House;
let documentId: string;
let stepKey: string;
let questionId: string;

beforeAll(async () => {
  house = await startHouse({ inMemory: true });
  const created = await (await house.as(VETERAN))('createDocument', {
    body: {
      ...{ kind: 'sop', title: '三号机换模调机', content: changeover(STEPS), positionKey: 'production' },
      ...{ visibility: 'positions', visibleTo: [] },
    },
  });
  documentId = created.id;
  await submit(house, VETERAN, documentId);
  const { content } = await act(house, MANAGER, 'publishDocument', documentId);
  stepKey = content?.format === 'sop' ? (content.steps[1]?.key as string) : '';
  await openDeparture(house, { lastDay: '2026-03-31' });
});
afterAll(() => house.close());

test('the successor asks under a step; it waits for the veteran, within the company’s days', async () => {
  const body = { requestId: randomUUID(), documentId, stepKey, text: TEXT };
  const call = await house.as(SUCCESSOR);
  const asked = await call('askQuestion', { body });
  questionId = asked.id;
  expect(asked).toMatchObject({
    ...{ state: 'open', starred: false, holdsUp: false, dueOn: '2026-03-05', overdue: false },
    asker: { userId: SUCCESSOR },
    owner: { userId: VETERAN },
    document: { id: documentId, title: '三号机换模调机' },
    step: { key: stepKey, number: 2, action: '调整保压压力' },
  });
  // The reply got lost on the way; the page sends it again.
  expect((await call('askQuestion', { body })).id).toBe(questionId);
  const waiting = await (await house.as(VETERAN))('listQuestions', { query: { scope: 'to_answer' } });
  expect(waiting.rows.map(({ id }) => id)).toEqual([questionId]);
});

test('a step that is not there is refused, and so is a ★ from somebody who takes over nothing', async () => {
  expect(await refusal(ask(house, SUCCESSOR, { documentId, stepKey: 'nowhere' }, TEXT))).toBe('invalid_input');
  expect(await refusal(ask(house, 'qianlong', { documentId }, TEXT, { starred: true }))).toBe('forbidden');
});

test('who may not read the document learns of no question by any way', async () => {
  const call = await house.as(STRANGER);
  const params = { id: questionId };
  expect(await refusal(read(house, STRANGER, documentId))).toBe('not_found');
  expect(await refusal(ask(house, STRANGER, { documentId }, TEXT))).toBe('not_found');
  expect(await refusal(call('listQuestions', { query: { scope: 'document', documentId } }))).toBe('not_found');
  // One after the other: a refusal that nobody awaits yet would end the run.
  for (const attempt of [
    () => call('readQuestion', { params }),
    () => call('answerQuestion', { params, body: { requestId: randomUUID(), text: ANSWER } }),
    () => call('secondQuestion', { params, body: { on: true } }),
    () => call('withdrawQuestion', { params, body: { version: 1 } }),
    () => call('foldAnswer', { params, body: { version: 1, draftVersion: 0 } }),
  ]) {
    expect(await refusal(attempt())).toBe('not_found');
  }
  for (const scope of ['to_answer', 'asked'] as const)
    expect((await call('listQuestions', { query: { scope } })).rows).toEqual([]);
});

test('another asks the same and says so once; the one who asked does not', async () => {
  const params = { id: questionId };
  const second = async (userId: string, on: boolean) =>
    (await house.as(userId))('secondQuestion', { params, body: { on } });
  await second(MANAGER, true);
  expect(await second(MANAGER, true)).toMatchObject({ seconds: 1, seconded: true });
  expect(await refusal(second(SUCCESSOR, true))).toBe('forbidden');
});

test('a duplicate is merged into it, and whoever asked there asks here', async () => {
  const twin = await ask(house, HR, { documentId, stepKey }, '压力抖动怎么处理？');
  expect(await onQuestion(house, HR, 'mergeQuestion', twin.id, { into: questionId })).toMatchObject({
    state: 'merged',
    mergedInto: questionId,
  });
  expect((await readQuestion(house, SUCCESSOR, questionId)).seconds).toBe(2);
});

test('the veteran answers once, however often it is sent, and does not accept it for the other', async () => {
  const call = await house.as(VETERAN);
  const body = { requestId: randomUUID(), text: ANSWER };
  await call('answerQuestion', { params: { id: questionId }, body });
  const answered = await call('answerQuestion', { params: { id: questionId }, body });
  expect(answered).toMatchObject({ state: 'answered', answers: [{ text: ANSWER, by: { userId: VETERAN } }] });
  const answerId = answered.answers[0]?.id as string;
  expect(await refusal(onQuestion(house, VETERAN, 'acceptAnswer', questionId, { answerId }))).toBe('forbidden');
  expect((await call('listQuestions', { query: { scope: 'to_answer' } })).rows).toEqual([]);
});

test('it did not help: reopened with a reason, answered again, accepted', async () => {
  const reopened = await onQuestion(house, SUCCESSOR, 'reopenQuestion', questionId, { reason: '拧紧后还是抖' });
  expect(reopened).toMatchObject({ state: 'open', reopenedBecause: '拧紧后还是抖', owner: { userId: VETERAN } });
  const { answers, version } = await answer(house, VETERAN, questionId, `${ANSWER}换完空载跑五分钟。`);
  const second = answers[1]?.id as string;
  const call = await house.as(SUCCESSOR);
  const body = { version, answerId: second };
  await call('acceptAnswer', { params: { id: questionId }, body });
  const accepted = await call('acceptAnswer', { params: { id: questionId }, body });
  expect(accepted.state).toBe('accepted');
  expect(accepted.answers.map((one) => one.accepted)).toEqual([false, true]);
  // Somebody who saw it before is told instead of changing what is there now.
  expect(
    await refusal(call('reopenQuestion', { params: { id: questionId }, body: { version, reason: '再看看' } })),
  ).toBe('conflict');
});

test('an accepted answer is found before it stands in the text, by who reads the document and by nobody else', async () => {
  const q = '比例阀接头';
  const found = async (userId: string) =>
    (await (await house.as(userId))('searchDocuments', { query: { q } })).hits.find(
      ({ document }) => document.id === documentId,
    );
  expect(await found(SUCCESSOR)).toMatchObject({ place: { label: 'answer', key: questionId } });
  expect(await found(STRANGER)).toBeUndefined();
});

test('somebody is writing: the answer does not write over them, and is told who', async () => {
  const { title, content, number: publishedNumber } = await read(house, VETERAN, documentId);
  if (content?.format !== 'sop') throw new Error('an SOP');
  await (await house.as(MANAGER))('saveDocumentDraft', {
    params: { id: documentId },
    body: { draftVersion: 0, publishedNumber, title, content: { ...content, scope: '三号机、五号机' } },
  });
  const { version } = await readQuestion(house, VETERAN, questionId);
  const fold = (await house.as(VETERAN))('foldAnswer', {
    params: { id: questionId },
    body: { version, draftVersion: 0 },
  });
  const told = await fold.catch((error: unknown) => error);
  expect(told).toBeInstanceOf(ApiError);
  expect((told as ApiError).details).toMatchObject({ savedBy: MANAGER });
});

test('having seen their draft, the veteran puts it in there; review publishes both', async () => {
  const { draftVersion } = await read(house, VETERAN, documentId);
  expect(draftVersion).toBeGreaterThan(0);
  const folded = await onQuestion(house, VETERAN, 'foldAnswer', questionId, { draftVersion });
  expect(folded).toMatchObject({ folded: true, foldedNumber: null });
  // Whoever may not read the draft is not told that something waits in it.
  expect(await readQuestion(house, SUCCESSOR, questionId)).toMatchObject({ folded: false, foldedNumber: null });
  const lines = (await readQuestion(house, SUCCESSOR, questionId)).history.map(({ action }) => action);
  expect(lines).not.toContain('question.folded');
  await submit(house, VETERAN, documentId, { note: '补充问答' });
  // Owner and verifier both wrote in it: it is HR's to approve.
  const published = await act(house, HR, 'publishDocument', documentId);
  if (published.content?.format !== 'sop') throw new Error('an SOP');
  expect(published.content.scope).toBe('三号机、五号机');
  expect(published.content.steps[1]?.trouble).toBe(
    `超过 50 bar 立即停机\n\n问：${TEXT}\n答：${ANSWER}换完空载跑五分钟。`,
  );
  expect(await readQuestion(house, SUCCESSOR, questionId)).toMatchObject({ folded: false, foldedNumber: 2 });
  const { rows } = await (await house.as(SUCCESSOR))('listQuestions', { query: { scope: 'document', documentId } });
  expect(rows.map(({ id, foldedNumber }) => [id, foldedNumber])).toEqual([[questionId, 2]]);
});

test('what its authors took out again, or dropped, can be put in anew', async () => {
  const other = await ask(house, SUCCESSOR, { documentId }, '换模单找谁要？');
  const { answers } = await answer(house, VETERAN, other.id, '找计划部周工，前一天下班前发。');
  await onQuestion(house, SUCCESSOR, 'acceptAnswer', other.id, { answerId: answers[0]?.id });
  await onQuestion(house, VETERAN, 'foldAnswer', other.id, { draftVersion: 0 });
  expect((await readQuestion(house, VETERAN, other.id)).folded).toBe(true);
  await act(house, VETERAN, 'discardDocumentDraft', documentId);
  expect((await readQuestion(house, VETERAN, other.id)).folded).toBe(false);
  await onQuestion(house, VETERAN, 'foldAnswer', other.id, { draftVersion: 0 });
  const { title, content, draftVersion } = await read(house, VETERAN, documentId);
  if (!content) throw new Error('published');
  await (await house.as(VETERAN))('saveDocumentDraft', {
    params: { id: documentId },
    body: { draftVersion, title, content },
  });
  await submit(house, VETERAN, documentId);
  await act(house, MANAGER, 'publishDocument', documentId);
  expect(await readQuestion(house, VETERAN, other.id)).toMatchObject({ folded: false, foldedNumber: null });
});

test('an older version restored has no answer that came later: it can be put in again', async () => {
  const inVersion = async () => (await readQuestion(house, VETERAN, questionId)).foldedNumber;
  expect(await inVersion()).toBe(2);
  await act(house, MANAGER, 'restoreVersion', documentId, { number: 2 });
  expect(await inVersion()).toBe(2);
  await act(house, MANAGER, 'restoreVersion', documentId, { number: 1 });
  expect(await inVersion()).toBe(null);
  await onQuestion(house, VETERAN, 'foldAnswer', questionId, { draftVersion: 0 });
  await submit(house, VETERAN, documentId);
  const { number } = await act(house, MANAGER, 'publishDocument', documentId);
  expect(await inVersion()).toBe(number);
});

test('a manual with no room left refuses the answer and can still be read', async () => {
  const manual = await (await house.as(VETERAN))('createDocument', {
    body: {
      ...{ kind: 'sop', title: '长手册', content: { format: 'markdown', text: '长'.repeat(199_000) } },
      ...{ positionKey: 'production', visibility: 'company', visibleTo: [], verifierId: MANAGER },
    },
  });
  await submit(house, VETERAN, manual.id);
  await act(house, MANAGER, 'publishDocument', manual.id);
  const asked = await ask(house, SUCCESSOR, { documentId: manual.id }, '怎么启动？');
  const { answers } = await answer(house, VETERAN, asked.id, '先开总闸，再开控制柜。'.repeat(180));
  await onQuestion(house, SUCCESSOR, 'acceptAnswer', asked.id, { answerId: answers[0]?.id });
  const refused = onQuestion(house, VETERAN, 'foldAnswer', asked.id, { draftVersion: 0 });
  expect(await refused.catch((error: unknown) => error)).toMatchObject({
    code: 'invalid_input',
    details: { why: 'full' },
  });
  expect(await read(house, VETERAN, manual.id)).toMatchObject({ draft: 'none', number: 1 });
});

test('unanswered on the last days, it is due a working day before the last', async () => {
  await house.pass(25 * DAY, DAY);
  const late = await ask(house, SUCCESSOR, { documentId }, '五号机的模具放在哪里？');
  expect(late).toMatchObject({ owner: { userId: VETERAN }, dueOn: '2026-03-30' });
  await expectReadersKept(house);
});
