import { insertEvidence, schema } from '@baton/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFile } from '../file/open-file.ts';
import { MAX_FILE_BYTES } from '../file/receive-file.ts';
import type { memoryStorage } from '../testing/memory-storage.ts';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { refused } from '../testing/refused.ts';
import { attachFile } from './attach-file.ts';
import { linkFile } from './link-file.ts';

let desk: Desk;
let itemId: string;
let hidden: string;
beforeAll(async () => {
  desk = await openDesk();
  const opened = await desk.openCase([{}, { restricted: true, acceptor: 'wang' }]);
  [itemId, hidden] = opened.itemIds as [string, string];
});
afterAll(() => desk.close());

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
async function* bytes(...chunks: Uint8Array[]) {
  yield* chunks;
}
const attach = (who: Who, name: string, ...chunks: Uint8Array[]) =>
  attachFile(desk.deps, desk.as(who), { itemId, name, bytes: bytes(...chunks) });
const handIn = (of: string, fileId: string) =>
  desk.read((tx) =>
    insertEvidence(tx, { corpId: CORP, itemId: of, round: 1, draft: false, by: 'zhang', at: desk.deps.now() }, [
      { type: 'FILE', fileIds: [fileId], purpose: '三号机的现场照片' },
    ]),
  );
const stored = () => (desk.deps.storage as ReturnType<typeof memoryStorage>).keys();

it('keeps what the bytes are, a clean name, and who added it', async () => {
  const file = await attach('zhang', '../../现场\u202Egpj.照片.PNG', PNG.subarray(0, 3), PNG.subarray(3));
  expect(file).toMatchObject({ name: '现场gpj.照片.PNG', mediaType: 'image/png', bytes: 16, by: { name: '张建国' } });
  const [row] = await desk.read((tx) => tx.select().from(schema.files));
  expect(row?.storageKey).toMatch(/^[0-9a-f]{64}$/);
  expect(row?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

it('a ticket opens the file for a minute and then no more', async () => {
  const file = await attach('zhang', 'a.png', PNG);
  await handIn(itemId, file.id);
  desk.at('2026-03-02T03:00:00.000Z');
  const { ticket } = await linkFile(desk.deps, desk.as('li'), { fileId: file.id });
  desk.at('2026-03-02T03:00:59.000Z');
  const opened = await openFile(desk.deps, ticket);
  const parts: Uint8Array[] = [];
  for await (const part of opened.content) parts.push(part);
  expect(Buffer.concat(parts)).toEqual(PNG);
  expect(opened).toMatchObject({ name: 'a.png', mediaType: 'image/png', inline: true });
  desk.at('2026-03-02T03:01:00.000Z');
  expect(await refused(openFile(desk.deps, ticket))).toBe('not_found');
  expect(await refused(openFile(desk.deps, 'nonsense'))).toBe('not_found');
  expect(await refused(openFile(desk.deps, `other.${ticket.split('.')[1]}`))).toBe('not_found');
  const rows = await desk.read((tx) => tx.select().from(schema.fileTickets));
  expect(JSON.stringify(rows)).not.toContain(ticket.split('.')[1]);
});

it('only who may see the item gets a ticket', async () => {
  const secret = await attachFile(desk.deps, desk.as('zhang'), { itemId: hidden, name: 'b.png', bytes: bytes(PNG) });
  await handIn(hidden, secret.id);
  for (const who of ['gao', 'li', 'zhao'] as const) {
    expect(await refused(linkFile(desk.deps, desk.as(who), { fileId: secret.id })), who).toBe('not_found');
  }
  for (const who of ['zhang', 'wang', 'chen'] as const) {
    expect((await linkFile(desk.deps, desk.as(who), { fileId: secret.id })).ticket, who).toContain('.');
  }
});

it('an item and a case hold so many files and bytes, uploads at once counted too, and no more', async () => {
  const other = await desk.openCase([{}, {}], { leaverId: 'gao' });
  const [full, beside] = other.itemIds as [string, string];
  const fill = (of: string, files: number, size: number) =>
    desk.read((tx) =>
      tx.insert(schema.files).values(
        Array.from({ length: files }, (_, n) => ({
          corpId: CORP,
          ...{ handoverId: other.handoverId, itemId: of, name: `${n}.txt`, mediaType: 'text/plain', bytes: size },
          ...{ sha256: 'x', storageKey: `k${of}${n}`, by: 'zhang' },
        })),
      ),
    );
  const into = (of: string) =>
    attachFile(desk.deps, desk.as('zhang'), { itemId: of, name: 'a.png', bytes: bytes(PNG) });
  await fill(full, 58, 1);
  const before = stored().length;
  const codes = await Promise.all([1, 2, 3, 4].map(() => refused(into(full)).catch(() => 'taken')));
  expect(codes.toSorted()).toEqual(['files_full', 'files_full', 'taken', 'taken']);
  expect(stored()).toHaveLength(before + 2);
  await fill(beside, 1, 200 * 1024 * 1024 - PNG.length);
  await into(beside);
  expect(await refused(into(beside))).toBe('files_full');
  const last = (await desk.openCase(
    Array.from({ length: 12 }, () => ({})),
    { leaverId: 'zhao' },
  )) as typeof other;
  other.handoverId = last.handoverId;
  for (const of of last.itemIds.slice(0, 11)) await fill(of, 1, 190 * 1024 * 1024);
  expect(await refused(into(last.itemIds[11] as string))).toBe('files_full');
});

it('refuses others, other types and too much, and leaves nothing in the storage', async () => {
  const before = stored().length;
  expect(await refused(attach('li', 'a.png', PNG))).toBe('forbidden');
  expect(await refused(attach('gao', 'a.png', PNG))).toBe('not_found');
  expect(await refused(attach('zhang', 'a.png', Buffer.from('<html><script>alert(1)</script>')))).toBe(
    'file_type_refused',
  );
  expect(await refused(attach('zhang', 'a.png', Buffer.from('MZ\x90\0\x03')))).toBe('file_type_refused');
  expect(await refused(attach('zhang', 'empty.txt'))).toBe('file_type_refused');
  const big = Buffer.concat([PNG, Buffer.alloc(MAX_FILE_BYTES)]);
  expect(await refused(attach('zhang', 'big.png', big))).toBe('file_too_large');
  expect(await refused(attach('zhang', 'big.png', PNG, Buffer.alloc(8192), big))).toBe('file_too_large');
  expect(stored()).toHaveLength(before);
});
