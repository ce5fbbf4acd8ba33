import type { RouteName } from '@baton/api/client';
import { ROUTES } from '@baton/api/routes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectReadersKept } from '../house/expect-readers-kept.ts';
import { SUCCESSOR as EDITOR, HR, LEAVER as OWNER, MANAGER as VERIFIER } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, changeover, read, STEPS, submit } from '../house/write-document.ts';

/** Who reads which document, asked over HTTP at every door; who may not finds no trace of it. */
const SECRET = '绝密配方一二三';
/** A colleague of the same position, who leads the position, HR, an admin, and three who are nothing of that. */
const PEOPLE = ['qianlong', 'macheng', HR, 'zhaolei', 'luoyan', 'tianlin', 'yefang'] as const;
/** What each is meant for: the department is 客服部, the position 财务, the named person 罗燕. */
const AUDIENCES = {
  company: { visibility: 'company', visibleTo: [] },
  departments: { visibility: 'departments', visibleTo: ['879301012'] },
  positions: { visibility: 'positions', visibleTo: ['finance'] },
  people: { visibility: 'people', visibleTo: ['luoyan'] },
} as const;
type Audience = keyof typeof AUDIENCES;

/** 钱龙 (holds it), 马成 (leads it), 陈静 (HR), 赵磊 (admin), 罗燕 (holds it; named), 田琳 (客服部), 叶芳 (财务). */
const READS: Record<Audience, string> = {
  company: 'yes yes yes yes yes yes yes',
  departments: 'yes yes yes yes yes yes no',
  positions: 'yes yes yes yes yes no yes',
  people: 'no no no no yes no no',
};

let house: House;
const drafts = {} as Record<Audience, string>;
const published = {} as Record<Audience, string>;

beforeAll(async () => {
  house = await startHouse({ inMemory: true });
  const call = await house.as(OWNER);
  const create = async (audience: Audience) => {
    const { id } = await call('createDocument', {
      body: {
        ...{ kind: 'sop', title: `${SECRET} ${audience}`, content: changeover(STEPS), positionKey: 'production' },
        ...{ visibility: AUDIENCES[audience].visibility, visibleTo: [...AUDIENCES[audience].visibleTo] },
      },
    });
    await act(house, OWNER, 'changeDocumentPeople', id, { editorIds: [EDITOR] });
    return id;
  };
  for (const audience of Object.keys(AUDIENCES) as Audience[]) {
    drafts[audience] = await create(audience);
    published[audience] = await create(audience);
    await submit(house, OWNER, published[audience]);
    await act(house, VERIFIER, 'publishDocument', published[audience]);
  }
});
afterAll(() => house.close());

const BODIES: Partial<Record<RouteName, object>> = {
  saveDocumentDraft: { draftVersion: 1, title: '改', content: { format: 'markdown', text: '改' } },
  discardDocumentDraft: { version: 1 },
  submitDocument: { version: 1, draftVersion: 1 },
  withdrawDocument: { version: 1 },
  rejectDocument: { version: 1, reason: '试试看' },
  publishDocument: { version: 1 },
  verifyDocument: { version: 1 },
  obsoleteDocument: { version: 1, reason: '试试看' },
  reviveDocument: { version: 1 },
  restoreVersion: { version: 1, number: 1 },
  changeDocumentPeople: { version: 1, ownerId: OWNER },
  changeDocumentSettings: { version: 1, subjects: [] },
  linkDocumentFiles: { fileIds: ['11111111-1111-4111-8111-111111111111'] },
  confirmReading: { number: 1 },
  // The one that takes a file instead.
  uploadDocumentFile: {},
};
function aFile(): FormData {
  const form = new FormData();
  form.append('file', new Blob(['换模步骤'], { type: 'text/plain' }), '换模.txt');
  return form;
}
const doors = (Object.keys(ROUTES) as RouteName[]).filter((name) => ROUTES[name].path.startsWith('/api/documents/:id'));

/** Every door of one document. @returns what was answered, and whether its text came along */
async function knock(userId: string, id: string) {
  const { token } = await house.sessionOf(userId);
  return Promise.all(
    doors.map(async (name) => {
      const path = ROUTES[name].path.replace(':id', id).replace(':number', '1');
      const body = name === 'uploadDocumentFile' ? aFile() : BODIES[name] && JSON.stringify(BODIES[name]);
      const isJson = typeof body === 'string';
      const response = await fetch(
        `${house.server.url}${path}${name === 'compareVersions' ? '?from=1&to=draft' : ''}`,
        {
          method: ROUTES[name].method,
          headers: { authorization: `Bearer ${token}`, ...(isJson ? { 'content-type': 'application/json' } : {}) },
          ...(body ? { body } : {}),
        },
      );
      const text = await response.text();
      return { name, status: response.status, leaks: text.includes(SECRET) };
    }),
  );
}
const listOf = async (userId: string, query: Record<string, unknown> = {}) => {
  const reply = await (await house.as(userId))('listDocuments', { query: { limit: 100, ...query } });
  return reply.rows.map(({ id }) => id);
};

test('every door of a document is asked', () => {
  expect(doors.filter((name) => ROUTES[name].method !== 'GET').toSorted()).toEqual(Object.keys(BODIES).toSorted());
});

describe.each(Object.keys(AUDIENCES) as Audience[])('for %s', (audience) => {
  test.each(PEOPLE.map((userId, at) => [userId, READS[audience].split(' ')[at] === 'yes'] as const))(
    '%s reads what was published: %s',
    async (userId, reads) => {
      const id = published[audience];
      expect((await listOf(userId)).includes(id)).toBe(reads);
      if (reads) {
        const view = await read(house, userId, id);
        expect([view.title, view.number, view.writing]).toEqual([`${SECRET} ${audience}`, 1, null]);
        return;
      }
      for (const { name, status, leaks } of await knock(userId, id)) {
        expect([name, status, leaks]).toEqual([name, 404, false]);
      }
    },
  );

  test('a draft is its owner’s, verifier’s and editors’ alone', async () => {
    const id = drafts[audience];
    for (const userId of [OWNER, VERIFIER, EDITOR]) {
      expect((await read(house, userId, id)).writing?.title).toBe(`${SECRET} ${audience}`);
      expect(await listOf(userId)).toContain(id);
    }
    for (const userId of PEOPLE) {
      expect(await listOf(userId)).not.toContain(id);
      for (const { name, status, leaks } of await knock(userId, id)) {
        expect([name, status, leaks]).toEqual([name, 404, false]);
      }
    }
  });
});

test.each(['tianlin', ...PEOPLE, OWNER])(
  'search shows %s exactly what the list shows, and counts nothing else',
  async (userId) => {
    const call = await house.as(userId);
    const readable = (await listOf(userId, { state: 'published' })).toSorted();
    // By its title, by a word of it, by a step, by what an exception says.
    for (const q of [SECRET, '配方', '挂牌上锁', '比例阀']) {
      const { total, hits } = await call('searchDocuments', { query: { q, limit: 50 } });
      expect([q, hits.map(({ document }) => document.id).toSorted()]).toEqual([q, readable]);
      expect(total).toBe(readable.length);
    }
    const { rows } = await call('suggestDocuments', { query: { q: '绝密' } });
    expect(rows.map(({ id }) => id).toSorted()).toEqual(readable);
  },
);

test('a page is as long as asked for, whatever lies between that may not be read', async () => {
  const all = await listOf('tianlin');
  const call = await house.as('tianlin');
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('listDocuments', { query: { limit: 1, ...(cursor ? { cursor } : {}) } });
    expect(page.rows.length).toBe(1);
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(all);
  expect(await refusal(call('listDocuments', { query: { cursor: 'x' } }))).toBe('invalid_input');
});

test('one’s own position is known without asking for it by name, and shows no more than one may read', async () => {
  const shelf = async (userId: string) => {
    const call = await house.as(userId);
    const { yours, rows } = await call('listDocuments', { query: { position: '*mine', limit: 100 } });
    const key = yours?.key ?? '';
    const named = await call('listDocuments', { query: { position: key, limit: 100 } });
    expect(rows).toEqual(named.rows);
    expect(rows.every(({ position }) => position?.key === key)).toBe(true);
    return { key, ids: rows.map(({ id }) => id) };
  };
  const holder = await shelf(OWNER);
  expect(holder.key).toBe('production');
  expect(holder.ids).toContain(published.company);
  const stranger = await shelf('tianlin');
  expect(stranger.key).not.toBe('production');
  expect(stranger.ids).not.toContain(published.company);
});

test('flagging by subject neither touches nor names what one may not read', async () => {
  const flag = async (userId: string) =>
    (await (await house.as(userId))('flagDocuments', { body: { subject: SECRET, reason: `${userId}说变了` } })).flagged;
  // 田琳 reads two of them, but answers for none and works by none.
  expect(await flag('tianlin')).toEqual([]);
  const ids = (await flag(HR)).map(({ id }) => id).toSorted();
  expect(ids).toEqual([published.company, published.departments, published.positions].toSorted());
  expect((await read(house, OWNER, published.people)).state).toBe('published');
});

test('a path tells whoever looks at it, and whoever puts somebody on it, of nothing they may not read', async () => {
  const params = { key: 'production' };
  const steps = (Object.keys(AUDIENCES) as Audience[]).map((audience) => ({
    ...{ key: audience, day: 1 as const, kind: 'custom' as const, title: audience },
    documentIds: [published[audience]],
  }));
  await (await house.as(VERIFIER))('changeReadingPath', { params, body: { version: 0, steps } });
  const seen: string[] = [];
  for (const userId of PEOPLE) {
    const call = await house.as(userId);
    const path = await call('readReadingPath', { params }).catch(() => null);
    if (path === null) continue;
    seen.push(userId);
    const readable = new Set(await listOf(userId));
    expect(path.documents.filter(({ id }) => !readable.has(id))).toEqual([]);
    const told = path.steps.flatMap(({ documentIds }) => documentIds).filter((id) => !readable.has(id));
    // Whoever arranges the path keeps what stands in it, by its id alone.
    if (path.abilities.includes('change')) continue;
    const within = steps.filter(({ documentIds: [id] }) => readable.has(id as string));
    expect([userId, told, path.steps.map(({ title }) => title)]).toEqual([
      userId,
      [],
      within.map(({ title }) => title),
    ]);
  }
  expect(seen).toContain(HR);
  expect(seen.length).toBeLessThan(PEOPLE.length);
  // A path is walked by what somebody reads without a role: 陈静 and 赵磊 would not need it to.
  for (const userId of PEOPLE.filter((one) => one !== HR && one !== 'zhaolei')) {
    const query = { userId, startsOn: '2026-03-10' };
    const foreseen = await (await house.as(HR))('foreseePath', { params, query });
    const readable = new Set(await listOf(HR));
    const known = steps.filter(({ documentIds: [id] }) => readable.has(id as string)).map(({ key }) => key);
    expect([userId, foreseen.steps.filter(({ key }) => !known.includes(key as Audience))]).toEqual([userId, []]);
    const theirs = new Set(await listOf(userId));
    const missing = steps.filter(({ key, documentIds: [id] }) => known.includes(key) && !theirs.has(id as string));
    expect([userId, foreseen.unreadable]).toEqual([userId, missing.length]);
  }
});

test('whom it is meant for changes at once, and an obsolete one is read by who could read it', async () => {
  const id = published.departments;
  await act(house, OWNER, 'changeDocumentSettings', id, {
    audience: { visibility: 'people', visibleTo: ['yefang'] },
  });
  const reads = async () => {
    const found: string[] = [];
    for (const userId of PEOPLE) if ((await listOf(userId)).includes(id)) found.push(userId);
    return found;
  };
  expect(await reads()).toEqual(['yefang']);
  expect(await refusal(read(house, HR, id))).toBe('not_found');
  await act(house, VERIFIER, 'obsoleteDocument', id, { reason: '配方停用' });
  expect(await reads()).toEqual(['yefang']);
  expect((await read(house, 'yefang', id)).state).toBe('obsolete');
});

test('nobody puts a document under a position that is not theirs, nor shows it to somebody who does not exist', async () => {
  const create = async (userId: string, more: object) =>
    (await house.as(userId))('createDocument', {
      body: { kind: 'faq', title: '问', content: { format: 'markdown', text: '答' }, visibility: 'company', ...more },
    });
  expect(await refusal(create('tianlin', { positionKey: 'finance' }))).toBe('forbidden');
  expect(await refusal(create('tianlin', {}))).toBe('forbidden');
  expect(await refusal(create('tianlin', { positionKey: 'no-such' }))).toBe('invalid_input');
  const nobody = { positionKey: 'customer_service', visibility: 'people', visibleTo: ['nobody-here'] };
  expect(await refusal(create('tianlin', nobody))).toBe('invalid_input');
  expect((await create('tianlin', { positionKey: 'customer_service' })).owner.userId).toBe('tianlin');
  // 谢娟 leads 客服部, 陈静 is HR: theirs as well; HR's also for the whole company.
  expect((await create('xiejuan', { positionKey: 'customer_service' })).state).toBe('draft');
  expect((await create(HR, { positionKey: null })).position).toBeNull();
});

test('after all of it, every document names the readers that the rule gives it', () => expectReadersKept(house));
