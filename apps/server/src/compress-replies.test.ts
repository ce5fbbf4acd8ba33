import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { compressReplies } from './compress-replies.ts';

const LONG = { items: Array.from({ length: 40 }, (_, n) => ({ id: n, title: '岗位职责清单', dueOn: '2026-03-31' })) };

async function ask(path: string, encodings?: string) {
  const app = Fastify();
  compressReplies(app);
  app.get('/long', async () => LONG);
  app.get('/short', async () => ({ ok: true }));
  const headers = encodings === undefined ? {} : { 'accept-encoding': encodings };
  const { headers: sent, rawPayload } = await app.inject({ method: 'GET', url: path, headers });
  await app.close();
  return { encoding: sent['content-encoding'], length: Number(sent['content-length']), bytes: rawPayload };
}

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['BR;q=1.0, gzip;q=0.8', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['br;q=0, gzip', 'gzip', gunzipSync],
])('who takes "%s" gets %s, whole and much smaller', async (encodings, expected, open) => {
  const { encoding, length, bytes } = await ask('/long', encodings);
  expect(encoding).toBe(expected);
  expect(JSON.parse(open(bytes).toString('utf8'))).toEqual(LONG);
  expect(length).toBe(bytes.length);
  expect(bytes.length * 5).toBeLessThan(JSON.stringify(LONG).length);
});

test.each([undefined, 'identity', 'deflate', 'br;q=0, gzip;q=0.0'])('who takes %s gets it plain', async (encodings) => {
  const { encoding, bytes } = await ask('/long', encodings);
  expect(encoding).toBeUndefined();
  expect(JSON.parse(bytes.toString('utf8'))).toEqual(LONG);
});

test('a short reply is left alone', async () => {
  const { encoding, bytes } = await ask('/short', 'br');
  expect(encoding).toBeUndefined();
  expect(bytes.toString('utf8')).toBe('{"ok":true}');
});
