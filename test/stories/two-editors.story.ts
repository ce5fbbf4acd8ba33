import { ApiError } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectReadersKept } from '../house/expect-readers-kept.ts';
import { SUCCESSOR as LI, MANAGER, LEAVER as ZHANG } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, read, submit } from '../house/write-document.ts';

/** Two colleagues write the same document at once: the second is told, and nothing anybody wrote is lost. */
let house: House;
let id: string;
beforeAll(async () => {
  house = await startHouse({ inMemory: true });
  const created = await (await house.as(ZHANG))('createDocument', {
    body: {
      ...{ kind: 'faq', title: '报警代码', positionKey: 'production', visibility: 'company' },
      content: { format: 'markdown', text: 'E01：急停按下' },
    },
  });
  id = created.id;
  await act(house, ZHANG, 'changeDocumentPeople', id, { editorIds: [LI] });
});
afterAll(() => house.close());

const save = async (userId: string, draftVersion: number, text: string, publishedNumber: number | null = null) =>
  (await house.as(userId))('saveDocumentDraft', {
    params: { id },
    body: { draftVersion, publishedNumber, title: '报警代码', content: { format: 'markdown', text } },
  });
const textOf = async (userId: string) => {
  const { content } = (await read(house, userId, id)).writing ?? {};
  return content?.format === 'markdown' ? content.text : null;
};

test('the second is told who was first; the first one’s words stand; then the second writes on from there', async () => {
  const seen = await read(house, LI, id);
  expect(seen.draftVersion).toBe(1);
  expect((await save(ZHANG, 1, 'E01：急停按下\n\nE02：油温过高')).draftVersion).toBe(2);
  const error = (await save(LI, 1, 'E01：急停按下\n\nE03：模具未合紧').catch((reason: unknown) => reason)) as ApiError;
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 409, code: 'conflict', details: { draftVersion: 2, savedBy: ZHANG } });
  expect(await textOf(LI)).toBe('E01：急停按下\n\nE02：油温过高');
  const both = 'E01：急停按下\n\nE02：油温过高\n\nE03：模具未合紧';
  expect((await save(LI, 2, both)).draftVersion).toBe(3);
  expect(await textOf(ZHANG)).toBe(both);
});

test('at the very same moment, too: one is kept, the other is told', async () => {
  const { draftVersion } = await read(house, ZHANG, id);
  const outcomes = await Promise.allSettled([save(ZHANG, draftVersion, '张'), save(LI, draftVersion, '李')]);
  const won = outcomes.filter(({ status }) => status === 'fulfilled');
  const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as ApiError).code] : []));
  expect([won.length, lost]).toEqual([1, ['conflict']]);
  expect(await textOf(ZHANG)).toBe(outcomes[0]?.status === 'fulfilled' ? '张' : '李');
});

test('a save whose answer got lost is sent again and saves nothing twice', async () => {
  const { draftVersion } = await read(house, LI, id);
  const once = await save(LI, draftVersion, '李写的');
  const again = await save(LI, draftVersion, '李写的');
  expect(again.draftVersion).toBe(once.draftVersion);
  expect(await refusal(save(LI, draftVersion, '李又写的'))).toBe('conflict');
});

test('nobody hands in words they have not seen', async () => {
  const { version, draftVersion } = await read(house, ZHANG, id);
  await save(LI, draftVersion, '李改了最后一句');
  const stale = (await house.as(ZHANG))('submitDocument', { params: { id }, body: { version, draftVersion } });
  expect(await refusal(stale)).toBe('conflict');
  expect((await read(house, ZHANG, id)).state).toBe('draft');
});

test('whoever wrote in it is its author and does not approve it, the verifier neither', async () => {
  const { draftVersion } = await read(house, MANAGER, id);
  await save(MANAGER, draftVersion, '经理改了一个字');
  const waiting = await submit(house, LI, id);
  // Verifier and owner both wrote: it is HR's to approve.
  expect(waiting.writing?.approvers.map(({ userId }) => userId)).toEqual(['chenjing', 'weimin']);
  for (const userId of [MANAGER, ZHANG, LI]) {
    expect(await refusal(act(house, userId, 'publishDocument', id))).toBe('forbidden');
  }
  const published = await act(house, 'chenjing', 'publishDocument', id);
  expect(published.versions[0]).toMatchObject({ number: 1, selfApproved: false, approvedBy: { userId: 'chenjing' } });
});

test('two open a draft beside the published version at once: there is one', async () => {
  const outcomes = await Promise.allSettled([save(ZHANG, 0, '新的一版，张', 1), save(LI, 0, '新的一版，李', 1)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const opened = await read(house, ZHANG, id);
  const [won] = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(opened.draftVersion).toBe(won?.draftVersion);
  const body = { version: opened.version };
  const discarded = await (await house.as(ZHANG))('discardDocumentDraft', { params: { id }, body });
  expect(discarded).toMatchObject({ draft: 'none', draftVersion: 0, number: 1 });
  // A page that still shows the draft that is gone does not write over the next one.
  await save(LI, 0, '又一版', 1);
  expect(await refusal(save(ZHANG, opened.draftVersion, '从被放弃的那一版接着写'))).toBe('conflict');
  expect(await textOf(ZHANG)).toBe('又一版');
});

test('a newer version was published meanwhile: what was written on from the older one does not become a draft over it', async () => {
  await submit(house, LI, id);
  await act(house, MANAGER, 'publishDocument', id);
  expect(await read(house, LI, id)).toMatchObject({ number: 2, draftVersion: 0, content: { text: '又一版' } });
  const stale = (await save(ZHANG, 0, '旧的一版，张又写了', 1).catch((reason: unknown) => reason)) as ApiError;
  expect(stale).toMatchObject({
    status: 409,
    code: 'conflict',
    details: { draftVersion: 0, savedBy: null, number: 2 },
  });
  // Whoever does not say which is told as well.
  expect(await refusal(save(ZHANG, 0, '旧的一版，张又写了'))).toBe('conflict');
  expect(await read(house, ZHANG, id)).toMatchObject({ draft: 'none', writing: null });
  const first = await save(ZHANG, 0, '又一版，张补充', 2);
  // The answer got lost, and it is sent again.
  expect((await save(ZHANG, 0, '又一版，张补充', 2)).draftVersion).toBe(first.draftVersion);
  await act(house, ZHANG, 'discardDocumentDraft', id);
});

test('the verifier verifies only what they saw', async () => {
  const { version } = await read(house, MANAGER, id);
  const call = await house.as(MANAGER);
  await call('changeDocumentSettings', { params: { id }, body: { version, subjects: ['报警'] } });
  expect(await refusal(call('verifyDocument', { params: { id }, body: { version } }))).toBe('conflict');
});

test('after all of it, every document names the readers that the rule gives it', () => expectReadersKept(house));
