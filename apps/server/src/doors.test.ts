import { ROUTES, type RouteName, TODAY_HEADER, WITHOUT_SESSION } from '@baton/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLogger } from './log.ts';
import { type Answer, CORP, codeOf, completeEnv, openServer, type TestServer } from './testing/open-server.ts';

/** Every door of the server: registered once, shut for strangers, and strict about what comes in. */
let house: TestServer;
let token: string;
beforeAll(async () => {
  house = await openServer();
  token = await house.signedIn('zhang');
});
afterAll(() => house.close());

const names = Object.keys(ROUTES) as RouteName[];
const ID = '0198f0aa-1111-7222-8333-444455556666';
/** What a route has to be asked. */
const ASKED: Partial<Record<RouteName, string>> = {
  compareVersions: '?from=1&to=draft',
  foreseePath: '?userId=zhang&startsOn=2026-03-31',
};
const pathOf = (name: RouteName) =>
  ROUTES[name].path
    .replace(':id', ID)
    .replace(':ticket', 'dingserver.nothing')
    .replace(':number', '1')
    .replace(':key', 'day_0')
    .replace(':userId', 'zhang') + (ASKED[name] ?? '');
const sessionRoutes = names.filter((name) => !WITHOUT_SESSION.includes(name));

/** A body the route accepts, so that a refusal is about something else. */
const GOOD: Partial<Record<RouteName, Record<string, unknown>>> = {
  createHandover: { leaverId: 'nobody', lastWorkingDay: '2026-03-31' },
  editHandover: { version: 1 },
  launchHandover: { version: 1 },
  releaseHandover: { version: 1, leaverName: '张建国' },
  withdrawHandover: { version: 1, reason: '员工决定留下' },
  reinstateHandover: { version: 1 },
  nudgeHandover: { userId: 'zhang' },
  saveDraft: { version: 1, evidence: [] },
  submitItem: { version: 1, evidence: [] },
  acceptItem: { version: 1 },
  confirmItem: { version: 1 },
  returnItem: { version: 1, reason: '缺少三号机' },
  blockItem: { version: 1, reason: '缺少三号机' },
  unblockItem: { version: 1 },
  waiveItem: { version: 1, why: '设备已报废', risk: '没有风险' },
  reopenItem: { version: 1, reason: '又坏了，重新来' },
  supplementItem: { version: 1, doerId: 'zhang', reason: '接替办理' },
  delegateItem: { version: 1, slot: 0, toUserId: 'zhang', reason: '出差两周' },
  createDocument: { kind: 'sop', title: '换模', content: { format: 'markdown', text: '一' }, visibility: 'company' },
  flagDocuments: { subject: '报销', reason: '流程变了' },
  saveDocumentDraft: { draftVersion: 1, title: '换模', content: { format: 'markdown', text: '一' } },
  discardDocumentDraft: { version: 1 },
  submitDocument: { version: 1, draftVersion: 1 },
  withdrawDocument: { version: 1 },
  rejectDocument: { version: 1, reason: '缺少正常范围' },
  publishDocument: { version: 1 },
  verifyDocument: { version: 1 },
  obsoleteDocument: { version: 1, reason: '设备已报废' },
  reviveDocument: { version: 1 },
  restoreVersion: { version: 1, number: 1 },
  changeDocumentPeople: { version: 1 },
  changeDocumentSettings: { version: 1 },
  linkDocumentFiles: { fileIds: [ID] },
  answerQuestion: { requestId: ID, text: '先停机，再查接头' },
  acceptAnswer: { version: 1, answerId: ID },
  reopenQuestion: { version: 1, reason: '还是抖' },
  withdrawQuestion: { version: 1 },
  mergeQuestion: { version: 1, into: ID },
  starQuestion: { version: 1, starred: true },
  waiveQuestion: { version: 1, why: '不影响', risk: '等两天' },
  secondQuestion: { on: true },
  foldAnswer: { version: 1, draftVersion: 0 },
  answerDocumentRequest: { version: 1, documentId: ID },
  declineDocumentRequest: { version: 1, reason: '另有文档' },
  confirmReading: { number: 1 },
  finishReadingStep: { done: true },
  putOnPath: { userId: 'zhang', startsOn: '2026-03-31' },
  addResponsibility: { title: '日常维护' },
  changeResponsibility: { version: 1 },
  retireResponsibility: { version: 1 },
  verifyDoer: { verified: true },
  setImportFiles: { fileIds: null, set: {} },
  startImport: {},
  exportDocuments: {},
};
const ask = (name: RouteName, how: { token?: string; path?: string; body?: unknown } = {}): Promise<Answer> => {
  const body = 'body' in how ? how.body : GOOD[name];
  return house.call(ROUTES[name].method, how.path ?? pathOf(name), {
    ...(how.token === undefined ? {} : { token: how.token }),
    ...(body === undefined ? {} : { body }),
  });
};

test('every route of the contract is registered exactly once, and no other', async () => {
  const app = await buildApp({
    config: readConfig(completeEnv('.')),
    deps: () => house.server.deps,
    logger: createLogger('silent'),
    openPush: () => null,
    readiness: { database: async () => {}, redis: async () => {} },
    pagesDir: null,
  });
  const found = routesOf(app.printRoutes({ commonPrefix: false }));
  await app.close();
  const contract = names.map((name) => `${ROUTES[name].method} ${ROUTES[name].path}`);
  const others = ['GET /healthz', 'GET /readyz', 'POST /dingtalk/events/:corpId'];
  expect(found.toSorted()).toEqual([...contract, ...others].toSorted());
});

/** `METHOD /path` of every line of Fastify's tree of routes, without what it answers by itself. */
function routesOf(tree: string): string[] {
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', path = '', methods = ''] = /^([│├└─ ]*)(\S+) \(([A-Z, ]+)\)$/.exec(line) ?? [];
    if (path === '' || path === '*') return [];
    const depth = indent.length / 4 - 1;
    parents[depth] = `${depth > 0 ? parents[depth - 1] : ''}${path}`;
    const verbs = methods.split(', ').filter((verb) => verb !== 'HEAD');
    return verbs.map((verb) => `${verb} ${parents[depth]}`);
  });
}

test('every reply names the day by the server’s clock, in Shanghai; the doors of machines do not', async () => {
  const now = () => new Date('2026-12-31T16:30:00.000Z');
  const app = await buildApp({
    config: readConfig(completeEnv('.')),
    deps: () => ({ ...house.server.deps, now }),
    logger: createLogger('silent'),
    openPush: () => null,
    readiness: { database: async () => {}, redis: async () => {} },
    pagesDir: null,
  });
  const days = await Promise.all(
    ['/api/inbox', '/healthz'].map(async (url) => (await app.inject({ method: 'GET', url })).headers),
  );
  await app.close();
  expect(days.map((headers) => headers[TODAY_HEADER])).toEqual(['2027-01-01', undefined]);
});

test('only signing in and tickets go without a session', () => {
  expect(WITHOUT_SESSION).toEqual(['signIn', 'readExport', 'readFile']);
});

describe.each(sessionRoutes)('%s', (name) => {
  test('answers unauthenticated without a token, with a forged one and with another scheme', async () => {
    const forged = `${CORP}.${'x'.repeat(43)}`;
    for (const answer of [
      await ask(name),
      await ask(name, { token: forged }),
      await ask(name, { token: `other.${'x'.repeat(43)}` }),
      await ask(name, { token: 'short' }),
      await house.call(ROUTES[name].method, pathOf(name), { headers: { authorization: `Basic ${token}` } }),
    ]) {
      expect([answer.status, codeOf(answer)]).toEqual([401, 'unauthenticated']);
      expect(answer.json).toEqual({ error: { code: 'unauthenticated', details: {}, requestId: expect.any(String) } });
    }
  });
});

const byId = sessionRoutes.filter((name) => ROUTES[name].path.includes(':id'));
describe.each(byId)('%s', (name) => {
  test('a malformed id is invalid input and names where', async () => {
    const answer = await ask(name, { token, path: ROUTES[name].path.replace(':id', '1%27%20or%201=1') });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid_input']);
    expect(pathsOf(answer)).toContain('/id');
  });

  test('an unknown id is not found', async () => {
    if (name.startsWith('upload')) {
      const raw = new FormData();
      raw.append('file', new Blob(['一行字']), 'a.txt');
      expect(codeOf(await house.call('POST', pathOf(name), { token, raw }))).toBe('not_found');
      return;
    }
    expect(codeOf(await ask(name, { token }))).toBe('not_found');
  });
});

function pathsOf(answer: Answer): string[] {
  const error = answer.json?.error as { details?: { problems?: { path: string }[] } } | undefined;
  return (error?.details?.problems ?? []).map(({ path }) => path);
}

describe.each(Object.keys(GOOD) as RouteName[])('%s', (name) => {
  test('a body that lacks a field, has the wrong type or is no JSON is invalid input with paths', async () => {
    const good = GOOD[name] as Record<string, unknown>;
    for (const field of Object.keys(good)) {
      const wrong = await ask(name, { token, body: { ...good, [field]: { nested: true } } });
      expect([wrong.status, codeOf(wrong)], field).toEqual([400, 'invalid_input']);
      const at = pathsOf(wrong).map((path) => `${path}/`);
      expect(
        at.some((path) => path.startsWith(`/${field}/`)),
        `${field}: ${at}`,
      ).toBe(true);
      const { [field]: _gone, ...rest } = good;
      const lacking = await ask(name, { token, body: rest });
      expect([lacking.status, codeOf(lacking)], field).toEqual([400, 'invalid_input']);
    }
    for (const raw of ['{', '[]', '"x"', '']) {
      const headers = { 'content-type': 'application/json' };
      const answer = await house.call(ROUTES[name].method, pathOf(name), { token, headers, raw });
      expect([answer.status, codeOf(answer)], raw).toEqual([400, 'invalid_input']);
    }
  });
});

test('an unknown word of a list is invalid input', async () => {
  const kind = await ask('createHandover', { token, body: { ...GOOD.createHandover, kind: 'firing' } });
  expect(pathsOf(kind)).toEqual(['/kind']);
  const scope = await house.call('GET', '/api/handovers?scope=secret&limit=0', { token });
  expect([scope.status, pathsOf(scope).toSorted()]).toEqual([400, ['/limit', '/scope']]);
  const demo = await ask('acceptItem', { token, body: { version: 1, demo: 'excellent' } });
  expect(pathsOf(demo)).toEqual(['/demo']);
  const evidence = [{ type: 'RUMOUR', statement: '听说的' }];
  expect(codeOf(await ask('submitItem', { token, body: { version: 1, evidence } }))).toBe('invalid_input');
  const link = [{ type: 'LINK', url: 'javascript:alert(1)', purpose: '看一下' }];
  expect(codeOf(await ask('submitItem', { token, body: { version: 1, evidence: link } }))).toBe('invalid_input');
});

test('a stranger learns nothing about what a route accepts', async () => {
  expect(codeOf(await ask('submitItem', { body: { nonsense: true } }))).toBe('unauthenticated');
});

test('what does not exist is a code', async () => {
  for (const [method, path] of [
    ['GET', '/api/nothing'],
    ['PUT', '/api/inbox'],
    ['DELETE', `/api/handovers/${ID}`],
    ['GET', '/files/'],
    ['GET', '/files/unknown'],
    ['GET', '/files/dingserver.unknown'],
    ['GET', '/files/..%2f..%2fetc%2fpasswd'],
    ['GET', `/dingtalk/events/${CORP}`],
    ['GET', '/nothing'],
  ] as const) {
    const answer = await house.call(method, path, { token });
    expect([answer.status, codeOf(answer)], `${method} ${path}`).toEqual([404, 'not_found']);
  }
});

test('a content type we do not read is invalid input', async () => {
  for (const type of ['text/xml', 'application/x-www-form-urlencoded', 'text/html']) {
    const headers = { 'content-type': type };
    const answer = await house.call('POST', '/api/handovers', { token, headers, raw: '<a/>' });
    expect([answer.status, codeOf(answer)], type).toEqual([400, 'invalid_input']);
  }
  expect(codeOf(await ask('uploadFile', { token, body: { file: 'x' } }))).toBe('invalid_input');
  const empty = new FormData();
  expect(codeOf(await house.call('POST', pathOf('uploadFile'), { token, raw: empty }))).toBe('invalid_input');
});

test('a body over 1 MiB is refused by size, on the doors of people and of DingTalk', async () => {
  const body = { version: 1, evidence: [], padding: 'x'.repeat(1024 * 1024) };
  for (const [method, path] of [
    ['POST', pathOf('submitItem')],
    ['POST', '/api/session'],
    ['POST', `/dingtalk/events/${CORP}`],
  ] as const) {
    const answer = await house.call(method, path, { token, body });
    expect([answer.status, codeOf(answer)], path).toEqual([413, 'payload_too_large']);
  }
});

test('a deeply nested body is refused like any other nonsense, and the server lives on', async () => {
  const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
  const headers = { 'content-type': 'application/json' };
  for (const raw of [deep, `{"version":1,"evidence":${deep}}`]) {
    const answer = await house.call('POST', pathOf('submitItem'), { token, headers, raw });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid_input']);
  }
  const push = await house.call('POST', `/dingtalk/events/${CORP}`, { headers, raw: `{"encrypt":${deep}}` });
  expect([push.status, codeOf(push)]).toEqual([403, 'bad_envelope']);
  const polluted = await house.call('POST', pathOf('launchHandover'), {
    token,
    headers,
    raw: '{"version":1,"__proto__":{"isAdmin":true}}',
  });
  expect(codeOf(polluted)).toBe('invalid_input');
  expect((await house.call('GET', '/healthz')).json).toEqual({ ok: true });
});

test('signing in with DingTalk away says so; with another company too', async () => {
  const here = await house.call('POST', '/api/session', { body: { corpId: CORP, code: 'x' } });
  expect([here.status, codeOf(here)]).toEqual([503, 'dingtalk_unreachable']);
  const answer = await house.call('POST', '/api/session', { body: { corpId: 'dingother', code: 'x' } });
  expect([answer.status, codeOf(answer)]).toEqual([404, 'unknown_corp']);
});

test('signing out ends the session at once', async () => {
  const own = await house.signedIn('li');
  expect((await house.call('GET', '/api/positions', { token: own })).status).toBe(200);
  expect(await house.call('DELETE', '/api/session', { token: own })).toMatchObject({ status: 200, json: {} });
  expect(codeOf(await house.call('GET', '/api/positions', { token: own }))).toBe('unauthenticated');
});
