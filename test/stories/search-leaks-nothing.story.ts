import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SUCCESSOR as EDITOR, HR, LEAVER as OWNER, MANAGER as VERIFIER } from '../house/resign.ts';
import { type House, startHouse } from '../house/start-house.ts';
import { act, changeover, read, submit } from '../house/write-document.ts';

/**
 * Nobody finds what they may not read: not by its title, its text, a step, a subject, the name or the text of an
 * attachment; not in a count, a suggestion, or by asking for it to be written. Each relation to a document, each
 * visibility, each state.
 */
const AUDIENCES = {
  company: { visibility: 'company', visibleTo: [] },
  departments: { visibility: 'departments', visibleTo: ['879301012'] },
  positions: { visibility: 'positions', visibleTo: ['finance'] },
  people: { visibility: 'people', visibleTo: ['luoyan'] },
} as const;
type Audience = keyof typeof AUDIENCES;
/** `rewritten`: published, and a draft of other words beside it. */
const STATES = ['draft', 'in_review', 'published', 'rewritten', 'needs_review', 'obsolete'] as const;
type State = (typeof STATES)[number];
const FOUND: readonly State[] = ['published', 'rewritten', 'needs_review'];

/** Owner, verifier, editor; then 钱龙 (holds it), 马成 (leads it), 陈静 (HR), 赵磊 (admin), 罗燕 (named), 田琳 (客服部), 叶芳 (财务). */
const READS: Record<string, string> = {
  [OWNER]: 'company departments positions people',
  [VERIFIER]: 'company departments positions people',
  [EDITOR]: 'company departments positions people',
  qianlong: 'company departments positions',
  macheng: 'company departments positions',
  [HR]: 'company departments positions',
  zhaolei: 'company departments positions',
  luoyan: 'company departments positions people',
  tianlin: 'company departments',
  yefang: 'company positions',
};
/** In every document, so that a search for it meets them all. */
const COMMON = '绝密配方';
const FIELDS = ['title', 'step', 'remedy', 'subject', 'file', 'inside'] as const;

let house: House;
type Planted = { id: string; audience: Audience; state: State; word: (field: string) => string };
const planted: Planted[] = [];

async function attach(id: string, name: string, text: string): Promise<string> {
  const { token } = await house.sessionOf(OWNER);
  const body = new FormData();
  body.append('file', new Blob([text], { type: 'text/plain' }), name);
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${house.server.url}/api/documents/${id}/files`, { method: 'POST', headers, body });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

async function plant(audience: Audience, state: State): Promise<Planted> {
  const code = `${audience}${state.replace('_', '')}`;
  const word = (field: string) => `zq${code}${field}`;
  const call = await house.as(OWNER);
  const title = `${COMMON} ${word('title')}`;
  const content = (file: string) => ({
    ...changeover([
      {
        action: `${COMMON}：${word('step')}，见 [附件](file:${file})`,
        standard: '指示灯熄灭',
        trouble: word('remedy'),
      },
    ]),
  });
  const { id, draftVersion } = await call('createDocument', {
    body: {
      ...{ kind: 'sop', title, content: changeover([]), positionKey: 'production', subjects: [word('subject')] },
      ...{ visibility: AUDIENCES[audience].visibility, visibleTo: [...AUDIENCES[audience].visibleTo] },
    },
  });
  await act(house, OWNER, 'changeDocumentPeople', id, { editorIds: [EDITOR] });
  const file = await attach(id, `${word('file')}.txt`, `${COMMON} ${word('inside')}`);
  const save = (version: number, newTitle: string, body: ReturnType<typeof content>) =>
    call('saveDocumentDraft', {
      params: { id },
      body: { draftVersion: version, publishedNumber: version === 0 ? 1 : null, title: newTitle, content: body },
    });
  await save(draftVersion, title, content(file));
  if (state !== 'draft') await submit(house, OWNER, id);
  if (state !== 'draft' && state !== 'in_review') await act(house, VERIFIER, 'publishDocument', id);
  if (state === 'obsolete') await act(house, VERIFIER, 'obsoleteDocument', id, { reason: '配方已停用' });
  if (state === 'needs_review') await call('flagDocuments', { body: { subject: word('subject'), reason: '配方变了' } });
  if (state === 'rewritten') await save(0, word('draft'), content(file));
  expect((await read(house, OWNER, id)).state).toBe(state === 'rewritten' ? 'published' : state);
  return { id, audience, state, word };
}

beforeAll(async () => {
  house = await startHouse({ inMemory: true });
  for (const audience of Object.keys(AUDIENCES) as Audience[])
    for (const state of STATES) planted.push(await plant(audience, state));
  await house.settle();
});
afterAll(() => house.close());

describe.each(Object.keys(READS))('%s', (userId) => {
  const mayFind = ({ audience, state }: Planted) =>
    FOUND.includes(state) && (READS[userId] ?? '').split(' ').includes(audience);

  test('finds each document by all of its words, or by none of them', async () => {
    const call = await house.as(userId);
    for (const document of planted) {
      const q = FIELDS.map(document.word).join(' ').slice(0, 200);
      const reply = await call('searchDocuments', { query: { q } });
      const expected = mayFind(document) ? [document.id] : [];
      expect([document.word(''), reply.hits.map((hit) => hit.document.id), reply.total]).toEqual([
        document.word(''),
        expected,
        expected.length,
      ]);
      const { rows } = await call('suggestDocuments', { query: { q: document.word('title').slice(0, -1) } });
      expect(rows.map(({ id }) => id)).toEqual(expected);
    }
  });

  test('meets in a common search, in its count and in suggestions only what they may read', async () => {
    const call = await house.as(userId);
    const expected = planted
      .filter(mayFind)
      .map(({ id }) => id)
      .toSorted();
    const { total, hits } = await call('searchDocuments', { query: { q: COMMON, limit: 50 } });
    expect(hits.map(({ document }) => document.id).toSorted()).toEqual(expected);
    expect(total).toBe(expected.length);
    const { rows } = await call('suggestDocuments', { query: { q: '绝密' } });
    for (const { id } of rows) expect(expected).toContain(id);
    expect(rows.length).toBe(Math.min(expected.length, 8));
  });
});

test.each(FIELDS)('who may read it finds it by its %s alone', async (field) => {
  const document = planted.find(({ audience, state }) => audience === 'people' && state === 'published');
  const call = await house.as('luoyan');
  const reply = await call('searchDocuments', { query: { q: document?.word(field) ?? '' } });
  expect(reply.hits.map((hit) => hit.document.id)).toEqual([document?.id]);
  for (const userId of [HR, 'zhaolei', 'macheng', 'tianlin']) {
    const other = await (await house.as(userId))('searchDocuments', { query: { q: document?.word(field) ?? '' } });
    expect(other).toEqual({ total: 0, hits: [] });
  }
});

test('a draft’s words are found by nobody, its writer neither, before they are published', async () => {
  for (const userId of Object.keys(READS))
    for (const { word } of planted.filter(({ state }) => state === 'rewritten')) {
      const call = await house.as(userId);
      expect(await call('searchDocuments', { query: { q: word('draft') } })).toEqual({ total: 0, hits: [] });
      expect(await call('suggestDocuments', { query: { q: word('draft') } })).toEqual({ rows: [] });
    }
});

test('asking for it to be written says the same, whether there is one or not', async () => {
  const call = await house.as('tianlin');
  const secret = planted.find(({ audience, state }) => audience === 'people' && state === 'published');
  const ask = async (wanted: string) => {
    const { waiting, asked } = await call('requestDocument', { body: { wanted, position: 'production' } });
    const { id: _id, wanted: _wanted, createdAt: _at, ...rest } = asked.find((row) => row.wanted === wanted) ?? {};
    return { waiting, rest };
  };
  expect(await ask(secret?.word('title') ?? '')).toEqual(await ask('zqnosuchthing'));
});
