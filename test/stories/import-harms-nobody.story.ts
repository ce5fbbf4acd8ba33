import { schema, type Tx, withCorp } from '@baton/db';
import { runImports } from '@baton/flows';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PNG, zipOf } from '../../packages/flows/src/testing/make-files.ts';
import { lookThrough, reportOf } from '../house/import-files.ts';
import { HR } from '../house/resign.ts';
import { APP, type House, startHouse } from '../house/start-house.ts';
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

test('a document keeps its pictures when the answer to the commit that made it is lost', async () => {
  const { deps } = house.server;
  const zip = await zipOf([
    { name: 'p.md', bytes: '# 有图\n\n看图 ![图](p.png)' },
    { name: 'p.png', bytes: PNG },
  ]);
  const { id } = await lookThrough(house, HR, { '图.zip': zip });
  const call = await house.as(HR);
  await call('setImportFiles', { params: { id }, body: { fileIds: null, set: PRODUCTION } });
  await call('startImport', { params: { id }, body: { mode: 'draft' } });
  type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  const orm = deps.db.orm as unknown as { transaction: Transact };
  const real = orm.transaction.bind(orm) as Transact;
  const made = (tx: Tx) => tx.select().from(schema.documents).where(eq(schema.documents.title, '有图'));
  let isLost = false;
  orm.transaction = async (work) => {
    const wasLost = isLost;
    const answer = await real(async (tx) => {
      const done = await work(tx);
      isLost ||= (await made(tx)).length === 1;
      return done;
    });
    if (isLost && !wasLost) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    return answer;
  };
  await runImports(deps, APP.corpId).finally(() => {
    orm.transaction = real;
  });
  await house.settle();
  expect(isLost).toBe(true);
  const [document] = await withCorp(deps.db, APP.corpId, made);
  expect((await reportOf(house, HR, id))[0]).toMatchObject({ state: 'done', documentId: document?.id });
  const { files } = await read(house, HR, document?.id as string);
  const { links } = await call('linkDocumentFiles', {
    params: { id: document?.id as string },
    body: { fileIds: files.map((file) => file.id) },
  });
  const reply = await fetch(house.server.url + links[0]?.url);
  expect(Buffer.from(await reply.arrayBuffer())).toEqual(PNG);
});

test('one import that cannot go on keeps nobody else’s back: bad characters in what is quoted, and who began it has left', async () => {
  const face = `${'字'.repeat(59)}😀`;
  const zip = await zipOf([
    { name: 'a.md', bytes: '# 图不在\n\n![p](a%00b.png)' },
    { name: 'b.md', bytes: `---\n岗位: ${face}\n---\n# 岗位不认识\n\n先断电` },
  ]);
  const poisoned = await lookThrough(house, HR, { '坏.zip': zip });
  expect(poisoned).toMatchObject({ state: 'ready' });
  const leaving = 'qianlong';
  const call = await house.as(leaving);
  const { id } = await call('createImport');
  await withCorp(house.server.deps.db, APP.corpId, async (tx) => {
    await tx.update(schema.imports).set({ state: 'scanning' }).where(eq(schema.imports.id, id));
    await tx.update(schema.people).set({ employment: 'left' }).where(eq(schema.people.userId, leaving));
  });
  const other = await lookThrough(house, HR, { '好.zip': await zipOf([{ name: 'c.md', bytes: '# 好的\n\n先断电' }]) });
  expect(other).toMatchObject({ state: 'ready' });
  const [row] = await withCorp(house.server.deps.db, APP.corpId, (tx) =>
    tx.select().from(schema.imports).where(eq(schema.imports.id, id)),
  );
  expect(row?.state).toBe('discarded');
});

test('what an import published is found at once', async () => {
  const zip = await zipOf([{ name: 'd.md', bytes: '# 冷却水塔加药\n\n每周一次，先看 pH 值' }]);
  const { id } = await lookThrough(house, HR, { '水.zip': zip });
  const call = await house.as(HR);
  await call('setImportFiles', { params: { id }, body: { fileIds: null, set: PRODUCTION } });
  await call('startImport', { params: { id }, body: { mode: 'publish' } });
  await runImports(house.server.deps, APP.corpId);
  const { hits } = await call('searchDocuments', { query: { q: '水塔加药' } });
  expect(hits.map(({ document }) => document.title)).toContain('冷却水塔加药');
});
