import { AppError } from '@baton/core';
import { MAX_FILE_BYTES } from '@baton/flows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, CORP, codeOf, openServer, type TestServer } from './testing/open-server.ts';

/** Uploads as browsers send them, and as broken lines and strange programs do. */
let house: TestServer;
let token: string;
let gate: Promise<void> = Promise.resolve();
const ITEM = '0198f0aa-1111-7222-8333-444455556666';
const stored = new Map<string, number>();

beforeAll(async () => {
  house = await openServer({
    storage: {
      put: async (key, bytes) => {
        let size = 0;
        for await (const chunk of bytes) size += chunk.length;
        stored.set(key, size);
        await gate;
        return { bytes: size, sha256: 'x' };
      },
      get: () => Promise.reject(new AppError('not_found')),
      remove: async (key) => void stored.delete(key),
    },
  });
  token = await house.signedIn('zhang');
  await openItem(house);
});
afterAll(() => house.close());

/** A running case of 老张 with one item. `signedIn` left the company set for the one connection. */
async function openItem({ server }: TestServer): Promise<void> {
  const { run } = server.deps.db;
  await run(
    `insert into handovers (corp_id, id, state, leaver_id, templates, source, last_working_day, launched_at, updated_at)
     values ($1, $2, 'active', 'zhang', '[]', 'hr', '2026-03-31', now(), now())`,
    [CORP, ITEM],
  );
  await run(
    `insert into items (corp_id, id, handover_id, key, position, title, standard, evidence, columns, level, gate, due,
       due_on, hours, state_since, doer_id)
     values ($1, $2, $2, 'k', 0, '备件台账', '写清楚', '[["FILE"]]', '[]', 'must', 'release', 'L', '2026-03-31', 1, now(),
       'zhang')`,
    [CORP, ITEM],
  );
}

const upload = (raw: string | FormData, type?: string, as = token): Promise<Answer> =>
  house.call('POST', `/api/items/${ITEM}/files`, {
    token: as,
    raw,
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
  });
const sized = (bytes: number): FormData => {
  const form = new FormData();
  form.append('file', new Blob(['a'.repeat(bytes)]), 'a.txt');
  return form;
};

test('a file of exactly the limit is stored whole; one byte more is refused by size and leaves nothing', async () => {
  const whole = await upload(sized(MAX_FILE_BYTES));
  expect([whole.status, whole.json?.bytes]).toEqual([201, MAX_FILE_BYTES]);
  expect([...stored.values()]).toEqual([MAX_FILE_BYTES]);
  const larger = await upload(sized(MAX_FILE_BYTES + 1));
  expect([larger.status, codeOf(larger)]).toEqual([413, 'file_too_large']);
  expect(stored.size).toBe(1);
});

test.each([
  ['a part without a name', '--B\r\nContent-Disposition: form-data; name="file"\r\n\r\nhello\r\n--B--\r\n'],
  [
    'an upload that was cut off',
    '--B\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhalf',
  ],
  ['no part at all', '--B--\r\n'],
  ['something else', 'hello'],
])('%s is invalid input and leaves nothing', async (_what, raw) => {
  const before = stored.size;
  const answer = await upload(raw, 'multipart/form-data; boundary=B');
  expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid_input']);
  expect(stored.size).toBe(before);
});

/** Uploads of one person that wait in the storage, and one more from another device of theirs. */
async function atOnce(few: number, send: (as?: string) => Promise<Answer>) {
  const before = stored.size;
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const first = Array.from({ length: few }, () => send());
  await expect.poll(() => stored.size).toBe(before + few);
  const more = await send(await house.signedIn('zhang'));
  open();
  const statuses = (await Promise.all(first)).map(({ status }) => status);
  return { more: [more.status, codeOf(more)], statuses, later: (await send()).status };
}

test('one person uploads four at a time, from all their devices; a fifth is told to wait, and may come back', async () => {
  const send = (as = token) => upload(sized(10), undefined, as);
  expect(await atOnce(4, send)).toEqual({
    more: [429, 'rate_limited'],
    statuses: [201, 201, 201, 201],
    later: 201,
  });
});

test('and two into imports', async () => {
  const created = await house.call('POST', '/api/imports', { token });
  let names = 0;
  const send = (as = token) => {
    names += 1;
    const form = new FormData();
    form.append('file', new Blob([`# ${names}`]), `${names}.md`);
    return house.call('POST', `/api/imports/${String(created.json?.id)}/uploads`, { token: as, raw: form });
  };
  expect(await atOnce(2, send)).toEqual({ more: [429, 'rate_limited'], statuses: [200, 200], later: 200 });
});
