import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bridgeScript, type PhonePlatform } from './bridge-script.ts';
import { appServer, buildSignIn, listen } from './fixture/app.ts';
import { type Phone, startPhone } from './start-phone.ts';

const seen: { headers: IncomingMessage['headers']; body: string }[] = [];
const servers: Server[] = [];
let browser: Browser;
let phone: Phone;
let appUrl: string;
let shellUrl: string;

/** Issues codes and shows a frame, as the sandbox does; what the frame says is kept, what it asks is answered. */
function shellServer(): Server {
  const page = `<!doctype html><title>shell</title><script>
    window.told = [];
    addEventListener('message', (event) => {
      if (event.data?.from !== 'dingtalk-phone') return;
      told.push([event.data.method, event.data.params]);
      const picked = { users: [{ name: '李明', avatar: '', emplId: 'liming' }], departments: [], selectedCount: 1 };
      event.ports[0]?.postMessage({ ok: true, body: event.data.method === 'pickPeople' ? picked : { buttonIndex: 1 } });
    });</script>`;
  return createServer(async (incoming, outgoing) => {
    if (incoming.url === '/_sandbox/state') return void outgoing.end('{"corp":{"corpId":"dingcorp"}}');
    if (incoming.url !== '/_sandbox/auth-codes')
      return void outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    let body = '';
    for await (const chunk of incoming) body += chunk;
    outgoing.end(JSON.stringify({ code: `code-of-${JSON.parse(body).userId}` }));
  });
}

beforeAll(async () => {
  servers.push(appServer(await buildSignIn(), seen), shellServer());
  [appUrl, shellUrl] = (await Promise.all(servers.map(listen))) as [string, string];
  phone = await startPhone({ homeUrl: `${appUrl}/?corpid=$CORPID$`, sandboxUrl: shellUrl });
  // The runner says which Chromium; alone, Debian's place will do.
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
  browser = await chromium.launch({ executablePath, args });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await phone?.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function hold(page: Page, person: string, platform: PhonePlatform, to = '/'): Promise<Frame> {
  await page.evaluate(
    (src) => {
      document.querySelector('iframe')?.remove();
      document.body.append(Object.assign(document.createElement('iframe'), { src }));
    },
    `${phone.url}/__open?${new URLSearchParams({ person, platform, to })}`,
  );
  const frame = (await (await page.waitForSelector('iframe')).contentFrame()) as Frame;
  await frame.waitForURL(`${phone.url}${to}`);
  await frame.waitForSelector('body[data-loaded]', { state: 'attached' });
  return frame;
}

const ask = (frame: Frame, name: string) => frame.evaluate((n) => window.asked[n]?.(), name);

describe.each(['android', 'ios', 'pc'] as const)(
  'the real dingtalk-jsapi on %s, in a frame, under a strict policy',
  (platform) => {
    let page: Page;
    let frame: Frame;
    const errors: string[] = [];

    beforeAll(async () => {
      page = await browser.newPage();
      page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(shellUrl);
      frame = await hold(page, 'zhangjianguo', platform, '/items/7?from=robot');
    });
    afterAll(() => page.close());

    test('is recognised, signs in and configures', async () => {
      expect(await frame.evaluate(() => window.env)).toMatchObject({ platform, version: '8.1.11', appType: 'WEB' });
      expect(await ask(frame, 'signIn')).toEqual({ value: { code: 'code-of-zhangjianguo' } });
      expect(await ask(frame, 'config')).toBe('ready');
    });

    test('fails as the client does: another company, an interface that is not there', async () => {
      expect(await ask(frame, 'signInElsewhere')).toMatchObject({ error: { errorCode: '3' } });
      // On PC the SDK itself knows that there is no scanner.
      expect(await ask(frame, 'unknown')).toMatchObject({ error: { errorCode: platform === 'pc' ? 4050 : '1' } });
    });

    test('speaks to the shell around it: titles, links, questions', async () => {
      expect(await ask(frame, 'setTitle')).toEqual({ value: {} });
      expect(await ask(frame, 'openLink')).toEqual({ value: {} });
      expect(await ask(frame, 'confirm')).toEqual({ value: { buttonIndex: 1, confirm: true } });
      expect(await ask(frame, 'choose')).toEqual({ value: [{ name: '李明', avatar: '', emplId: 'liming' }] });
      const told = await page.evaluate(() => (window as unknown as { told: unknown[] }).told);
      expect(told).toContainEqual(['pageTitle', { title: '接力棒' }]);
      expect(told).toContainEqual(['setTitle', { title: '我的交接单' }]);
      expect(told).toContainEqual(['openLink', { url: `${phone.url}/items/7` }]);
    });

    test('keeps its holder over a reload, and nothing of the former holder', async () => {
      await frame.evaluate(() => sessionStorage.setItem('token', 'secret-of-zhang'));
      // The page that goes is marked loaded, too: only the next one counts.
      await frame.evaluate(() => document.body.removeAttribute('data-loaded'));
      await frame.evaluate(() => location.reload());
      await frame.waitForSelector('body[data-loaded]', { state: 'attached' });
      expect(await ask(frame, 'signIn')).toEqual({ value: { code: 'code-of-zhangjianguo' } });
      expect(await frame.evaluate(() => sessionStorage.getItem('token'))).toBe('secret-of-zhang');
      const other = await hold(page, 'liming', platform);
      expect(await ask(other, 'signIn')).toEqual({ value: { code: 'code-of-liming' } });
      expect(await other.evaluate(() => sessionStorage.getItem('token'))).toBeNull();
    });

    test('breaks no policy and throws nothing', () => expect(errors.filter((e) => !/403/.test(e))).toEqual([]));
  },
);

test('the bridge as text works without the proxy, for browser tests of others', async () => {
  const context = await browser.newContext();
  await context.addInitScript({
    content: bridgeScript({ person: 'chenjing', platform: 'android', authCodeUrl: `${phone.url}/__auth-codes` }),
  });
  const page = await context.newPage();
  await page.goto(phone.url);
  expect(await ask(page.mainFrame(), 'signIn')).toEqual({ value: { code: 'code-of-chenjing' } });
  await context.close();
});

test('a plain browser stays outside DingTalk', async () => {
  const page = await browser.newPage();
  await page.goto(phone.url);
  expect(await page.evaluate(() => window.env)).toMatchObject({ platform: 'notInDingTalk' });
  await page.close();
});

describe('the proxy', () => {
  test('injects first in head, keeps the policy but for its framing', async () => {
    const reply = await fetch(phone.url, { headers: { accept: 'text/html', 'if-none-match': '"1"' } });
    expect(await reply.text()).toContain('<head><script src="/__bridge.js"></script><meta');
    expect(reply.headers.get('content-security-policy')).toBe("default-src 'self'; script-src 'self'");
    expect(reply.headers.get('x-frame-options')).toBeNull();
    expect(reply.headers.get('etag')).toBeNull();
    const zipped = await fetch(`${phone.url}/zipped`, { headers: { accept: 'text/html' } });
    expect(await zipped.text()).toContain('<head><script src="/__bridge.js">');
  });

  test('passes uploads, authorisation and ranges untouched, and speaks as if it were the browser', async () => {
    const form = new FormData();
    form.append('file', new Blob(['设备点检表']), '点检.txt');
    const headers = { authorization: 'Bearer t', origin: phone.url, referer: `${phone.url}/items/7` };
    await fetch(`${phone.url}/echo`, { method: 'POST', headers, body: form });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer t',
      host: new URL(appUrl).host,
      origin: appUrl,
      referer: `${appUrl}/items/7`,
    });
    expect(seen[0]?.body).toContain('设备点检表');
    const part = await fetch(`${phone.url}/part`, { headers: { range: 'bytes=0-3' } });
    expect([part.status, part.headers.get('x-range'), part.headers.get('content-range')]).toEqual([
      206,
      'bytes=0-3',
      'bytes 0-3/9',
    ]);
    const moved = await fetch(`${phone.url}/moved`, { redirect: 'manual' });
    expect(moved.headers.get('location')).toBe(`${phone.url}/items/7`);
  });

  test('streams events while they happen', async () => {
    const reply = await fetch(`${phone.url}/live`);
    const reader = reply.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe('event: changed\ndata: 1\n\n');
    await reader?.cancel();
  });

  test('says so when the app is not there, to a person and to a program', async () => {
    const lonely = await startPhone({ homeUrl: 'http://127.0.0.1:1', sandboxUrl: shellUrl });
    const page = await fetch(lonely.url, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([502, expect.stringContaining('应用暂时没有响应')]);
    const call = await fetch(`${lonely.url}/api/me`);
    expect([call.status, await call.json()]).toEqual([502, { error: { code: 'app_unreachable' } }]);
    await lonely.close();
  });

  test('issues codes to its own pages only', async () => {
    const reply = await fetch(`${phone.url}/__auth-codes`, { method: 'POST', body: '{"userId":"liming"}' });
    expect(reply.status).toBe(415);
  });
});
