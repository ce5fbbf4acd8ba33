/**
 * Serves the built pages with the made-up company of fixture.ts, under the content security policy of the product.
 * Safe to run again. Example: `npx tsx apps/mini-app/dev/serve.ts 4790`, then open http://127.0.0.1:4790/?as=zhang in a
 * window that plays DingTalk (dev/shoot.ts does).
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { ItemView } from '@baton/api/client';
import { ROUTES, type RouteName } from '@baton/api/routes';
import type { ItemAction, ItemState } from '@baton/core';
import * as fixture from './fixture.ts';

const DIST = join(import.meta.dirname, '..', 'dist');
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html',
};
const CSP =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'";
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwAEBgIAqM4sWQAAAABJRU5ErkJggg==',
  'base64',
);

type Who = keyof typeof fixture.people;
type Fault = { status: number; code: string; details?: unknown };
type Request = { who: Who; id: string; body: Record<string, unknown>; query: URLSearchParams };

const ABILITIES: Record<Who, (item: ItemView) => ItemAction[]> = {
  zhang: (item) => (item.waitingFor.some((one) => one.userId === 'u-zhang') ? ['save', 'submit', 'block'] : []),
  li: (item) => (item.state === 'awaiting_acceptance' ? ['accept', 'return', 'delegate'] : []),
  chen: (item) => (item.state === 'awaiting_confirmation' ? ['confirm', 'return', 'delegate'] : []),
  wang: (item) => (item.state === 'awaiting_confirmation' ? ['confirm', 'return', 'delegate'] : ['waive']),
  zhao: (item) => (item.state === 'done' ? ['reopen'] : ['waive', 'supplement']),
  sun: () => [],
  zhou: () => [],
  wu: () => [],
  emma: () => [],
};
const NEXT: Partial<Record<ItemAction, ItemState>> = {
  submit: 'awaiting_acceptance',
  accept: 'awaiting_confirmation',
  confirm: 'done',
  return: 'returned',
  block: 'blocked',
  waive: 'waived',
};

/** Faults a screenshot asks for: `/api/inbox` → how it fails. */
export const faults = new Map<RouteName, Fault>();
const refuse = (status: number, code: string, details: unknown = {}) =>
  Object.assign(new Error(code), { status, code, details });

function item(request: Request): ItemView {
  const found = fixture.items.find((one) => one.id === request.id);
  if (!found) throw refuse(404, 'not_found');
  return { ...found, abilities: ABILITIES[request.who](found) };
}
function move(action: ItemAction) {
  return (request: Request): ItemView => {
    const found = item(request);
    if (request.body.version !== found.version) throw refuse(409, 'conflict');
    const evidence = request.body.evidence as ItemView['evidenceNow'] | undefined;
    if (action === 'submit' && evidence?.length === 0) {
      const problems = found.evidence.map((types) => ({ code: 'type_missing', types, index: null, field: null }));
      throw refuse(422, 'evidence_insufficient', { problems });
    }
    const stored = fixture.items.find((one) => one.id === found.id) as ItemView;
    Object.assign(stored, {
      version: stored.version + 1,
      state: NEXT[action] ?? stored.state,
      ...(evidence ? { evidenceNow: evidence, evidenceIsDraft: action === 'save' } : {}),
    });
    return item(request);
  };
}
const caseOf = (id: string) =>
  [
    fixture.handover({ abilities: ['edit', 'withdraw', 'nudge'] }),
    fixture.preparing(),
    fixture.ready(),
    fixture.withdrawn(),
  ].find((one) => one.id === id);

const ANSWERS: Partial<Record<RouteName, (request: Request) => unknown>> = {
  signIn: ({ who }) => ({ token: `dingfixture.${who}`, expiresAt: new Date().toISOString(), me: fixture.asMe(who) }),
  inbox: ({ who }) => fixture.inbox(who),
  people: ({ query }) => ({
    people: Object.values(fixture.people).filter((one) => one.name.includes(query.get('q') ?? '')),
  }),
  positions: () => ({
    positions: [
      { key: 'tech', name: '设备工程师' },
      { key: 'sale', name: '销售' },
    ],
  }),
  listHandovers: ({ query }) => {
    const rows = fixture
      .rows()
      .filter(
        (row) =>
          row.leaver.name.includes(query.get('q') ?? '') && (!query.get('state') || row.state === query.get('state')),
      );
    return {
      rows,
      nextCursor: null,
      counts: { active: 2, preparing: 1, awaiting_release: 1, planning: 1, supplementing: 1 },
    };
  },
  readHandover: ({ id, who }) => {
    const found = caseOf(id);
    if (!found) throw refuse(404, 'not_found');
    return who === 'zhao' ? { ...found, gate: { ...found.gate, mine: true } } : { ...found, abilities: [] };
  },
  createHandover: () => {
    throw refuse(409, 'case_already_open', { handoverId: fixture.caseId });
  },
  nudgeHandover: () => ({}),
  readItem: item,
  saveDraft: move('save'),
  submitItem: move('submit'),
  acceptItem: move('accept'),
  confirmItem: move('confirm'),
  returnItem: move('return'),
  blockItem: move('block'),
  waiveItem: move('waive'),
  linkFile: () => ({ url: '/files/ticket' }),
  uploadFile: () => ({
    id: 'f1000000-0000-4000-8000-000000000002',
    name: '控制柜接线.png',
    mediaType: 'image/png',
    bytes: 512_000,
    by: fixture.people.zhang,
    at: new Date().toISOString(),
  }),
};

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://fixture');
  if (url.pathname.startsWith('/api/')) return api(req, res, url);
  if (url.pathname.startsWith('/files/')) return void res.setHeader('content-type', 'image/png').end(PIXEL);
  const asset = extname(url.pathname) !== '' ? normalize(url.pathname) : '/index.html';
  const bytes = await readFile(join(DIST, asset)).catch(() => null);
  if (!bytes) return void res.writeHead(404).end();
  res
    .setHeader('content-type', TYPES[extname(asset)] ?? 'application/octet-stream')
    .setHeader('content-security-policy', CSP);
  const config = JSON.stringify({ corpId: 'dingfixture', clientId: 'app', agentId: '1' }).replaceAll('"', '&quot;');
  res.end(asset === '/index.html' ? bytes.toString().replace('__BATON_CONFIG__', config) : bytes);
}

async function api(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const body =
    req.headers['content-type'] === 'application/json' && text ? (JSON.parse(text) as Record<string, unknown>) : {};
  const name = (Object.keys(ROUTES) as RouteName[]).find(
    (key) =>
      ROUTES[key].method === req.method &&
      new RegExp(`^${ROUTES[key].path.replace(/:\w+/g, '[^/]+')}$`).test(url.pathname),
  );
  const token = req.headers.authorization?.split('.')[1] ?? String(body.code ?? '');
  res.setHeader('content-type', 'application/json');
  try {
    const fault = name && faults.get(name);
    if (fault) throw refuse(fault.status, fault.code, fault.details);
    const reply = name && ANSWERS[name];
    if (!reply) throw refuse(404, 'not_found');
    res.end(
      JSON.stringify(reply({ who: token as Who, id: url.pathname.split('/')[3] ?? '', body, query: url.searchParams })),
    );
  } catch (error) {
    const { status = 500, code = 'internal', details = {} } = error as Fault;
    res.writeHead(status).end(JSON.stringify({ error: { code, details, requestId: 'req-7f3a' } }));
  }
}

/** @returns the origin it answers on, and how to end it */
export async function serveFixture(port = 0): Promise<{ url: string; close: () => void }> {
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`, close: () => server.close() };
}

if (process.argv[1] === import.meta.filename) console.log((await serveFixture(Number(process.argv[2] ?? 4790))).url);
