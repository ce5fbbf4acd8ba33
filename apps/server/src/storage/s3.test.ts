import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { s3Storage } from './s3.ts';

/** As much of S3's path-style protocol as three verbs need; it keeps what it is sent and says what it was asked. */
const objects = new Map<string, Buffer>();
const asked: { method: string; url: string; authorization: string }[] = [];
let stub: Server;
let storage: ReturnType<typeof s3Storage>;
let failing = false;

beforeAll(async () => {
  stub = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const key = url.split('?')[0] ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push({ method, url: key, authorization: headers.authorization ?? '' });
    const xml = (status: number, code: string) =>
      response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
    if (failing) return xml(403, 'AccessDenied');
    if (method === 'PUT') {
      objects.set(key, Buffer.concat(chunks));
      return response.writeHead(200, { etag: '"x"' }).end();
    }
    const found = objects.get(key);
    if (method === 'DELETE') objects.delete(key);
    if (method === 'DELETE') return response.writeHead(204).end();
    if (!found) return xml(404, 'NoSuchKey');
    return response.writeHead(200, { 'content-length': found.length }).end(found);
  });
  await new Promise<void>((done) => stub.listen(0, '127.0.0.1', done));
  storage = s3Storage({
    endpoint: `http://127.0.0.1:${(stub.address() as AddressInfo).port}`,
    bucket: 'baton',
    region: 'oss-cn-hangzhou',
    accessKeyId: 'AKSTORY',
    secretAccessKey: 'planted-s3-secret',
  });
});
afterAll(() => new Promise<void>((done) => stub.close(() => done())));
beforeEach(() => {
  objects.clear();
  asked.length = 0;
  failing = false;
});

async function* bytesOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('a file is sent whole in one signed request, as it is, and comes back', async () => {
  const sha256 = createHash('sha256').update('三号机点检表').digest('hex');
  expect(await storage.put('a1b2', bytesOf('三号机', '点检表'))).toEqual({ bytes: 18, sha256 });
  expect(asked).toMatchObject([{ method: 'PUT', url: '/baton/a1b2' }]);
  expect(asked[0]?.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKSTORY\/\d{8}\/oss-cn-hangzhou\/s3/);
  expect(asked[0]?.authorization).not.toContain('planted-s3-secret');
  // No chunk signatures or trailers around the bytes: OSS would store them as part of the file.
  expect(objects.get('/baton/a1b2')?.toString()).toBe('三号机点检表');
  expect(await textOf(await storage.get('a1b2'))).toBe('三号机点检表');
});

test('removing twice is fine; what is not there cannot be read', async () => {
  await storage.put('a1b2', bytesOf('x'));
  await storage.remove('a1b2');
  await storage.remove('a1b2');
  expect(objects.size).toBe(0);
  await expect(storage.get('a1b2')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('an upload that breaks off is never sent; a refused one is an error', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half');
    throw new Error('the phone went into a tunnel');
  }
  await expect(storage.put('a1b2', breaking())).rejects.toThrow('tunnel');
  expect(asked).toEqual([]);
  failing = true;
  await expect(storage.put('a1b2', bytesOf('x'))).rejects.toMatchObject({ name: 'AccessDenied' });
});
