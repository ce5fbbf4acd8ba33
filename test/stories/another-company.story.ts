import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { ROUTES, type RouteName } from '@baton/api/routes';
import { keysOf } from '@baton/core';
import { schema, sqlState, withCorp } from '@baton/db';
import { seedCorp } from '@baton/flows';
import { getTableColumns, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playItem } from '../house/play-item.ts';
import { readRows } from '../house/read-rows.ts';
import { HR, LEAVER, openDeparture } from '../house/resign.ts';
import { APP, type House, startHouse } from '../house/start-house.ts';

/** A second company's rows lie in the same tables. Nobody of ours finds them, by any route, by any id, by any SQL. */
const OTHER = 'dingother00000000000000000000000000';
const SECRET = '别家公司的秘密';
let house: House;
let foreign: {
  caseId: string;
  itemId: string;
  fileId: string;
  documentId: string;
  importId: string;
  responsibilityId: string;
  questionId: string;
  readingId: string;
  requestId: string;
};
let own: { caseId: string; itemId: string; documentId: string };

beforeAll(async () => {
  house = await startHouse();
  const { caseId } = await openDeparture(house, { lastDay: '2026-03-31' });
  const { items } = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  const photo = items.find(({ evidence }) => evidence.some(([type]) => type === 'FILE' || type === 'PHOTO'));
  await playItem(house, photo?.id as string, HR);
  const written = { kind: 'sop', title: '换模', content: { format: 'markdown', text: '关机' } } as const;
  const document = await (await house.as(LEAVER))('createDocument', {
    body: { ...written, positionKey: 'production', visibility: 'company' },
  });
  own = { caseId, itemId: photo?.id as string, documentId: document.id };
  foreign = await plantCopy();
});
afterAll(() => house.close());

/** Copies our company's whole case to the other company, with ids of its own and a secret in every text. */
async function plantCopy() {
  const { deps } = house.server;
  await seedCorp(deps, OTHER);
  const rows = await readRows(house);
  const people = await withCorp(deps.db, APP.corpId, (tx) => tx.select().from(schema.people));
  const ids = new Map<string, string>();
  const other = (id: string) => ids.get(id) ?? (ids.set(id, randomUUID()).get(id) as string);
  const corp = { corpId: OTHER };
  await withCorp(deps.db, OTHER, async (tx) => {
    await tx.insert(schema.people).values(people.map((row) => ({ ...row, ...corp, name: SECRET })));
    const moved = { ...corp, state: 'active' as const };
    await tx.insert(schema.handovers).values(rows.cases.map((row) => ({ ...row, ...moved, id: other(row.id) })));
    const places = rows.items.map((row) => ({ id: other(row.id), handoverId: other(row.handoverId) }));
    await tx
      .insert(schema.items)
      .values(
        rows.items.map((row, at) => ({ ...row, ...corp, ...(places[at] as (typeof places)[number]), title: SECRET })),
      );
    await tx
      .insert(schema.confirmations)
      .values(rows.confirmations.map((row) => ({ ...row, ...corp, itemId: other(row.itemId) })));
    await tx.insert(schema.files).values(
      rows.files.map((row) => ({
        ...row,
        ...corp,
        id: other(row.id),
        itemId: other(row.itemId),
        handoverId: other(row.handoverId),
      })),
    );
    await tx
      .insert(schema.notices)
      .values(rows.notices.map((row) => ({ ...row, ...corp, id: other(row.id), body: { text: SECRET } })));
  });
  const id = (row: { id: string } | undefined) => other(row?.id as string);
  const documentId = await plantDocument(rows.cases[0]?.leaverId as string);
  const importId = await plantImport(HR);
  const questionId = await plantQuestion(documentId);
  const requestId = await plantRequest(documentId);
  const planted = { caseId: id(rows.cases[0]), itemId: other(own.itemId), fileId: id(rows.files[0]) };
  const readingId = await plantReading(rows.cases[0]?.leaverId as string);
  const responsibilityId = await plantResponsibility(documentId, rows.cases[0]?.leaverId as string);
  return { ...planted, documentId, importId, questionId, requestId, readingId, responsibilityId };
}

/** What a position of theirs, called as one of ours is, has to do, with namesakes of ours around it. */
async function plantResponsibility(documentId: string, userId: string): Promise<string> {
  const at = house.clock.now();
  const link = { corpId: OTHER, responsibilityId: randomUUID() };
  await withCorp(house.server.deps.db, OTHER, async (tx) => {
    const corp = { corpId: OTHER, positionKey: 'production' };
    const position = { corpId: OTHER, key: corp.positionKey, name: SECRET, templateKey: 'production' };
    await tx.insert(schema.positions).values(position).onConflictDoNothing();
    await tx.insert(schema.responsibilities).values({
      ...{ ...corp, id: link.responsibilityId, title: SECRET, titleKey: SECRET, output: SECRET, ownerId: HR },
      ...{ createdBy: userId, updatedBy: userId, updatedAt: at },
    });
    await tx.insert(schema.responsibilityDocuments).values({ ...link, documentId });
    await tx.insert(schema.responsibilityDoers).values({ ...link, userId, verifiedBy: HR, verifiedAt: at });
  });
  return link.responsibilityId;
}

/** A path that somebody of theirs, called as one of ours is, goes along. */
async function plantReading(userId: string): Promise<string> {
  const [row] = await withCorp(house.server.deps.db, OTHER, (tx) =>
    tx
      .insert(schema.readings)
      .values({
        ...{ corpId: OTHER, userId, positionKey: 'production', reason: 'joined', cause: SECRET },
        startedOn: '2026-03-02',
      })
      .returning(),
  );
  return row?.id as string;
}

/** Files that somebody of theirs, called as our HR is, has had looked through. */
async function plantImport(createdBy: string): Promise<string> {
  const row = { corpId: OTHER, importId: randomUUID(), uploadId: randomUUID() };
  await withCorp(house.server.deps.db, OTHER, async (tx) => {
    await tx.insert(schema.imports).values({ corpId: OTHER, id: row.importId, state: 'ready', createdBy });
    const upload = { name: SECRET, root: SECRET, bytes: 1, sha256: '', storageKey: 'none' };
    await tx
      .insert(schema.importUploads)
      .values({ ...upload, corpId: OTHER, id: row.uploadId, importId: row.importId });
    const file = { seq: 0, path: SECRET, bytes: 1, kind: 'sop', title: SECRET, visibility: 'company' } as const;
    await tx.insert(schema.importFiles).values({ ...row, ...file, decision: 'create' });
  });
  return row.importId;
}

/** A question on that document which waits for somebody called as our HR is. */
async function plantQuestion(documentId: string): Promise<string> {
  const id = randomUUID();
  const at = house.clock.now();
  await withCorp(house.server.deps.db, OTHER, async (tx) => {
    const asked = { askerId: LEAVER, ownerId: HR, dueOn: '2026-03-05', updatedAt: at };
    await tx
      .insert(schema.questions)
      .values({ ...asked, corpId: OTHER, id, requestId: randomUUID(), documentId, text: SECRET });
    const said = { corpId: OTHER, questionId: id, at, by: HR };
    await tx
      .insert(schema.questionAnswers)
      .values({ ...said, id: randomUUID(), requestId: randomUUID(), text: SECRET });
    await tx.insert(schema.questionSeconds).values({ corpId: OTHER, questionId: id, userId: HR });
    await tx.insert(schema.questionHistory).values({ ...said, action: 'question.answered', details: {} });
  });
  return id;
}

/** Something that somebody of theirs, called as our HR is, was asked to write. */
async function plantRequest(documentId: string): Promise<string> {
  const id = randomUUID();
  await withCorp(house.server.deps.db, OTHER, async (tx) => {
    const wanted = { wanted: SECRET, wantedKey: SECRET, ownerId: HR, askerIds: [HR, LEAVER], documentId };
    await tx.insert(schema.documentRequests).values({ ...wanted, corpId: OTHER, id });
  });
  return id;
}

/** A document of theirs for their whole company, published once and being written anew, with namesakes of ours around it. */
async function plantDocument(ownerId: string): Promise<string> {
  const documentId = randomUUID();
  const content = { format: 'markdown' as const, text: SECRET };
  const at = house.clock.now();
  await withCorp(house.server.deps.db, OTHER, async (tx) => {
    await tx.insert(schema.documents).values({
      ...{ corpId: OTHER, id: documentId, kind: 'sop', state: 'needs_review', title: SECRET, visibility: 'company' },
      ...{ ownerId, verifierId: HR, createdBy: ownerId, publishedNumber: 1, subjects: ['报销'], updatedAt: at },
      // Whoever they are, they would read it, if it were ours.
      readers: ['company', 'hr', 'admin', `user:${ownerId}`],
    });
    const said = { corpId: OTHER, documentId, title: SECRET, content, authorIds: [ownerId] };
    await tx.insert(schema.documentVersions).values({ ...said, number: 1, plainText: SECRET, approvedBy: HR });
    await tx.insert(schema.documentDrafts).values({ ...said, savedBy: ownerId, savedAt: at });
    const line = { corpId: OTHER, documentId, at, by: HR, action: 'document.published', details: { note: SECRET } };
    await tx.insert(schema.documentHistory).values(line);
    const text = { title: SECRET, body: SECRET, attached: SECRET };
    await tx.insert(schema.documentSearch).values({
      ...{ corpId: OTHER, documentId, number: 1, cut: 1, readers: ['company', 'hr', 'admin'], kind: 'sop' },
      ...{ state: 'needs_review', passages: [{ label: 'paragraph', key: '', text: SECRET }], ...text },
      // The numbers our own words have, as if two companies had them in common.
      keys: keysOf(APP.corpId, text),
    });
  });
  return documentId;
}

/** What each route is asked with, where it takes more than an id. Complete by type: a new route has to be named here. */
const BODIES: Record<RouteName, object | null> = {
  signIn: { corpId: OTHER, code: 'a-code-of-theirs' },
  signOut: null,
  inbox: null,
  people: null,
  positions: null,
  jsapiSignature: null,
  listHandovers: null,
  createHandover: { leaverId: 'nobody-of-ours', lastWorkingDay: '2026-03-31' },
  readHandover: null,
  editHandover: { version: 1, lastWorkingDay: '2026-03-31' },
  launchHandover: { version: 1 },
  releaseHandover: { version: 1, leaverName: SECRET },
  withdrawHandover: { version: 1, reason: '试试看' },
  reinstateHandover: { version: 1 },
  nudgeHandover: { userId: LEAVER },
  readItem: null,
  saveDraft: { version: 1, evidence: [] },
  submitItem: { version: 1, evidence: [] },
  acceptItem: { version: 1 },
  confirmItem: { version: 1 },
  returnItem: { version: 1, reason: '试试看' },
  blockItem: { version: 1, reason: '试试看' },
  unblockItem: { version: 1 },
  waiveItem: { version: 1, why: '试试看', risk: '试试看' },
  reopenItem: { version: 1, reason: '试试看' },
  supplementItem: { version: 1, reason: '试试看', doerId: HR },
  delegateItem: { version: 1, slot: null, reason: '试试看', toUserId: HR },
  listDocuments: null,
  listDocumentTasks: null,
  createDocument: { kind: 'sop', title: '换模', content: { format: 'markdown', text: '' }, visibility: 'company' },
  requestDocument: { wanted: '试试看' },
  listDocumentRequests: null,
  answerDocumentRequest: { version: 1, documentId: randomUUID() },
  declineDocumentRequest: { version: 1, reason: '试试看' },
  searchDocuments: null,
  suggestDocuments: null,
  flagDocuments: { subject: SECRET, reason: '试试看' },
  readDocument: null,
  saveDocumentDraft: { draftVersion: 1, title: '换模', content: { format: 'markdown', text: '' } },
  discardDocumentDraft: { version: 1 },
  submitDocument: { version: 1, draftVersion: 1 },
  withdrawDocument: { version: 1 },
  rejectDocument: { version: 1, reason: '试试看' },
  publishDocument: { version: 1 },
  verifyDocument: { version: 1 },
  obsoleteDocument: { version: 1, reason: '试试看' },
  reviveDocument: { version: 1 },
  restoreVersion: { version: 1, number: 1 },
  changeDocumentPeople: { version: 1, ownerId: LEAVER },
  changeDocumentSettings: { version: 1, subjects: [] },
  compareVersions: null,
  readDocumentVersion: null,
  uploadDocumentFile: null,
  linkDocumentFiles: { fileIds: [randomUUID()] },
  readReadingState: null,
  confirmReading: { number: 1 },
  readLearning: null,
  finishReadingStep: { done: true },
  readReadingPath: null,
  changeReadingPath: { version: 0, steps: [] },
  foreseePath: null,
  putOnPath: { userId: LEAVER, startsOn: '2026-03-31' },
  takeOffPath: null,
  readCoverage: null,
  readResponsibilities: null,
  addResponsibility: { title: '试试看' },
  changeResponsibility: { version: 1, title: '试试看' },
  retireResponsibility: { version: 1 },
  verifyDoer: { verified: true },
  createImport: null,
  listImports: null,
  readImport: null,
  uploadImport: null,
  scanImport: null,
  listImportFiles: null,
  setImportFiles: { fileIds: null, set: { skip: true } },
  startImport: {},
  discardImport: null,
  exportDocuments: {},
  readExport: null,
  listQuestions: null,
  askQuestion: { requestId: randomUUID(), documentId: randomUUID(), text: '试试看' },
  readQuestion: null,
  answerQuestion: { requestId: randomUUID(), text: '试试看' },
  acceptAnswer: { version: 1, answerId: randomUUID() },
  reopenQuestion: { version: 1, reason: '试试看' },
  withdrawQuestion: { version: 1 },
  mergeQuestion: { version: 1, into: randomUUID() },
  starQuestion: { version: 1, starred: true },
  waiveQuestion: { version: 1, why: '试试看', risk: '试试看' },
  secondQuestion: { on: true },
  foldAnswer: { version: 1, draftVersion: 0 },
  uploadFile: null,
  linkFile: null,
  readFile: null,
};

const withId = (Object.keys(ROUTES) as RouteName[]).filter((name) => ROUTES[name].path.includes(':id'));

function uploadOf(): FormData {
  const form = new FormData();
  form.append('file', new Blob(['x'], { type: 'text/plain' }), 'x.txt');
  return form;
}

async function ask(name: RouteName, path: string, token: string) {
  const body = BODIES[name];
  const response = await fetch(house.server.url + path, {
    method: ROUTES[name].method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(name.startsWith('upload') ? { body: uploadOf() } : body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  expect(text).not.toContain(SECRET);
  return { status: response.status, code: (JSON.parse(text) as { error?: { code: string } }).error?.code };
}

test.each(withId)('%s with an id of the other company: not found, as if it did not exist', async (name) => {
  const path =
    ROUTES[name].path.replace(':number', '1').replace(':key', 'first_try').replace(':userId', LEAVER) +
    (name === 'compareVersions' ? '?from=1&to=draft' : '');
  const ids = {
    items: foreign.itemId,
    files: foreign.fileId,
    documents: foreign.documentId,
    handovers: foreign.caseId,
    imports: foreign.importId,
    questions: foreign.questionId,
    learning: foreign.readingId,
    duties: foreign.responsibilityId,
    'document-requests': foreign.requestId,
  };
  const id = ids[path.split('/')[2] as keyof typeof ids];
  for (const userId of [HR, LEAVER, 'liuzhenhua']) {
    const { token } = await house.sessionOf(userId);
    expect(await ask(name, path.replace(':id', id), token)).toEqual({ status: 404, code: 'not_found' });
  }
});

const lists = (Object.keys(ROUTES) as RouteName[]).filter(
  (name) => ROUTES[name].method === 'GET' && !ROUTES[name].path.includes(':') && name !== 'jsapiSignature',
);
const ASKED: Partial<Record<RouteName, string>> = {
  searchDocuments: `?q=${encodeURIComponent(SECRET)}`,
  suggestDocuments: `?q=${encodeURIComponent(SECRET)}`,
};
test.each(lists)('%s shows nothing of theirs', async (name) => {
  for (const userId of [HR, LEAVER, 'liuzhenhua']) {
    const { token } = await house.sessionOf(userId);
    expect((await ask(name, ROUTES[name].path + (ASKED[name] ?? ''), token)).status).toBe(200);
  }
});

test('search finds and counts nothing of theirs', async () => {
  for (const q of [SECRET, [...SECRET].slice(0, 2).join('')]) {
    const call = await house.as(HR);
    expect(await call('searchDocuments', { query: { q } })).toEqual({ total: 0, hits: [] });
    expect(await call('suggestDocuments', { query: { q } })).toEqual({ rows: [] });
  }
});

test('a subject that only their documents touch flags nothing', async () => {
  for (const subject of [SECRET, '报销']) {
    const { flagged } = await (await house.as(HR))('flagDocuments', { body: { subject, reason: '流程变了' } });
    expect(flagged).toEqual([]);
  }
});

test('neither a token nor a ticket of ours opens theirs when it names their company', async () => {
  const { token } = await house.sessionOf(HR);
  const claimed = `${OTHER}.${token.slice(token.lastIndexOf('.') + 1)}`;
  expect(await ask('inbox', '/api/inbox', claimed)).toEqual({ status: 401, code: 'unauthenticated' });
  const guessed = `${OTHER}.${randomBytes(24).toString('base64url')}`;
  expect(await ask('readFile', `/files/${guessed}`, token)).toEqual({ status: 404, code: 'not_found' });
});

test('a session planted in the other company does not see ours', async () => {
  const secret = randomBytes(32).toString('base64url');
  const token = `${OTHER}.${secret}`;
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const at = house.clock.now();
  const expiresAt = new Date(at.getTime() + 3_600_000);
  await withCorp(house.server.deps.db, OTHER, (tx) =>
    tx
      .insert(schema.sessions)
      .values({ corpId: OTHER, tokenHash, userId: HR, lastSeenAt: at, expiresAt, createdAt: at }),
  );
  for (const [name, id] of [
    ['readHandover', own.caseId],
    ['readItem', own.itemId],
    ['readDocument', own.documentId],
  ] as const) {
    expect(await ask(name, ROUTES[name].path.replace(':id', id), token)).toEqual({ status: 404, code: 'not_found' });
  }
});

const tables = Object.values(schema as Record<string, unknown>).filter((value): value is PgTable => is(value, PgTable));
const scoped = tables.filter((table) => 'corpId' in getTableColumns(table) && table !== (schema.corps as PgTable));

test('direct SQL as the application sees no row of theirs, with our name on or with none', async () => {
  const { db } = house.server.deps;
  expect(scoped.length).toBeGreaterThan(18);
  let seen = 0;
  for (const table of scoped) {
    const theirs = sql`select count(*)::int as n from ${table} where corp_id = ${OTHER}`;
    const count = async (result: Promise<unknown>) => {
      const rows = (await result) as { rows?: { n: number }[] } & { n: number }[];
      return (rows.rows ?? rows)[0]?.n;
    };
    expect(await withCorp(db, APP.corpId, (tx) => count(tx.execute(theirs)))).toBe(0);
    expect(await count(db.orm.execute(theirs))).toBe(0);
    seen += (await withCorp(db, OTHER, (tx) => count(tx.execute(theirs)))) ?? 0;
  }
  expect(seen, 'the rows are there').toBeGreaterThan(100);
});

test('a planted write into their rows changes nothing, a planted insert is refused', async () => {
  const { db } = house.server.deps;
  const changed = await withCorp(db, APP.corpId, (tx) =>
    tx.update(schema.items).set({ title: '改' }).where(sql`corp_id = ${OTHER}`).returning(),
  );
  expect(changed).toEqual([]);
  const at = house.clock.now();
  const row = { corpId: OTHER, deptId: 1, parentId: null, name: '改', leaderUserIds: [], seenAt: at };
  const planted = withCorp(db, APP.corpId, (tx) => tx.insert(schema.departments).values(row));
  expect(await planted.catch(sqlState)).toBe('42501');
});
