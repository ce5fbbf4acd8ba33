import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diskStorage } from './disk.ts';

let dir: string;
beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'baton-disk-')), 'files');
});
afterEach(() => rm(join(dir, '..'), { recursive: true, force: true }));

async function* bytesOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('what is put comes back, counted and hashed, readable by the process alone', async () => {
  const storage = diskStorage(dir);
  const sha256 = createHash('sha256').update('三号机点检表').digest('hex');
  expect(await storage.put('a1b2', bytesOf('三号机', '点检表'))).toEqual({ bytes: 18, sha256 });
  expect(await textOf(await storage.get('a1b2'))).toBe('三号机点检表');
  expect((await stat(join(dir, 'a1b2'))).mode & 0o777).toBe(0o600);
});

test('removing twice is fine; what is not there cannot be read', async () => {
  const storage = diskStorage(dir);
  await storage.put('a1b2', bytesOf('x'));
  await storage.remove('a1b2');
  await storage.remove('a1b2');
  await expect(storage.get('a1b2')).rejects.toThrow();
});

test.each(['../passwd', '/etc/passwd', 'a/../../b', 'A', '', 'a\0b', '.hidden', 'a.b', 'x'.repeat(201), '你好', '..'])(
  'a key that is not ours (%j) is refused for every verb and touches nothing',
  async (key) => {
    const storage = diskStorage(dir);
    await expect(storage.put(key, bytesOf('x'))).rejects.toThrow('not one of ours');
    await expect(storage.get(key)).rejects.toThrow('not one of ours');
    await expect(storage.remove(key)).rejects.toThrow('not one of ours');
    expect(await readdir(join(dir, '..'))).toEqual([]);
  },
);

test('an upload that breaks off leaves no file, not even half of one, and not over an older one', async () => {
  const storage = diskStorage(dir);
  await storage.put('kept', bytesOf('old'));
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(256 * 1024);
    throw new Error('the phone went into a tunnel');
  }
  await expect(storage.put('kept', breaking())).rejects.toThrow('tunnel');
  await expect(storage.put('fresh', breaking())).rejects.toThrow('tunnel');
  expect(await readdir(dir)).toEqual(['kept']);
  expect(await textOf(await storage.get('kept'))).toBe('old');
});
