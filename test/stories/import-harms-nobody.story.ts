import { ZIP_LIMITS } from '@baton/core';
import { schema, type Tx, withCorp } from '@baton/db';
import { runImports } from '@baton/flows';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PNG, rawZipOf, xlsxOf, zipOf } from '../../packages/flows/src/testing/make-files.ts';
import { lookThrough, reportOf, upload } from '../house/import-files.ts';
import { makeMortal } from '../house/mortal-process.ts';
import { DAY } from '../house/movable-clock.ts';
import { HR, MANAGER } from '../house/resign.ts';
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

test('entries called the same, however their letters are written, each stand in the report; one of them counts', async () => {
  const zip = await zipOf([
    { name: 'caf\u00e9.md', bytes: '# 咖啡机\n\n先清洗' },
    { name: 'cafe\u0301.md', bytes: '# 咖啡机二\n\n再清洗' },
    { name: '宏.docm', bytes: 'x' },
    { name: '宏.docm', bytes: 'y' },
    { name: 'caf\u00e9.md', bytes: '# 咖啡机三' },
  ]);
  const { id, found, decisions } = await lookThrough(house, HR, { '同名.zip': zip });
  expect([found, decisions.create, decisions.skip]).toEqual([5, 1, 4]);
  const rows = await reportOf(house, HR, id);
  expect(rows.map(({ path, title, problems }) => [path, title, problems[0]?.code])).toEqual([
    ['caf\u00e9.md', '咖啡机', 'position_guessed'],
    ['caf\u00e9.md', '', 'same_name_twice'],
    ['宏.docm', '', 'macros'],
    ['宏.docm', '', 'same_name_twice'],
    ['caf\u00e9.md', '', 'same_name_twice'],
  ]);
  await discard(id);
});

test('a refused entry takes nothing from one that is called the same, and rows of a sheet are never one for two', async () => {
  const rows = [
    ['标题', '内容'],
    ['换油', '一'],
    ['换油#2', '二'],
    ['换油', '三'],
    [longTitle(1), '四'],
    [longTitle(2), '五'],
  ];
  const zip = rawZipOf([
    { name: Buffer.from('台账.xlsx'), bytes: Buffer.from('x'), flags: 1, deflated: true },
    { name: Buffer.from('台账.xlsx'), bytes: xlsxOf({ 台账: rows }) },
    { name: Buffer.from(`${'很深/'.repeat(1500)}a.md`), bytes: Buffer.from('# 深') },
    { name: Buffer.from(`${'很深/'.repeat(1500)}b.md`), bytes: Buffer.from('# 深') },
  ]);
  const { deps } = house.server;
  const call = await house.as(HR);
  const { id } = await call('createImport');
  await upload(house, HR, id, '台账.zip', zip);
  await call('scanImport', { params: { id } });
  // Killed after the refused one was written down, before the other was.
  const mortal = makeMortal(house);
  let isThere = 0;
  for (let steps = 20; isThere === 0; steps += 1) {
    mortal.dieAfter(steps);
    await runImports(deps, APP.corpId).catch(() => undefined);
    mortal.revive();
    isThere = (await reportOf(house, HR, id)).length;
  }
  expect(isThere).toBe(1);
  await house.settle();
  const report = await reportOf(house, HR, id);
  expect(report.map(({ part, problems }) => [part.slice(0, 8), problems[0]?.code])).toEqual([
    ['*2', 'encrypted'],
    ['台账#换油', 'position_guessed'],
    ['台账#换油#2', 'position_guessed'],
    ['台账#换油#3', 'position_guessed'],
    ['台账#一泯诞岭箜', 'position_guessed'],
    ['台账#一泯诞岭箜', 'position_guessed'],
    ['', 'name_too_long'],
    ['*2', 'name_too_long'],
  ]);
  await discard(id);
});

test('two loose files of one name, from two folders, are not written one over the other', async () => {
  const call = await house.as(HR);
  const { id } = await call('createImport');
  for (const text of ['# 注塑值班\n\n先看油位', '# 冲压值班\n\n先看离合', ' ']) {
    await upload(house, HR, id, '值班.md', Buffer.from(text));
    await house.clock.forward(1000);
  }
  await upload(house, HR, id, '注塑.zip', await zipOf([{ name: '值班.md', bytes: '# 另一个\n\n在压缩包里' }]));
  await call('scanImport', { params: { id } });
  await house.settle();
  const report = await reportOf(house, HR, id);
  expect(report.map(({ title, decision, problems }) => [title, decision, problems[0]?.code])).toEqual([
    ['注塑值班', 'create', 'position_guessed'],
    ['冲压值班', 'skip', 'same_name_twice'],
    ['', 'skip', 'empty'],
    ['另一个', 'create', 'position_guessed'],
  ]);
  await discard(id);
});

test('long names are cut between characters, and what was cut is known again', async () => {
  const faces = '😀'.repeat(250);
  const call = await house.as(HR);
  const { id } = await call('createImport');
  const view = await upload(house, HR, id, `${faces}.md`, Buffer.from('# 名字很长'));
  expect(view.body.uploads.map(({ name }) => name)).toEqual([`${'😀'.repeat(197)}.md`]);
  await discard(id);
  const text = `# 一${faces}\n\n先断电`;
  const path = `${'😀'.repeat(190)}.md`;
  const zip = await zipOf([{ name: path, bytes: text }]);
  const { documentId } = await bring(HR, { '长.zip': zip }, { set: PRODUCTION, mode: 'publish' });
  const { title, versions } = await read(house, HR, documentId);
  expect([title, versions[0]?.note]).toEqual([`一${'😀'.repeat(59)}`, `导入：${path}`]);
  const back = `---\n编号: ${documentId}\n---\n${text}`;
  const again = await lookThrough(house, HR, { '别处.zip': await zipOf([{ name: 'a.md', bytes: back }]) });
  expect(again.decisions).toMatchObject({ unchanged: 1, update: 0 });
  await discard(again.id);
});

test('brought in, taken out, written on, brought back: the first folder still knows its document', async () => {
  const entries = [{ name: '模具/保养.md', bytes: '# 模具保养\n\n每周一次' }];
  const before = await bring(HR, { '模具.zip': await zipOf(entries) }, { set: PRODUCTION, mode: 'publish' });
  const said = `---\n编号: ${before.documentId}\n---\n# 模具保养\n\n每周两次`;
  const back = await bring(HR, { '改过.zip': await zipOf([{ name: '新/保养.md', bytes: said }]) });
  expect(back).toMatchObject({ decisions: { update: 1, create: 0 }, documentId: before.documentId });
  const again = await lookThrough(house, HR, { '模具.zip': await zipOf(entries) });
  expect(again.decisions).toMatchObject({ create: 0, unchanged: 1 });
  const twice = await lookThrough(house, HR, { '改过.zip': await zipOf([{ name: '新/保养.md', bytes: said }]) });
  expect(twice.decisions).toMatchObject({ create: 0, unchanged: 1 });
  for (const { id } of [again, twice]) await discard(id);
});

test('a file that says which document it is goes there, though another one lay at its path before', async () => {
  const made = async (title: string) => {
    const zip = await zipOf([{ name: 'a.md', bytes: `# ${title}\n\n一` }]);
    return bring(HR, { [`${title}.zip`]: zip }, { set: PRODUCTION, mode: 'publish' });
  };
  const [one, two] = [(await made('吊具甲')).documentId, (await made('吊具乙')).documentId];
  const said = async (id: string, title: string) => ({
    '吊具 2026-03-02.zip': await zipOf([{ name: '吊具.md', bytes: `---\n编号: ${id}\n---\n# ${title}\n\n二` }]),
  });
  const bringing = async (files: Record<string, Buffer>) => {
    const { id, decisions } = await lookThrough(house, HR, files);
    const [row] = await reportOf(house, HR, id);
    await discard(id);
    return [row?.documentId, decisions.create];
  };
  expect((await bring(HR, await said(one, '吊具甲'))).documentId).toBe(one);
  expect(await bringing(await said(two, '吊具乙'))).toEqual([two, 0]);
  // Who says one that is not there, or not theirs to know, is known by where it lies.
  expect(await bringing(await said('0198f0aa-1111-7222-8333-444455556666', '吊具甲'))).toEqual([one, 0]);
});

test('a picture that many name lies in the storage once, and stays as long as one of them names it', async () => {
  const names = ['甲', '乙', '丙'];
  const zip = await zipOf([
    ...names.map((name) => ({ name: `${name}.md`, bytes: `# 表盘${name}\n\n看 ![表盘](表.png)` })),
    { name: '表.png', bytes: PNG },
  ]);
  const { rows } = await bring(HR, { '表盘.zip': zip }, { set: PRODUCTION });
  const { deps } = house.server;
  const [one, two] = rows.map(({ documentId }) => documentId as string) as [string, string];
  const filesNow = () => withCorp(deps.db, APP.corpId, (tx) => tx.select().from(schema.documentFiles));
  const mine = (await filesNow()).filter(({ name }) => name === '表.png');
  expect([mine.length, new Set(mine.map(({ storageKey }) => storageKey)).size]).toEqual([3, 1]);
  const { draftVersion } = await read(house, HR, one);
  const body = { draftVersion, publishedNumber: null, title: '表盘甲', content: { format: 'markdown', text: '看' } };
  await (await house.as(HR))('saveDocumentDraft', { params: { id: one }, body: body as never });
  await house.clock.forward(8 * DAY);
  await house.settle();
  expect((await filesNow()).filter(({ documentId }) => documentId === one)).toEqual([]);
  const { files } = await read(house, HR, two);
  const fileIds = files.map(({ id }) => id);
  const { links } = await (await house.as(HR))('linkDocumentFiles', { params: { id: two }, body: { fileIds } });
  const reply = await fetch(house.server.url + links[0]?.url);
  expect(Buffer.from(await reply.arrayBuffer())).toEqual(PNG);
});

test('an import stores so much and no more: what is beyond says so, and a picture that is there already costs nothing', async () => {
  const { deps } = house.server;
  const call = await house.as(HR);
  const { id } = await call('createImport');
  const say = (nth: number, picture: string) => ({ name: `${nth}.md`, bytes: `# ${nth}号\n\n看 ![图](${picture})` });
  const larger = Buffer.concat([PNG, Buffer.alloc(64)]);
  const zips = [
    [say(1, 'a.png'), { name: 'a.png', bytes: PNG }],
    [say(2, 'b.png'), say(3, 'c.png'), { name: 'b.png', bytes: PNG }, { name: 'c.png', bytes: larger }],
  ];
  for (const [at, entries] of zips.entries()) await upload(house, HR, id, `满${at}.zip`, await zipOf(entries));
  await call('scanImport', { params: { id } });
  // As a scan that was killed left it: almost full.
  await withCorp(deps.db, APP.corpId, async (tx) => {
    const [first] = await tx.select().from(schema.importUploads).where(eq(schema.importUploads.importId, id));
    const bytes = ZIP_LIMITS.storedBytes - PNG.length;
    const file = {
      ref: 'import:0',
      name: 'x.pdf',
      mediaType: 'application/pdf',
      bytes,
      sha256: 'x',
      storageKey: 'importx',
    };
    const row = {
      kind: 'sop',
      title: '先前',
      visibility: 'company',
      decision: 'create',
      path: '先前.pdf',
      seq: -1,
    } as const;
    const uploadId = first?.id as string;
    await tx
      .insert(schema.importFiles)
      .values({ ...row, corpId: APP.corpId, importId: id, uploadId, bytes, files: [file] });
  });
  await house.settle();
  const rows = await reportOf(house, HR, id);
  const of = (path: string) => rows.find((row) => row.path === path);
  expect(of('1.md')).toMatchObject({ decision: 'create', files: 1 });
  expect(of('2.md')).toMatchObject({ decision: 'create', files: 1 });
  expect(of('3.md')).toMatchObject({
    decision: 'skip',
    problems: [{ code: 'import_full', blocks: true }, {}],
  });
  await discard(id);
});

test('given up while it is looked through, it stops there, and nothing of it stays', async () => {
  const many = Array.from({ length: 200 }, (_, at) => ({ name: `${at}.md`, bytes: `# ${at}号\n\n看油位` }));
  const call = await house.as(HR);
  const { id } = await call('createImport');
  await upload(house, HR, id, '很多.zip', await zipOf(many));
  await call('scanImport', { params: { id } });
  const looking = runImports(house.server.deps, APP.corpId);
  await call('discardImport', { params: { id } });
  await looking;
  expect((await reportOf(house, HR, id)).length).toBeLessThan(200);
  await house.settle();
  expect(await importOf(id)).toMatchObject({ state: 'discarded', clearedAt: expect.any(Date) });
});

test('what a scan stores while its import is cleared away goes as well', async () => {
  const { deps } = house.server;
  const picture = { ref: 'import:0', name: 'a.png', mediaType: 'image/png', bytes: PNG.length, sha256: 'x' };
  const { id } = await lookThrough(house, HR, { '清.zip': await note('清掉') });
  const { storage } = deps;
  const late = 'importstoredlate';
  deps.storage = {
    ...storage,
    remove: async (key) => {
      await storage.remove(key);
      deps.storage = storage;
      // Another process, in the middle of its scan.
      await storage.put(late, [PNG] as never);
      await withCorp(deps.db, APP.corpId, async (tx) => {
        const [row] = await tx.select().from(schema.importFiles).where(eq(schema.importFiles.importId, id));
        const { id: _id, ...rest } = row as NonNullable<typeof row>;
        await tx
          .insert(schema.importFiles)
          .values({ ...rest, path: '晚.md', seq: 9, files: [{ ...picture, storageKey: late }] });
      });
    },
  };
  await discard(id);
  await house.settle();
  await runImports(deps, APP.corpId);
  expect(await importOf(id)).toMatchObject({ state: 'discarded', clearedAt: expect.any(Date) });
  await expect(storage.get(late)).rejects.toThrow();
});

test('what waits for somebody who has left is given up, and what it stored goes', async () => {
  const { deps } = house.server;
  const leaving = 'liuzhenhua';
  const call = await house.as(leaving);
  const ready = await lookThrough(house, leaving, { '走了.zip': await note('走了') });
  const { id } = await call('createImport');
  await upload(house, leaving, id, '没看.zip', await note('没看'));
  await house.clock.forward(DAY);
  await house.settle();
  expect([(await importOf(ready.id))?.state, (await importOf(id))?.state]).toEqual(['ready', 'choosing']);
  const uploads = await withCorp(deps.db, APP.corpId, async (tx) => {
    await tx.update(schema.people).set({ employment: 'left' }).where(eq(schema.people.userId, leaving));
    return tx
      .select()
      .from(schema.importUploads)
      .where(inArray(schema.importUploads.importId, [ready.id, id]));
  });
  await house.clock.forward(DAY);
  await house.settle();
  for (const of of [ready.id, id]) {
    expect(await importOf(of)).toMatchObject({ state: 'discarded', clearedAt: expect.any(Date) });
  }
  expect(uploads).toHaveLength(2);
  for (const { storageKey } of uploads) await expect(deps.storage.get(storageKey)).rejects.toThrow();
});

test('what nobody goes on with for a month is given up, and what it stored goes; what somebody came back to stays', async () => {
  const { id } = await lookThrough(house, HR, { '忘了.zip': await note('忘了的') });
  const again = await (await house.as(MANAGER))('createImport');
  await house.clock.forward(29 * DAY);
  await house.settle();
  expect(await importOf(id)).toMatchObject({ state: 'ready' });
  await upload(house, MANAGER, again.id, '回来.zip', await note('回来了'));
  await house.clock.forward(2 * DAY);
  await house.settle();
  expect(await importOf(id)).toMatchObject({ state: 'discarded', clearedAt: expect.any(Date) });
  expect(await importOf(again.id)).toMatchObject({ state: 'choosing' });
  await house.clock.forward(30 * DAY);
  await house.settle();
  expect(await importOf(again.id)).toMatchObject({ state: 'discarded', clearedAt: expect.any(Date) });
});

/** A row's name as long as a page; what would be its key is longer than an index of the database takes. */
const longTitle = (nth: number) =>
  `${Array.from({ length: 2000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join('')}${nth}`;

/** Nobody has many imports open at once. */
const discard = async (id: string) => (await house.as(HR))('discardImport', { params: { id } });

async function importOf(id: string) {
  const [row] = await withCorp(house.server.deps.db, APP.corpId, (tx) =>
    tx.select().from(schema.imports).where(eq(schema.imports.id, id)),
  );
  return row;
}
