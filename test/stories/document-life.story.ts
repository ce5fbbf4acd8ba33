import { randomUUID } from 'node:crypto';
import { ApiError } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectReadersKept } from '../house/expect-readers-kept.ts';
import { DAY, HOUR } from '../house/movable-clock.ts';
import { HR, MANAGER, SUCCESSOR as NEWCOMER, LEAVER as VETERAN } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, changeover, read, STEPS, submit } from '../house/write-document.ts';

/** One SOP of 设备's position, from the veteran's first draft to what the newcomer works by, and on through its years. */
let house: House;
let id: string;
beforeAll(async () => {
  house = await startHouse({ inMemory: true });
});
afterAll(() => house.close());

const TITLE = '三号机换模调机';
const listed = async (userId: string, query: Record<string, unknown> = {}) =>
  (await (await house.as(userId))('listDocuments', { query })).rows.map((row) => row.id);

/** Writes on in the draft, or opens one. */
async function write(userId: string, title: string, content: ReturnType<typeof changeover>) {
  const { draftVersion, number: publishedNumber } = await read(house, userId, id);
  const body = { draftVersion, publishedNumber, title, content };
  return (await house.as(userId))('saveDocumentDraft', { params: { id }, body });
}
/** What their documents wait for from somebody. */
const tasksOf = async (userId: string) => (await (await house.as(userId))('listDocumentTasks')).rows;
const stepsOf = (view: Awaited<ReturnType<typeof read>>) =>
  (view.writing?.content ?? view.content) as { steps: { key: string; action: string; standard: string }[] };

test('the veteran writes; nobody but its people knows of it', async () => {
  const created = await (await house.as(VETERAN))('createDocument', {
    body: {
      kind: 'sop',
      title: TITLE,
      content: changeover([{ action: '关闭主电源，挂牌上锁', standard: '' }]),
      positionKey: 'production',
      visibility: 'positions',
      visibleTo: ['production'],
      subjects: ['三号机', '换模'],
    },
  });
  id = created.id;
  expect(created).toMatchObject({
    state: 'draft',
    draft: 'editing',
    number: null,
    content: null,
    owner: { userId: VETERAN },
    // Who leads the veteran verifies, unless somebody says otherwise.
    verifier: { userId: MANAGER },
    position: { key: 'production' },
  });
  expect(created.abilities).toContain('submit');
  for (const userId of [NEWCOMER, HR, 'macheng']) {
    expect(await refusal(read(house, userId, id))).toBe('not_found');
    expect(await listed(userId)).not.toContain(id);
  }
  expect(await listed(VETERAN)).toEqual([id]);
});

test('the reply was lost, or the button was pressed twice: the same request makes one document, everybody’s their own', async () => {
  const requestId = randomUUID();
  const make = async (userId: string) =>
    (await house.as(userId))('createDocument', {
      body: {
        ...{ requestId, kind: 'faq', title: '夜班找谁', content: { format: 'markdown', text: '' } },
        ...{ positionKey: 'production', visibility: 'company' },
      },
    });
  const [one, same] = await Promise.all([make(VETERAN), make(VETERAN)]);
  expect(same.id).toBe(one.id);
  expect((await make(VETERAN)).id).toBe(one.id);
  expect((await make(NEWCOMER)).id).not.toBe(one.id);
  expect((await listed(VETERAN)).toSorted()).toEqual([id, one.id].toSorted());
});

test('what is not complete is not handed in, and the reply says what is missing', async () => {
  const error = await submit(house, VETERAN, id).catch((reason: unknown) => reason as ApiError);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 422,
    code: 'document_insufficient',
    details: { problems: [{ code: 'step_standard_missing', step: 1 }] },
  });
});

test('its author never approves it; the verifier rejects it with a reason, and then publishes it', async () => {
  await write(VETERAN, TITLE, changeover(STEPS.slice(0, 1)));
  const waiting = await submit(house, VETERAN, id, { note: '第一版' });
  expect(waiting).toMatchObject({ state: 'in_review', draft: 'in_review' });
  expect(waiting.writing?.approvers.map(({ userId }) => userId)).toEqual([MANAGER]);
  expect(await tasksOf(MANAGER)).toEqual([
    { id, task: 'approve', title: TITLE, since: '2026-03-02', because: '第一版' },
  ]);
  for (const userId of [VETERAN, NEWCOMER, HR]) expect(await tasksOf(userId)).toEqual([]);
  expect(await refusal(act(house, VETERAN, 'publishDocument', id))).toBe('forbidden');
  expect(await refusal(write(VETERAN, TITLE, changeover(STEPS)))).toBe('document_action_not_allowed');
  expect(await refusal(act(house, MANAGER, 'rejectDocument', id, { reason: ' ' }))).toBe('invalid_input');
  const reason = '缺少保压压力的正常范围';
  expect(await act(house, MANAGER, 'rejectDocument', id, { reason })).toMatchObject({ state: 'draft' });
  const [last] = (await read(house, VETERAN, id)).history;
  expect(last).toMatchObject({ action: 'document.rejected', by: { userId: MANAGER }, details: { reason } });

  const returned = [{ id, task: 'revise', title: TITLE, since: null, because: reason }];
  expect([await tasksOf(VETERAN), await tasksOf(MANAGER)]).toEqual([returned, []]);

  const { key } = stepsOf(await read(house, VETERAN, id)).steps[0] as { key: string };
  await write(VETERAN, TITLE, changeover([{ ...(STEPS[0] as (typeof STEPS)[0]), key }, ...STEPS.slice(1)]));
  expect(await tasksOf(VETERAN)).toEqual(returned); // begun is not handed in
  await submit(house, VETERAN, id, { note: '补上正常范围' });
  expect(await tasksOf(VETERAN)).toEqual([]);
  const published = await act(house, MANAGER, 'publishDocument', id);
  expect(published).toMatchObject({ state: 'published', draft: 'none', number: 1, due: false, writing: null });
  // 180 days from 2026-03-02 in Shanghai.
  expect(published).toMatchObject({ reviewOn: '2026-08-29', verifiedBy: { userId: MANAGER } });
  expect(stepsOf(published).steps[0]?.key).toBe(key);
});

test('what was given back and then dropped is nobody’s to mend, when somebody writes anew', async () => {
  const writer = await house.as(VETERAN);
  await write(VETERAN, TITLE, changeover(STEPS.slice(0, 2)));
  await submit(house, VETERAN, id, { note: '删掉几步' });
  await act(house, MANAGER, 'rejectDocument', id, { reason: '这几步不能删' });
  expect(await tasksOf(VETERAN)).toMatchObject([{ task: 'revise', because: '这几步不能删' }]);
  const { version } = await read(house, VETERAN, id);
  await writer('discardDocumentDraft', { params: { id }, body: { version } });
  await write(VETERAN, TITLE, changeover(STEPS));
  expect(await tasksOf(VETERAN)).toEqual([]);
  const again = await read(house, VETERAN, id);
  await writer('discardDocumentDraft', { params: { id }, body: { version: again.version } });
});

test('the newcomer finds and reads it, and hears nothing of the drafts before', async () => {
  expect(await listed(NEWCOMER, { position: 'production', kind: 'sop', state: 'published' })).toEqual([id]);
  const view = await read(house, NEWCOMER, id);
  expect(stepsOf(view).steps.map(({ action }) => action)).toEqual(STEPS.map(({ action }) => action));
  expect(view.abilities.toSorted()).toEqual(['edit', 'flag']);
  expect(view.history.map(({ action }) => action)).toEqual(['document.published', 'document.created']);
  expect(view.versions).toMatchObject([{ number: 1, authors: [{ userId: VETERAN }], selfApproved: false }]);
});

test('it is written anew while everybody reads the version before; the verifier sees what would change', async () => {
  await house.clock.forward(10 * DAY);
  const { steps } = stepsOf(await read(house, VETERAN, id));
  const [first, second] = steps as [(typeof steps)[0], (typeof steps)[0]];
  const content = changeover([{ ...second, range: '40–43 bar' } as never, first]);
  await write(VETERAN, `${TITLE}（新模具）`, content);
  await submit(house, VETERAN, id, { note: '新模具压力低' });
  const seen = await read(house, NEWCOMER, id);
  expect(seen).toMatchObject({ number: 1, title: TITLE, draft: 'none', writing: null, draftVersion: 0 });
  expect(JSON.stringify(seen)).not.toContain('新模具');
  const newcomer = await house.as(NEWCOMER);
  const draft = newcomer('compareVersions', { params: { id }, query: { from: 1, to: 'draft' } });
  expect(await refusal(draft)).toBe('not_found');

  const compare = async (userId: string, to: number | 'draft') =>
    (await (await house.as(userId))('compareVersions', { params: { id }, query: { from: 1, to } })).blocks;
  const proposed = await compare(MANAGER, 'draft');
  await act(house, MANAGER, 'publishDocument', id);
  const blocks = await compare(NEWCOMER, 2);
  expect(blocks).toEqual(proposed);
  expect(blocks.find(({ key }) => key === `${second.key}/range`)?.parts).toEqual([
    { change: 'removed', text: '42' },
    { change: 'added', text: '40' },
    { change: 'same', text: '–' },
    { change: 'removed', text: '45' },
    { change: 'added', text: '43' },
    { change: 'same', text: ' bar' },
  ]);
  const moved = blocks.filter(({ change }) => change === 'moved').map(({ label }) => label);
  expect(moved.length).toBeGreaterThan(0);
  expect(blocks.filter(({ change }) => change === 'added' || change === 'removed')).toEqual([]);
});

test('neither a mended typo nor a new verifier makes it look freshly verified', async () => {
  const before = await read(house, MANAGER, id);
  await house.clock.forward(30 * DAY);
  await write(VETERAN, TITLE, changeover(STEPS));
  await submit(house, VETERAN, id, { minor: true, note: '错别字' });
  const mended = await act(house, MANAGER, 'publishDocument', id);
  expect(mended).toMatchObject({ number: 3, verifiedAt: before.verifiedAt, reviewOn: before.reviewOn });
  expect(mended.versions[0]).toMatchObject({ minor: true, note: '错别字' });
  const handed = await act(house, HR, 'changeDocumentPeople', id, { verifierId: 'macheng' });
  expect(handed).toMatchObject({
    verifier: { userId: 'macheng' },
    verifiedAt: before.verifiedAt,
    reviewOn: before.reviewOn,
    verifiedBy: { userId: MANAGER },
  });
  expect(handed.history[0]).toMatchObject({ details: { seat: 'verifier', from: '王海涛', to: '马成' } });
  expect(await refusal(act(house, MANAGER, 'verifyDocument', id))).toBe('forbidden');
});

test('its review day comes; the verifier says that it is still right', async () => {
  const { reviewOn } = await read(house, NEWCOMER, id);
  expect(await listed('macheng', { scope: 'due' })).toEqual([]);
  await house.clock.forward(180 * DAY);
  expect((await read(house, NEWCOMER, id)).due).toBe(true);
  expect(await listed('macheng', { scope: 'due' })).toEqual([id]);
  const verified = await act(house, 'macheng', 'verifyDocument', id);
  expect(verified).toMatchObject({ due: false, verifiedBy: { userId: 'macheng' }, number: 3 });
  expect((verified.reviewOn as string) > (reviewOn as string)).toBe(true);
});

test('a subject has changed: every document touching it waits to be verified, once', async () => {
  const flag = async (subject: string) =>
    (await house.as(HR))('flagDocuments', { body: { subject, reason: '三号机换了控制器' } });
  expect((await flag('压 力')).flagged).toEqual([]);
  // Neither its width nor its case matters, and it is found inside a sentence.
  expect((await flag('４２–45 BAR')).flagged).toEqual([{ id, title: TITLE }]);
  expect((await flag('三号机')).flagged).toEqual([]);
  const flagged = await read(house, NEWCOMER, id);
  expect(flagged).toMatchObject({ state: 'needs_review', due: true, flaggedBecause: '三号机换了控制器' });
  expect(await act(house, 'macheng', 'verifyDocument', id)).toMatchObject({ state: 'published', flaggedBecause: '' });
});

test('an older version comes back as the next one; asked twice, it comes back once', async () => {
  const { version } = await read(house, 'macheng', id);
  const call = await house.as('macheng');
  const restore = () => call('restoreVersion', { params: { id }, body: { version, number: 2 } });
  await restore();
  const again = await restore();
  expect(again).toMatchObject({ number: 4, title: `${TITLE}（新模具）` });
  expect(again.versions.map(({ number, restoredFrom }) => [number, restoredFrom])).toEqual([
    [4, 2],
    [3, null],
    [2, null],
    [1, null],
  ]);
  const versionOf = (number: string) => call('readDocumentVersion', { params: { id, number } });
  expect((await versionOf('4')).content).toEqual((await versionOf('2')).content);
  expect(await refusal(versionOf('5'))).toBe('not_found');
  expect(await refusal(act(house, 'macheng', 'restoreVersion', id, { number: 4 }))).toBe('invalid_input');
});

test('obsolete, it is still read, marked, and by nobody changed; revived, it is to be verified first', async () => {
  const reason = '三号机已经报废';
  const gone = await act(house, MANAGER, 'obsoleteDocument', id, { reason });
  expect(gone).toMatchObject({ state: 'obsolete', obsoleteBecause: reason, abilities: ['revive'] });
  await house.clock.forward(HOUR);
  const seen = await read(house, NEWCOMER, id);
  expect(seen).toMatchObject({ state: 'obsolete', obsoleteBecause: reason, due: false, abilities: [] });
  expect(seen.content).not.toBeNull();
  expect(await refusal(write(VETERAN, TITLE, changeover(STEPS)))).toBe('document_action_not_allowed');
  expect(await act(house, HR, 'reviveDocument', id)).toMatchObject({ state: 'needs_review', obsoleteBecause: '' });
});

test('after all of it, every document names the readers that the rule gives it', () => expectReadersKept(house));
