import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';

let dir: string;
let sandbox: TestSandbox;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(dir, 'dist', 'assets'), { recursive: true });
  await writeFile(join(dir, 'secret.json'), '"secret"');
  await writeFile(join(dir, 'dist', 'index.html'), '<title>钉钉</title>');
  await writeFile(join(dir, 'dist', 'assets', 'app.js'), 'run()');
  sandbox = await openTestSandbox({ pageDir: join(dir, 'dist') });
});
afterEach(async () => {
  await sandbox.close();
  await rm(dir, { recursive: true });
});

it.each([
  ['/', 200, '<title>'],
  ['/people/liming', 200, '<title>'],
  ['/assets/app.js', 200, 'run()'],
  ['/assets/none.js', 404, 'notFound'],
  ['/..%2fsecret.json', 404, 'notFound'],
  ['/assets/%2e%2e/..%2f..%2fsecret.json', 404, 'notFound'],
  ['/_sandbox/none', 404, 'notFound'],
])('serves %s as %i', async (path, status, text) => {
  const answer = await sandbox.send('GET', path);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(text);
});
