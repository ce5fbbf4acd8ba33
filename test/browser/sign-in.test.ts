import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LEAVER } from '../house/resign.ts';
import { findFaults } from './stage/find-faults.ts';
import { hold, listen } from './stage/hold.ts';
import { openStage, resigned, type Stage } from './stage/open-stage.ts';

/** How people get in: three clients, the PC's side panel, and every way it can fail. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(['--test-third-party-cookie-phaseout']);
  await resigned(stage);
});
afterAll(() => stage?.close());

describe.each(['android', 'ios', 'pc'] as const)('on %s', (platform) => {
  test('the real SDK signs in, and the inbox greets its owner', async () => {
    const { page, close } = await hold(stage, { person: LEAVER, platform });
    await page.getByText('张建国，您好').waitFor();
    await page.getByRole('heading', { name: /我要移交/ }).waitFor();
    expect(await page.getByRole('listitem').count()).toBeGreaterThan(20);
    await close();
  });

  test('a session that the server ended is renewed without a word', async () => {
    const { page, noise, close } = await hold(stage, { person: LEAVER, platform });
    await page.getByText('张建国，您好').waitFor();
    const before = await page.evaluate(() => sessionStorage.getItem('baton.token'));
    await fetch(`${stage.house.server.url}/api/session`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${before}` },
    });
    await page.reload();
    await page.getByText('张建国，您好').waitFor();
    expect(await page.evaluate(() => sessionStorage.getItem('baton.token'))).not.toBe(before);
    expect(noise()).toEqual([expect.stringContaining('401')]);
    await close();
  });
});

test('signing in brings the inbox along; whoever is signed in has it asked for before the app has arrived', async () => {
  const { page, go, close } = await hold(stage, { person: LEAVER, to: '/not-yet' });
  await page.getByText('没有这个页面').waitFor();
  await page.evaluate(() => sessionStorage.clear());
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(`${request.method()} ${pathname}`);
  });
  await go('/');
  await page.getByText('张建国，您好').waitFor();
  expect(asked.splice(0)).toEqual(['POST /api/session']);
  const inboxAsked = page.waitForRequest('**/api/inbox');
  await page.route('**/assets/first-*', async (route) => {
    await inboxAsked;
    await route.continue();
  });
  await page.reload();
  await page.getByText('张建国，您好').waitFor();
  expect(asked).toEqual(['GET /api/inbox']);
  await close();
});

/** A browser that is no DingTalk client. */
async function browse(language: string, userAgent?: string) {
  const context = await stage.browser.newContext({ locale: language, ...(userAgent ? { userAgent } : {}) });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return { page, context, heard: listen(page), asked };
}

test.each([
  ['zh-CN', '请在钉钉中打开'],
  ['en-US', 'Please open this in DingTalk'],
])('outside DingTalk a page says so in %s, and asks the server nothing', async (language, title) => {
  const { page, context, heard, asked } = await browse(language);
  await page.goto(`${stage.house.server.url}/items/0190a3c0-0000-7000-8000-000000000000`);
  await page.getByRole('heading', { name: title }).waitFor();
  expect(await page.getByRole('listitem').count()).toBe(3);
  expect(asked.filter((path) => path.startsWith('/api'))).toEqual([]);
  expect(await findFaults(page)).toEqual([]);
  expect(heard).toEqual([]);
  await context.close();
});

test('a client that never answers is given up after ten seconds, with a way to try again', async () => {
  const agent = 'Mozilla/5.0 (Linux; U; Android 16) AppleWebKit/537.36 Chrome/100.0.4896.58 AliApp(DingTalk/8.1.11)';
  const { page, context } = await browse('zh-CN', agent);
  await context.clock.install();
  await page.goto(stage.house.server.url);
  await expect
    .poll(
      async () => {
        await context.clock.runFor(11_000);
        return page.getByText('代码 bridge_timeout').count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await page.getByRole('button', { name: '重新登录' }).waitFor();
  await context.close();
});

test('a code that DingTalk refuses ends in a sentence with its code; trying again works', async () => {
  const { page, noise, close } = await hold(stage, { person: LEAVER, to: '/not-yet' });
  await page.getByText('没有这个页面').waitFor();
  await page.evaluate(() => sessionStorage.removeItem('baton.token'));
  await page.route('**/__auth-codes', (route) => route.fulfill({ json: { code: 'made-up-by-nobody' } }));
  const tries: string[] = [];
  page.on('request', (request) => void (request.url().endsWith('/api/session') && tries.push(request.method())));
  await page.goto(stage.phone.url);
  await page.getByRole('heading', { name: '没能登录' }).waitFor();
  await page.getByText(/代码 sign_in_failed · 请求号 \S+/).waitFor();
  expect(await findFaults(page)).toEqual([]);
  expect(tries, 'nobody tries a second time unasked').toEqual(['POST']);
  await page.unroute('**/__auth-codes');
  await page.getByRole('button', { name: '重新登录' }).click();
  await page.getByText('张建国，您好').waitFor();
  expect(noise().filter((line) => !line.includes('401'))).toEqual([]);
  await close();
});

test('the client’s own refusal is shown with the client’s own code', async () => {
  const { page, noise, close } = await hold(stage, { person: LEAVER, to: '/?corpid=dingsomebodyelse' });
  await page.getByRole('heading', { name: '没能登录' }).waitFor();
  await page.getByText('代码 auth_code_refused · 3').waitFor();
  expect(noise().filter((line) => !line.includes('403'))).toEqual([]);
  await close();
});

describe('in the side panel of the PC client, a frame of another site that may keep no cookies', () => {
  let shell: Server;
  beforeAll(async () => {
    shell = createServer((_, outgoing) => outgoing.end('<!doctype html><title>DingTalk</title>')).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => shell.once('listening', resolve));
  });
  afterAll(() => void shell?.close());

  test('signs in, works and survives a reload', async () => {
    const context = await stage.browser.newContext({ locale: 'zh-CN', viewport: { width: 480, height: 800 } });
    const page = await context.newPage();
    const heard = listen(page);
    await page.goto(`http://localhost:${(shell.address() as AddressInfo).port}/`);
    await page.evaluate(
      (src) => document.body.append(Object.assign(document.createElement('iframe'), { src, width: 440, height: 760 })),
      `${stage.phone.url}/__open?${new URLSearchParams({ person: LEAVER, platform: 'pc', to: '/' })}`,
    );
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    if (!frame) throw new Error('no frame');
    await frame.getByText('张建国，您好').waitFor();
    const keeps = () => {
      // biome-ignore lint/suspicious/noDocumentCookie: the question is whether the browser keeps it
      document.cookie = 'probe=1; SameSite=None; Secure';
      return document.cookie;
    };
    expect(await frame.evaluate(keeps), 'this browser blocks third-party cookies').toBe('');
    await frame.getByRole('link', { name: /岗位职责清单/ }).click();
    await frame.getByRole('heading', { name: '岗位职责清单' }).waitFor();
    await frame.evaluate(() => location.reload());
    await frame.getByRole('heading', { name: '岗位职责清单' }).waitFor();
    expect(heard).toEqual([]);
    const own = await context.newPage();
    await own.goto(stage.phone.url);
    expect(await own.evaluate(keeps), 'but it keeps first-party ones').toBe('probe=1');
    await context.close();
  });
});
