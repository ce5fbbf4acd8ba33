import { sweepFiles } from '@baton/flows';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docxOf, wordLine, zipOf } from '../../packages/flows/src/testing/make-files.ts';
import { DAY, MINUTE } from '../house/movable-clock.ts';
import { SUCCESSOR as EDITOR, HR, MANAGER, LEAVER as OWNER } from '../house/resign.ts';
import { APP, type House, refusal, startHouse } from '../house/start-house.ts';
import { act, read, submit } from '../house/write-document.ts';

/**
 * Pictures and files of a document: who opens which of them, by asking and by a direct address; what is not taken; what
 * goes again.
 */
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
/** Holds the position, leads it, HR, an admin, named to nothing and of another department. */
const READERS = ['qianlong', 'macheng', HR, 'zhaolei'] as const;
const STRANGERS = ['yefang', 'tianlin'] as const;

let house: House;
let id: string;
let other: string;
let inVersion: string;
let inDraft: string;
let unnamed: string;

async function upload(userId: string, documentId: string, bytes: Buffer, name: string) {
  const { token } = await house.sessionOf(userId);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${house.server.url}/api/documents/${documentId}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  const reply = (await response.json()) as { id?: string; name?: string; error?: { code: string } };
  return { status: response.status, code: reply.error?.code ?? null, id: reply.id ?? '', name: reply.name ?? '' };
}
const linkOf = async (userId: string, fileId: string, documentId = id) => {
  const { links } = await (await house.as(userId))('linkDocumentFiles', {
    params: { id: documentId },
    body: { fileIds: [fileId] },
  });
  return house.server.url + (links[0]?.url ?? '');
};
const write = async (text: string) => {
  const { draftVersion, number } = await read(house, OWNER, id);
  const body = {
    ...{ draftVersion, title: '换模调机', content: { format: 'markdown', text } },
    ...(draftVersion === 0 ? { publishedNumber: number } : {}),
  };
  await (await house.as(OWNER))('saveDocumentDraft', { params: { id }, body: body as never });
};

beforeAll(async () => {
  house = await startHouse({ inMemory: true });
  const call = await house.as(OWNER);
  const about = { kind: 'sop', positionKey: 'production', verifierId: MANAGER };
  const create = (title: string) =>
    call('createDocument', {
      body: {
        ...{ ...about, title, content: { format: 'markdown', text: '第一步：断电' } },
        ...{ visibility: 'positions', visibleTo: ['production'] },
      } as never,
    });
  id = (await create('换模调机')).id;
  other = (await create('点检')).id;
  await act(house, OWNER, 'changeDocumentPeople', id, { editorIds: [EDITOR] });
  inVersion = (await upload(OWNER, id, PNG, '压力表.png')).id;
  await write(`看图 ![压力表](file:${inVersion})`);
  await submit(house, OWNER, id);
  await act(house, MANAGER, 'publishDocument', id);
  inDraft = (await upload(EDITOR, id, PNG, '新压力表.png')).id;
  unnamed = (await upload(OWNER, id, PNG, '拍糊了.png')).id;
  await write(`看图 ![压力表](file:${inVersion}) ![新](file:${inDraft})`);
});
afterAll(() => house.close());

describe('who opens which file', () => {
  test.each([OWNER, EDITOR, MANAGER])('%s writes in it: every file', async (userId) => {
    for (const fileId of [inVersion, inDraft, unnamed])
      expect((await fetch(await linkOf(userId, fileId))).status).toBe(200);
  });

  test.each(READERS)('%s reads it: what was published, nothing of the draft', async (userId) => {
    expect((await fetch(await linkOf(userId, inVersion))).status).toBe(200);
    for (const fileId of [inDraft, unnamed]) expect(await refusal(linkOf(userId, fileId))).toBe('not_found');
  });

  test.each(STRANGERS)('%s reads none', async (userId) => {
    for (const fileId of [inVersion, inDraft, unnamed]) expect(await refusal(linkOf(userId, fileId))).toBe('not_found');
    expect(await upload(userId, id, PNG, 'x.png')).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('not by way of another document, nor by a made-up id or address', async () => {
    expect(await refusal(linkOf(OWNER, inVersion, other))).toBe('not_found');
    expect(await refusal(linkOf(OWNER, '0198f0aa-1111-7222-8333-444455556666'))).toBe('not_found');
    for (const path of [
      `/files/${inVersion}`,
      `/api/documents/${id}/files/${inVersion}`,
      '/files/..%2f..%2fetc%2fpasswd',
    ])
      expect((await fetch(house.server.url + path)).status).toBe(404);
  });

  test('an address lives a minute, and what it gives cannot run', async () => {
    const url = await linkOf(HR, inVersion);
    const opened = await fetch(url);
    expect(opened.headers.get('content-type')).toBe('image/png');
    expect(opened.headers.get('x-content-type-options')).toBe('nosniff');
    expect(opened.headers.get('content-security-policy')).toContain('sandbox');
    expect(opened.headers.get('cache-control')).toContain('no-store');
    await house.clock.forward(MINUTE + 1);
    expect((await fetch(url)).status).toBe(404);
  });

  test('who may read no longer opens nothing, whatever they opened before', async () => {
    expect((await fetch(await linkOf('qianlong', inVersion))).status).toBe(200);
    const narrow = { audience: { visibility: 'people', visibleTo: ['luoyan'] } };
    await act(house, OWNER, 'changeDocumentSettings', id, narrow);
    for (const userId of READERS) expect(await refusal(linkOf(userId, inVersion))).toBe('not_found');
    expect((await fetch(await linkOf('luoyan', inVersion))).status).toBe(200);
    const wide = { audience: { visibility: 'positions', visibleTo: ['production'] } };
    await act(house, OWNER, 'changeDocumentSettings', id, wide);
  });
});

describe('what is not taken', () => {
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  test.each([
    ['a page', page, 'page.html'],
    ['a page called a picture', page, 'photo.png'],
    ['a page called text', page, '说明.txt'],
    ['a drawing that runs', drawing, 'a.svg'],
    ['a program called Word', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), '换模.docx'],
    ['nothing', Buffer.alloc(0), 'empty.png'],
  ])('%s', async (_what, bytes, name) => {
    expect(await upload(OWNER, id, bytes, name)).toMatchObject({ status: 415, code: 'file_type_refused' });
  });

  test('fifty megabytes', async () => {
    const big = Buffer.concat([PNG, Buffer.alloc(50 * 1024 * 1024)]);
    expect(await upload(OWNER, id, big, 'big.png')).toMatchObject({ status: 413, code: 'file_too_large' });
  });

  test('a name leads nowhere; a page behind a picture’s first bytes is given as a picture and nothing else', async () => {
    const polyglot = Buffer.concat([PNG, page]);
    const file = await upload(OWNER, id, polyglot, '../../../etc/cron.d/换模 "一"\r\nx: y.png');
    expect(file.status).toBe(201);
    expect(file.name).not.toMatch(/[/\\\r\n]/);
    const opened = await fetch(await linkOf(OWNER, file.id));
    expect(opened.headers.get('content-type')).toBe('image/png');
    expect(opened.headers.get('content-security-policy')).toContain('sandbox');
    expect(opened.headers.get('content-disposition')).not.toMatch(/[\r\n]/);
  });

  test('a document with macros is a closed archive by its name, and is only ever saved', async () => {
    const macros = await zipOf([{ name: 'word/vbaProject.bin', bytes: Buffer.from('Sub AutoOpen()') }]);
    const file = await upload(OWNER, id, macros, '宏.docm');
    expect([file.status, file.name]).toEqual([201, '宏.docm.zip']);
    const opened = await fetch(await linkOf(OWNER, file.id));
    expect(opened.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test('a broken Word file is one without words; it keeps the next one from nothing', async () => {
    const word = await docxOf({ body: wordLine('比例阀校准步骤') });
    expect((await upload(OWNER, other, word.subarray(0, 200), '坏了.docx')).status).toBe(201);
    const good = await upload(OWNER, other, word, '比例阀.docx');
    // A piece of what is searched ends in the middle of its face.
    const face = await upload(OWNER, other, Buffer.from(`${'调'.repeat(999)}😀好`), '笑脸.txt');
    await house.pass(2 * MINUTE);
    const view = await read(house, OWNER, other);
    await (await house.as(OWNER))('saveDocumentDraft', {
      params: { id: other },
      body: {
        ...{ draftVersion: view.draftVersion, title: '点检' },
        content: { format: 'markdown', text: `[校准](file:${good.id}) [笑](file:${face.id})` },
      } as never,
    });
    await submit(house, OWNER, other);
    await act(house, MANAGER, 'publishDocument', other);
    await house.pass(5 * MINUTE);
    const { hits } = await (await house.as(OWNER))('searchDocuments', { query: { q: '比例阀校准' } });
    expect(hits.map((hit) => hit.document.id)).toContain(other);
  });
});

test('what nothing names goes after a week and no longer counts; what a version or a draft names stays', async () => {
  await house.clock.forward(8 * DAY);
  expect(await sweepFiles(house.server.deps, APP.corpId)).toBeGreaterThan(0);
  expect(await refusal(linkOf(OWNER, unnamed))).toBe('not_found');
  for (const fileId of [inVersion, inDraft]) expect((await fetch(await linkOf(OWNER, fileId))).status).toBe(200);
  await act(house, OWNER, 'discardDocumentDraft', id);
  expect(await sweepFiles(house.server.deps, APP.corpId)).toBe(1);
  expect(await sweepFiles(house.server.deps, APP.corpId)).toBe(0);
  expect(await refusal(linkOf(OWNER, inDraft))).toBe('not_found');
  expect((await fetch(await linkOf(OWNER, inVersion))).status).toBe(200);
});
