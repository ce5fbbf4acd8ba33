import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipOf } from '../../packages/flows/src/testing/make-files.ts';
import { lookThrough, reportOf } from '../house/import-files.ts';
import { HR } from '../house/resign.ts';
import { type House, startHouse } from '../house/start-house.ts';
import { read } from '../house/write-document.ts';

/**
 * Bringing files in gives nobody a right they have not, costs nobody their files, and one import that goes wrong, for
 * whatever reason, is nobody else's trouble.
 */
let house: House;
beforeAll(async () => {
  house = await startHouse({ inMemory: true });
});
afterAll(() => house.close());

const PRODUCTION = { positionKey: 'production', audience: { visibility: 'company' as const, visibleTo: [] } };
const READER = 'yefang';

/** Looks through and starts. @returns the report's head, and the document of its first source */
async function bring(
  userId: string,
  files: Readonly<Record<string, Buffer>>,
  { set, mode = 'draft' }: { set?: typeof PRODUCTION; mode?: 'draft' | 'publish' } = {},
) {
  const { id, decisions } = await lookThrough(house, userId, files);
  const call = await house.as(userId);
  if (set) await call('setImportFiles', { params: { id }, body: { fileIds: null, set } });
  await call('startImport', { params: { id }, body: { mode } });
  await house.settle();
  const rows = await reportOf(house, userId, id);
  return { id, decisions, rows, documentId: rows[0]?.documentId as string };
}
const note = (text: string) => zipOf([{ name: 'a.md', bytes: `# 点检\n\n${text}\n` }]);

test('who may only read a document writes nothing in it by importing its file, and does not learn of its draft', async () => {
  const { documentId } = await bring(HR, { '点检.zip': await note('第一版') }, { set: PRODUCTION, mode: 'publish' });
  const withoutDraft = await lookThrough(house, READER, { '点检.zip': await note('读者改的') });
  expect(withoutDraft.decisions).toMatchObject({ conflict: 1, update: 0 });
  await bring(HR, { '点检.zip': await note('第二版，还没复核') });
  const tried = await bring(READER, { '点检.zip': await note('读者改的') });
  expect(tried.decisions).toEqual(withoutDraft.decisions);
  expect((await read(house, READER, documentId)).writing).toBeNull();
  expect((await read(house, HR, documentId)).writing?.content).toMatchObject({ text: '第二版，还没复核' });
  const guessed = await lookThrough(house, READER, { '点检.zip': await note('第二版，还没复核') });
  expect(guessed.decisions).toEqual(withoutDraft.decisions);
});
