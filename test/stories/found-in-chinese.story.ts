import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Call } from '@baton/api/client';
import { type DocumentContent, type GivenContent, normalizeContent, plainText } from '@baton/core';
import { insertDocument, insertVersion, withCorp } from '@baton/db';
import { indexDocuments } from '@baton/flows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HR, LEAVER, MANAGER } from '../house/resign.ts';
import { APP, type House, startHouse } from '../house/start-house.ts';
import { changeover, STEPS } from '../house/write-document.ts';

/**
 * Somebody types what they have in mind and finds the place. Among 256 texts of a public set, published before there was
 * a search: the clock makes them findable.
 */
type Given = {
  documents: { id: number; title: string; text: string }[];
  queries: { query: string; document: number }[];
};
const given = JSON.parse(readFileSync(new URL('../data/zh-retrieval.json', import.meta.url), 'utf8')) as Given;

const OWN: { title: string; content: GivenContent; subjects?: string[] }[] = [
  {
    title: '三号机换型调试',
    content: { systems: [], contacts: [], forbidden: [], ...changeover(STEPS) },
    subjects: ['三号机'],
  },
  {
    title: 'PLC 更换：FX-3U 换为 S7-1200',
    content: { format: 'markdown', text: '先备份程序。\n\n拆下 FX3U-48MR，记录接线。' },
  },
  { title: '差旅与報銷流程', content: { format: 'markdown', text: '發票須在三十日內交給財務。' } },
  { title: '３号仓库盘点', content: { format: 'markdown', text: '按 Q/GB 123-2020 的要求，每季度盘点一次。' } },
];
let house: House;
let call: Call;
const numbers = new Map<string, number>();

async function write(title: string, content: DocumentContent, subjects: string[] = []): Promise<string> {
  const { db } = house.server.deps;
  const { corpId } = APP;
  const id = randomUUID();
  const at = house.clock.now();
  await withCorp(db, corpId, async (tx) => {
    await insertDocument(tx, {
      ...{ corpId, id, kind: 'sop', state: 'published', title, ownerId: HR, verifierId: MANAGER, createdBy: HR },
      ...{ visibility: 'company', readers: ['company'], subjects, publishedNumber: 1, updatedAt: at },
    });
    const said = { title, content, plainText: plainText(title, content), authorIds: [HR], approvedBy: MANAGER };
    await insertVersion(tx, { corpId, documentId: id, number: 1, ...said });
  });
  return id;
}

beforeAll(async () => {
  house = await startHouse({ inMemory: true });
  for (const { id, title, text } of given.documents) numbers.set(await write(title, { format: 'markdown', text }), id);
  for (const { title, content, subjects } of OWN) await write(title, normalizeContent(content, randomUUID), subjects);
  expect(await indexDocuments(house.server.deps, APP.corpId)).toEqual({ indexed: given.documents.length + OWN.length });
  expect(await indexDocuments(house.server.deps, APP.corpId)).toEqual({ indexed: 0 });
  call = await house.as(LEAVER);
});
afterAll(() => house.close());

const find = async (q: string, limit = 10) => (await call('searchDocuments', { query: { q, limit } })).hits;
const titles = async (q: string) => (await find(q)).map(({ document }) => document.title);

test('one in twelve of the questions is answered by its text, nearly always first', async () => {
  const asked = given.queries.filter(({ query }, at) => at % 12 === 0 && query.trim() !== '');
  const ranks: number[] = [];
  for (const { query, document } of asked) {
    const hits = await find(query.slice(0, 200));
    ranks.push(hits.findIndex((hit) => numbers.get(hit.document.id) === document) + 1);
  }
  expect(ranks.filter((rank) => rank > 0).length / asked.length).toBeGreaterThan(0.98);
  expect(ranks.reduce((sum, rank) => sum + (rank > 0 ? 1 / rank : 0), 0) / asked.length).toBeGreaterThan(0.97);
});

test.each([
  ['two characters inside a word', '换型', '三号机换型调试'],
  ['two words that stand apart', '保压 停机', '三号机换型调试'],
  ['a subject', '三号机', '三号机换型调试'],
  ['a model number as it is written', 'FX-3U', 'PLC 更换：FX-3U 换为 S7-1200'],
  ['a model number written otherwise', 'fx3u', 'PLC 更换：FX-3U 换为 S7-1200'],
  ['a part of a model number', 's7 1200', 'PLC 更换：FX-3U 换为 S7-1200'],
  ['simplified, of a traditional text', '报销 发票', '差旅与報銷流程'],
  ['traditional, of a simplified text', '換型調試', '三号机换型调试'],
  ['full width', 'ＦＸ－３Ｕ', 'PLC 更换：FX-3U 换为 S7-1200'],
  ['half width, of a full-width text', '3号仓库', '３号仓库盘点'],
  ['a standard', 'Q/GB 123', '３号仓库盘点'],
  ['one character', '銷', '差旅与報銷流程'],
])('%s: %s', async (_what, q, title) => {
  expect((await titles(q))[0]).toBe(title);
});

test('the place that answers is shown as it was written, with what was found marked', async () => {
  const [hit] = await find('停机 压力');
  expect(hit?.place).toMatchObject({ label: 'step_trouble', step: { number: 2 }, text: '超过 50 bar 立即停机' });
  const { text = '', marks = [] } = hit?.place ?? {};
  expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['停机']);
  const [other] = await find('发票');
  expect(other?.place?.text).toBe('發票須在三十日內交給財務。');
  expect(other?.place?.marks.map(([from, to]) => other.place?.text.slice(from, to))).toEqual(['發票']);
});

test('nothing is found where nothing is; odd queries do no harm', async () => {
  expect(await call('searchDocuments', { query: { q: '龘䶮𪚥' } })).toEqual({ total: 0, hits: [] });
  for (const q of ['%', "' or 1=1 --", '？！。', '𠮷', '\\', '*', 'a'.repeat(200), '年年年年年年'.repeat(30)])
    expect((await call('searchDocuments', { query: { q } })).total).toBeLessThanOrEqual(100);
});

test('titles are suggested while typing, half a word of letters too', async () => {
  const suggest = async (q: string) =>
    (await call('suggestDocuments', { query: { q } })).rows.map(({ title }) => title);
  expect(await suggest('换型')).toEqual(['三号机换型调试']);
  expect(await suggest('三')).toContain('三号机换型调试');
  expect(await suggest('plc 更')).toEqual(['PLC 更换：FX-3U 换为 S7-1200']);
  expect(await suggest('fx')).toEqual(['PLC 更换：FX-3U 换为 S7-1200']);
  expect(await suggest('没有这样的标题')).toEqual([]);
});

test('what is obsolete is found no more; what is only to be verified still is', async () => {
  const id = (await find('換型調試'))[0]?.document.id as string;
  const manager = await house.as(MANAGER);
  const { version } = await manager('readDocument', { params: { id } });
  await manager('obsoleteDocument', { params: { id }, body: { version, reason: '三号机已经报废' } });
  expect(await titles('换型调试')).not.toContain('三号机换型调试');
  await manager('reviveDocument', { params: { id }, body: { version: version + 1 } });
  expect((await titles('换型调试'))[0]).toBe('三号机换型调试');
  expect(
    (await call('searchDocuments', { query: { q: '换型调试', fresh: 'true' } })).hits.map(
      ({ document }) => document.title,
    ),
  ).not.toContain('三号机换型调试');
});
