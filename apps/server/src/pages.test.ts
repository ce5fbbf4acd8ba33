import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, CORP, codeOf, openServer, PUBLIC_URL, SECRETS, type TestServer } from './testing/open-server.ts';

/** The built pages as a browser gets them, and the headers that every reply carries. */
let house: TestServer;
let pagesDir: string;
const INLINE = '\n  window.first = 1;\n';
const SCRIPT = 'document.title = "接力棒";'.repeat(50);

beforeAll(async () => {
  pagesDir = await mkdtemp(join(tmpdir(), 'baton-pages-'));
  await mkdir(join(pagesDir, 'assets'));
  await writeFile(
    join(pagesDir, 'index.html'),
    `<!doctype html><meta name="baton" content="__BATON_CONFIG__"><script>${INLINE}</script><script src="/x.js"></script>`,
  );
  await writeFile(join(pagesDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(pagesDir, 'assets', 'index-4f2a.js'), SCRIPT);
  await writeFile(join(pagesDir, 'assets', 'index-4f2a.js.gz'), gzipSync(SCRIPT));
  house = await openServer({ pagesDir });
});
afterAll(async () => {
  await house.close();
  await rm(pagesDir, { recursive: true, force: true });
});

const directive = (answer: Answer, name: string): string =>
  (answer.headers.get('content-security-policy') ?? '')
    .split('; ')
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1) ?? '';

test('every path of the app gets the same page, never kept, with the public ids and no secret', async () => {
  for (const path of ['/', '/handovers', '/items/0198f0aa?from=digest', '/nothing/of/the/kind', '/apis']) {
    const page = await house.call('GET', path);
    expect(page.status, path).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.text).toContain(CORP);
    expect(page.text).not.toContain('__BATON_CONFIG__');
    for (const secret of Object.values(SECRETS)) expect(page.text).not.toContain(secret);
  }
});

test('what looks like a file or belongs to the API never gets the page', async () => {
  const paths = ['/api/nothing', '/files/x', '/dingtalk/x', '/robots.txt', '/index.html', '/..%2f..%2fetc%2fpasswd.x'];
  for (const path of [...paths, '/assets/gone.js', '/assets/..%2findex.html', '/assets/']) {
    const answer = await house.call('GET', path);
    expect([answer.status, codeOf(answer)], path).toEqual([404, 'not_found']);
    expect(answer.headers.get('cache-control'), path).toBe('no-store');
  }
});

test('assets are kept for a year and come compressed where there is a compressed one', async () => {
  const gzip = await house.call('GET', '/assets/index-4f2a.js', { headers: { 'accept-encoding': 'gzip' } });
  expect(gzip.status).toBe(200);
  expect(gzip.headers.get('content-encoding')).toBe('gzip');
  expect(gzip.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(gzip.headers.get('vary')).toMatch(/accept-encoding/i);
  expect(gzip.text).toBe(SCRIPT);
  const plain = await house.call('GET', '/assets/index-4f2a.js', { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(plain.text).toBe(SCRIPT);
  const icon = await house.call('GET', '/favicon.svg');
  expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
});

test('pages, API, files, assets and refusals carry the security headers', async () => {
  for (const path of [
    '/',
    '/api/inbox',
    '/files/unknown',
    '/assets/index-4f2a.js',
    '/favicon.svg',
    '/healthz',
    '/x.y',
  ]) {
    const { headers, ...answer } = await house.call('GET', path);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('referrer-policy'), path).toBe('no-referrer');
    expect(headers.get('permissions-policy'), path).toContain('geolocation=()');
    expect(headers.get('strict-transport-security'), path).toBe('max-age=31536000');
    expect(directive({ headers, ...answer }, 'default-src'), path).toBe("'none'");
    expect(headers.get('x-powered-by') ?? headers.get('server'), path).toBeNull();
  }
});

test('only our own scripts run, inline the one the build wrote, and only DingTalk and the local one may frame the pages', async () => {
  const page = await house.call('GET', '/');
  for (const name of ['style-src', 'connect-src']) expect(directive(page, name)).toBe("'self'");
  const hash = createHash('sha256').update(INLINE).digest('base64');
  expect(directive(page, 'script-src')).toBe(`'self' 'sha256-${hash}'`);
  expect(directive(await house.call('GET', '/api/inbox'), 'script-src')).toBe("'self'");
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  expect(directive(page, 'frame-ancestors')).toBe(
    "'self' https://*.dingtalk.com https://*.dingtalk.io http://localhost:* http://127.0.0.1:*",
  );
});

test('another origin reads nothing: CORS names our own address only', async () => {
  const asked = { origin: 'https://evil.example.com', 'access-control-request-method': 'POST' };
  const preflight = await house.call('OPTIONS', '/api/session', { headers: asked });
  const simple = await house.call('GET', '/api/inbox', { headers: { origin: 'https://evil.example.com' } });
  for (const answer of [preflight, simple]) {
    expect(answer.headers.get('access-control-allow-origin')).toBe(PUBLIC_URL);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  }
  const page = await house.call('GET', '/', { headers: { origin: 'https://evil.example.com' } });
  expect(page.headers.get('access-control-allow-origin')).toBeNull();
});
