import { schema, withCorp } from '@baton/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openZip } from '../../packages/flows/src/file/source-files/open-zip.ts';
import { readPdf } from '../../packages/flows/src/file/source-files/read-pdf.ts';
import {
  docxOf,
  PNG,
  pdfOf,
  wordLine,
  wordPicture,
  xlsxOf,
  zipOf,
} from '../../packages/flows/src/testing/make-files.ts';
import { expectReadersKept } from '../house/expect-readers-kept.ts';
import { lookThrough, reportOf, upload } from '../house/import-files.ts';
import { makeMortal } from '../house/mortal-process.ts';
import { HR, LEAVER, MANAGER } from '../house/resign.ts';
import { APP, type House, refusal, startHouse } from '../house/start-house.ts';
import { read } from '../house/write-document.ts';

/**
 * HR brings in the folder that a department has collected for years: 300 files of every kind, in one zip. Once, killed
 * in the middle; then again as it is; then again with some changed. There is never a double, and nobody's work is lost.
 */
let house: House;
beforeAll(async () => {
  house = await startHouse({ inMemory: true });
});
afterAll(() => house.close());

const STEPS = [
  ['适用范围', '三号注塑机'],
  ['步骤', '动作', '判断标准', '正常范围', '出错怎么办'],
  ['1', '关闭主电源，挂牌上锁', '三个指示灯都熄灭', '', '找设备值班'],
  ['2', '调整保压压力', '读数稳定一分钟', '42–45 bar', '超过 50 bar 立即停机'],
];
const ROWS = [
  ['标题', '类型', '内容', '主题', '负责人'],
  ['报销单怎么填', '常见问答', '先贴发票，再填金额', '报销', '张建国'],
  ['出差怎么订票', '常见问答', '在系统里提申请', '差旅；报销', '查无此人'],
];

/** The folder. `change` is written into a few of its files. */
async function folder(change = ''): Promise<Buffer> {
  const entries: { name: string; bytes: Buffer | string }[] = [];
  for (let at = 0; at < 150; at += 1) {
    const picture = at % 3 === 0 ? '\n\n![表盘](图片/表盘.png)' : '';
    entries.push({
      name: `设备/SOP/${at}号点检.md`,
      bytes: `# ${at}号点检\n\n看油位${at < 3 ? change : ''}。${picture}\n`,
    });
  }
  entries.push({ name: '设备/SOP/图片/表盘.png', bytes: PNG }, { name: '设备/SOP/图片/没人用.png', bytes: PNG });
  for (let at = 0; at < 60; at += 1) {
    const body = `${wordLine(`${at}号会议纪要`, 1)}${wordLine('决定', 2)}${wordLine(`换供应商 ${at}`)}${at === 0 ? wordPicture('pic') : ''}`;
    entries.push({
      name: `设备/会议/${at}.docx`,
      bytes: await docxOf({ body, pictures: at === 0 ? { pic: PNG } : {} }),
    });
  }
  for (let at = 0; at < 30; at += 1)
    entries.push({ name: `设备/换模/${at}号机换模.xlsx`, bytes: xlsxOf({ Sheet1: STEPS }) });
  entries.push({ name: '设备/问答.xlsx', bytes: xlsxOf({ 问答: ROWS }) });
  for (let at = 0; at < 30; at += 1) entries.push({ name: `设备/手册/${at}.pdf`, bytes: pdfOf(`manual ${at}`) });
  for (let at = 0; at < 20; at += 1) entries.push({ name: `设备/备忘/${at}.txt`, bytes: `第一行 ${at}\n第二行` });
  entries.push(
    { name: '设备/宏.docm', bytes: 'x' },
    { name: '设备/老.doc', bytes: 'x' },
    { name: '设备/坏.docx', bytes: 'not a zip' },
    {
      name: '设备/带宏.docx',
      bytes: await docxOf({ body: wordLine('x'), extra: [{ name: 'word/vbaProject.bin', bytes: 'x' }] }),
    },
    { name: '设备/里面还有.zip', bytes: await zipOf([{ name: 'a.md', bytes: 'x' }]) },
    { name: '设备/空.md', bytes: '' },
    { name: '设备/没有表头.xlsx', bytes: xlsxOf({ Sheet1: [['甲', '乙']] }) },
  );
  return zipOf(entries);
}

const NAME = '设备部资料.zip';
const countDocuments = async () => {
  const rows = await withCorp(house.server.deps.db, APP.corpId, (tx) =>
    tx
      .select({ n: sql`count(*)`.mapWith(Number) })
      .from(schema.documents)
      .where(eq(schema.documents.corpId, APP.corpId)),
  );
  return rows[0]?.n;
};
let first: string;
let zip: Buffer;

test('the report names what every file becomes, and what is wrong with it, before anything is a document', async () => {
  zip = await folder();
  const head = await lookThrough(house, HR, { [NAME]: zip });
  first = head.id;
  const created = 150 + 60 + 30 + 2 + 30 + 20;
  expect(head).toMatchObject({
    state: 'ready',
    decisions: { create: created, update: 0, unchanged: 0, conflict: 0, skip: 8, attach: 1 },
    progress: { done: 0, failed: 0 },
    mayPublish: true,
  });
  expect(await countDocuments()).toBe(0);
  const rows = await reportOf(house, HR, first);
  const of = (path: string) => rows.filter((row) => row.path === path);
  const codes = (path: string) => of(path).flatMap(({ problems }) => problems.map(({ code }) => code));
  expect(codes('设备/宏.docm')).toEqual(['macros']);
  expect(codes('设备/老.doc')).toEqual(['old_format']);
  expect(codes('设备/坏.docx')).toEqual(['broken']);
  expect(codes('设备/带宏.docx')).toEqual(['macros']);
  expect(codes('设备/里面还有.zip')).toEqual(['nested_archive']);
  expect(codes('设备/空.md')).toEqual(['empty']);
  expect(codes('设备/没有表头.xlsx')).toEqual(['no_header_row']);
  expect(codes('设备/SOP/图片/没人用.png')).toEqual(['picture_unused']);
  expect(of('设备/换模/3号机换模.xlsx')).toMatchObject([{ kind: 'sop', format: 'sop', title: '3号机换模' }]);
  expect(of('设备/会议/0.docx')).toMatchObject([{ kind: 'meeting_record', title: '0号会议纪要', files: 1 }]);
  expect(of('设备/问答.xlsx')).toMatchObject([
    { kind: 'faq', title: '报销单怎么填', owner: { userId: LEAVER } },
    { kind: 'faq', title: '出差怎么订票', owner: null, problems: [{}, { code: 'owner_unclear', what: '查无此人' }] },
  ]);
});

test('nobody else sees it or touches it, whoever they are', async () => {
  for (const userId of [MANAGER, LEAVER, 'liuzhenhua']) {
    const call = await house.as(userId);
    const params = { id: first };
    expect(await refusal(call('readImport', { params }))).toBe('not_found');
    expect(await refusal(call('listImportFiles', { params, query: {} }))).toBe('not_found');
    expect(await refusal(call('startImport', { params, body: {} }))).toBe('not_found');
    expect(await refusal(call('discardImport', { params }))).toBe('not_found');
    expect(await refusal(call('setImportFiles', { params, body: { fileIds: null, set: { skip: true } } }))).toBe(
      'not_found',
    );
    expect((await upload(house, userId, first, 'x.md', Buffer.from('x'))).status).toBe(404);
    expect((await call('listImports')).rows).toEqual([]);
  }
});

test('what the report guessed is put right, for one and for all', async () => {
  const call = await house.as(HR);
  const params = { id: first };
  await call('setImportFiles', { params, body: { fileIds: null, set: { positionKey: 'production' } } });
  const [row] = await reportOf(house, HR, first);
  const set = { title: '零号机点检', ownerId: LEAVER, verifierId: MANAGER };
  await call('setImportFiles', { params, body: { fileIds: [row?.id as string], set } });
  const rows = await reportOf(house, HR, first);
  expect(rows[0]).toMatchObject({ title: '零号机点检', owner: { userId: LEAVER }, position: { key: 'production' } });
  expect(rows.filter(({ problems }) => problems.some(({ code }) => code === 'position_guessed'))).toEqual([]);
  expect(await refusal(call('setImportFiles', { params, body: { fileIds: null, set: { title: '都叫这个' } } }))).toBe(
    'invalid_input',
  );
});

test('killed again and again in the middle, every file becomes one document', async () => {
  await (await house.as(HR))('startImport', { params: { id: first }, body: { mode: 'publish' } });
  const mortal = makeMortal(house);
  const { runImports } = await import('@baton/flows');
  let deaths = 0;
  for (const steps of [9, 40, 333, 1000, 2500]) {
    mortal.dieAfter(steps);
    await runImports(house.server.deps, APP.corpId).catch((error: unknown) => {
      if (!mortal.isDead()) throw error;
      deaths += 1;
    });
    mortal.revive();
  }
  expect(deaths).toBe(5);
  await house.settle();
  const head = await (await house.as(HR))('readImport', { params: { id: first } });
  expect(head).toMatchObject({ state: 'done', progress: { failed: 0 } });
  expect(head.progress.done).toBe(head.progress.total);
  expect(await countDocuments()).toBe(292);
});

test('what was in force on paper is in force, and says honestly how it got there', async () => {
  const rows = await reportOf(house, HR, first);
  const of = (path: string) => rows.find((row) => row.path === path)?.documentId as string;
  const sop = await read(house, HR, of('设备/换模/3号机换模.xlsx'));
  expect(sop).toMatchObject({ state: 'published', number: 1, verifiedAt: null, reviewOn: '2026-04-01', draft: 'none' });
  expect(sop.versions).toMatchObject([{ authors: [], approvedBy: { userId: HR }, selfApproved: false }]);
  expect(sop.content).toMatchObject({
    format: 'sop',
    scope: '三号注塑机',
    steps: [{ action: '关闭主电源，挂牌上锁' }, { range: '42–45 bar', trouble: '超过 50 bar 立即停机' }],
  });
  const text = await read(house, HR, of('设备/备忘/7.txt'));
  expect(text.content).toMatchObject({ format: 'markdown', text: '第一行 7  \n第二行' });
});

test('pictures and PDFs came along: who reads the document opens them, nobody else, and a PDF is known by its text', async () => {
  const rows = await reportOf(house, HR, first);
  const of = (path: string) => rows.find((row) => row.path === path)?.documentId as string;
  const opened = async (userId: string, id: string) => {
    const view = await read(house, userId, id);
    const call = await house.as(userId);
    const fileIds = view.files.map((file) => file.id);
    const { links } = await call('linkDocumentFiles', { params: { id }, body: { fileIds } });
    const reply = await fetch(house.server.url + links[0]?.url);
    return { view, bytes: Buffer.from(await reply.arrayBuffer()) };
  };
  for (const [path, alt] of [
    ['设备/SOP/3号点检.md', '表盘'],
    ['设备/会议/0.docx', '压力表'],
  ] as const) {
    const { view, bytes } = await opened(LEAVER, of(path));
    expect((view.content as { text: string }).text).toContain(`![${alt}](file:${view.files[0]?.id})`);
    expect(bytes).toEqual(PNG);
  }
  const manual = await opened(LEAVER, of('设备/手册/7.pdf'));
  expect(manual.view.content).toMatchObject({ text: `[7.pdf](file:${manual.view.files[0]?.id})` });
  expect(manual.bytes).toEqual(pdfOf('manual 7'));
  const files = await withCorp(house.server.deps.db, APP.corpId, (tx) => tx.select().from(schema.documentFiles));
  expect(files.find(({ name }) => name === '7.pdf')).toMatchObject({ text: 'manual 7', bytes: manual.bytes.length });
  const body = { fileIds: [manual.view.files[0]?.id as string] };
  // Not theirs to read; and not a file of the document they may read.
  const stranger = (await house.as('yefang'))('linkDocumentFiles', { params: { id: of('设备/手册/7.pdf') }, body });
  expect(await refusal(stranger)).toBe('not_found');
  const other = (await house.as(LEAVER))('linkDocumentFiles', { params: { id: of('设备/手册/8.pdf') }, body });
  expect(await refusal(other)).toBe('not_found');
});

test('the same zip a second time: no doubles, nothing changes', async () => {
  const head = await lookThrough(house, HR, { '设备部资料 (1).zip': zip });
  expect(head.decisions).toMatchObject({ create: 0, update: 0, unchanged: 292, conflict: 0 });
  await (await house.as(HR))('startImport', { params: { id: head.id }, body: { mode: 'publish' } });
  await house.settle();
  expect(await countDocuments()).toBe(292);
  const rows = await reportOf(house, HR, head.id);
  const before = new Map((await reportOf(house, HR, first)).map((row) => [`${row.path} ${row.part}`, row.documentId]));
  for (const row of rows) expect(row.documentId, row.path).toBe(before.get(`${row.path} ${row.part}`) ?? null);
});

test('changed files come as drafts beside what is in force; where somebody writes already, it says so and stays away', async () => {
  const call = await house.as(HR);
  const rows = await reportOf(house, HR, first);
  const [one, two] = ['设备/SOP/0号点检.md', '设备/SOP/1号点检.md'].map(
    (path) => rows.find((row) => row.path === path)?.documentId as string,
  ) as [string, string];
  const content = { format: 'markdown' as const, text: '正在写' };
  const open = { draftVersion: 0, publishedNumber: 1, title: '零号机点检', content };
  await (await house.as(LEAVER))('saveDocumentDraft', { params: { id: one }, body: open });
  const head = await lookThrough(house, HR, { [NAME]: await folder('和水位') });
  expect(head.decisions).toMatchObject({ create: 0, update: 2, conflict: 1, unchanged: 289 });
  await call('startImport', { params: { id: head.id }, body: {} });
  await house.settle();
  expect(await countDocuments()).toBe(292);
  expect((await read(house, LEAVER, one)).writing).toMatchObject({ content: { text: '正在写' } });
  const changed = await read(house, HR, two);
  expect(changed).toMatchObject({ state: 'published', number: 1, draft: 'editing' });
  expect(changed.writing?.content).toMatchObject({ text: '看油位和水位。' });
});

/** What a person downloads. */
async function exported(userId: string, position?: string) {
  const { url } = await (await house.as(userId))('exportDocuments', { body: { position } });
  const reply = await fetch(house.server.url + url);
  const bytes = Buffer.from(await reply.arrayBuffer());
  const zip = await openZip(bytes, { entries: 10_000, entryBytes: 1e8 });
  const names = zip.entries.map(({ name }) => name);
  const read = async (name: string) => (await zip.entries.find((entry) => entry.name === name)?.read())?.toString();
  return { bytes, names, read, disposition: reply.headers.get('content-disposition') };
}

test('a position leaves as a zip of Markdown with its files beside it, and comes back as what it is', async () => {
  const { bytes, names, read: text, disposition } = await exported(LEAVER, 'production');
  expect(disposition).toContain(encodeURIComponent('生产 2026-03-02.zip'));
  expect(names.filter((name) => name.endsWith('.md'))).toHaveLength(292);
  expect(names).toContain('生产/SOP/附件/3号点检/表盘.png');
  expect(await text('生产/SOP/3号点检.md')).toContain('![表盘](<附件/3号点检/表盘.png>)');
  expect(await text('生产/SOP/3号机换模.md')).toContain('**出错怎么办**\n\n超过 50 bar 立即停机');
  expect(await text('目录.csv')).toContain('生产,SOP,3号机换模,陈静,');
  // Drafts stay here: what is being written is not what is in force.
  expect(await text('生产/SOP/1号点检.md')).toContain('看油位。');
  const head = await lookThrough(house, HR, { '生产 2026-03-02.zip': bytes });
  expect(head.decisions).toMatchObject({ create: 0, update: 0, conflict: 0, unchanged: 292, attach: 81 });
  await (await house.as(HR))('discardImport', { params: { id: head.id } });
});

test('nobody takes out what they may not read, and a ticket lives a minute', async () => {
  const stranger = await exported('yefang');
  expect(stranger.names).toEqual(['目录.csv']);
  // Nobody prints three hundred documents; whoever may read none gets a title page.
  const tooMany = (await house.as(HR))('exportDocuments', { body: { as: 'pdf' } });
  expect(await refusal(tooMany)).toBe('files_full');
  const none = await (await house.as('yefang'))('exportDocuments', { body: { as: 'pdf' } });
  const printed = await fetch(house.server.url + none.url);
  expect(await readPdf(new Uint8Array(await printed.arrayBuffer()))).not.toContain('点检');
  const { url } = await (await house.as(HR))('exportDocuments', { body: {} });
  await house.clock.forward(61_000);
  expect((await fetch(house.server.url + url)).status).toBe(404);
});

test('nothing of an import stays in the storage that no document names, and readers are as the rule says', async () => {
  const left = await lookThrough(house, HR, { '放弃.md': Buffer.from('# 放弃\n\n不要了') });
  await (await house.as(HR))('discardImport', { params: { id: left.id } });
  await house.settle();
  const rows = await withCorp(house.server.deps.db, APP.corpId, (tx) => tx.select().from(schema.imports));
  expect(rows.filter(({ clearedAt }) => clearedAt === null)).toEqual([]);
  await expectReadersKept(house);
});
