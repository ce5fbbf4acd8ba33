import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Phone, type Sandbox, startPhone, startSandbox } from '../../src/index.ts';
import { appServer, buildSignIn, listen } from '../../src/phone/fixture/app.ts';

const credentials = {
  corpId: 'dingcorp',
  clientId: 'dingapp',
  clientSecret: 's',
  agentId: '1',
  robotCode: 'dingapp',
  token: 't',
};
let browser: Browser;
let sandbox: Sandbox;
let phone: Phone;
let app: Server;
let appUrl: string;
let pageDir: string;
let axe: string;

beforeAll(async () => {
  pageDir = await mkdtemp(join(tmpdir(), 'sandbox-page-'));
  const root = fileURLToPath(new URL('..', import.meta.url));
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir: pageDir } });
  app = appServer(await buildSignIn(), []);
  appUrl = await listen(app);
  sandbox = await startSandbox({
    app: { ...credentials, aesKey: 'a'.repeat(43) },
    homeUrl: `${appUrl}/?corpid=$CORPID$`,
    pageDir,
  });
  phone = await startPhone({ homeUrl: appUrl, sandboxUrl: sandbox.url });
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // The runner says which Chromium; alone, Debian's place will do.
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
});

afterAll(async () => {
  await browser?.close();
  await phone?.close();
  await sandbox?.close();
  app?.closeAllConnections();
  app?.close();
  await rm(pageDir, { recursive: true, force: true });
});

/** The page as someone, in a context of its own; whatever it throws fails the test that asks. */
async function open(hash = '', width = 1440, colorScheme: 'light' | 'dark' = 'light', phoneUrl = phone.url) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale: 'zh-CN' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${sandbox.url}/?phone=${encodeURIComponent(phoneUrl)}${hash}`);
  await page.locator('[role=tablist]').first().waitFor({ state: 'attached' });
  return { page, errors, close: () => context.close() };
}

/** What axe finds, as `rule: element`. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] };
    const run = (globalThis as unknown as { axe: { run(root: Document, options: object): Promise<Found> } }).axe.run;
    const { violations } = await run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      iframes: false,
    });
    return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
  });
}

async function robotSays(msgKey: string, param: object): Promise<void> {
  const json = { 'content-type': 'application/json' };
  const secret = JSON.stringify({ appKey: credentials.clientId, appSecret: credentials.clientSecret });
  const token = (await (
    await fetch(`${sandbox.url}/v1.0/oauth2/accessToken`, { method: 'POST', headers: json, body: secret })
  ).json()) as { accessToken: string };
  const headers = { ...json, 'x-acs-dingtalk-access-token': token.accessToken };
  const body = JSON.stringify({
    robotCode: credentials.robotCode,
    userIds: ['zhangjianguo'],
    msgKey,
    msgParam: JSON.stringify(param),
  });
  const reply = await fetch(`${sandbox.url}/v1.0/robot/oToMessages/batchSend`, { method: 'POST', headers, body });
  expect(reply.status).toBe(200);
}

const go = (page: Page) => page.getByRole('button', { name: '带我去' }).click();

test('the tour: one resignation from the form to the app in the leaver’s hands', async () => {
  const { page, errors, close } = await open();
  await go(page);
  await page.getByLabel('工作交接人').selectOption({ label: '李明 · 设备技术员' });
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText('等待 王海涛 审批').waitFor();
  for (const who of ['王海涛', '陈静']) {
    await go(page);
    await page.getByRole('heading', { name: who }).waitFor();
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await page.getByText('没有等您处理的审批').waitFor();
  }
  await go(page);
  await page.getByText(/待离职 · 最后工作日/).waitFor();
  const frame = page.frameLocator('iframe[title="张建国打开的接力棒"]');
  await frame.locator('body[data-loaded]').waitFor({ state: 'attached' });
  const signedIn = await frame.locator('body').evaluate(() => window.asked.signIn?.());
  expect(signedIn).toMatchObject({ value: { code: expect.stringMatching(/./) } });
  await page.getByRole('button', { name: '做完了，下一步' }).click();
  await page.getByRole('heading', { name: '李明' }).waitFor();
  await page
    .frameLocator('iframe[title="李明打开的接力棒"]')
    .locator('body[data-loaded]')
    .waitFor({ state: 'attached' });
  expect(sandbox.control.approvals()[0]).toMatchObject({ status: 'COMPLETED', result: 'agree' });
  expect(errors).toEqual([]);
  await close();
});

test('a robot message is shown as text, whatever it contains, and its button opens the app at its place', async () => {
  const { page, errors, close } = await open('#as=zhangjianguo&tab=messages&pane=client');
  await robotSays('sampleActionCard', {
    title: '您的离职交接清单还有 3 项未完成，请尽快处理',
    text: '**注意：**请看\n\n- <img src=x onerror="document.title=\'broken\'">',
    singleTitle: '去处理',
    singleURL: `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(`${appUrl}/items/7?from=robot`)}&pc_slide=true`,
  });
  await page.getByRole('button', { name: '去处理' }).click();
  const frame = page.locator('iframe');
  await frame.waitFor();
  const content = await (await frame.elementHandle())?.contentFrame();
  await content?.waitForURL(`${phone.url}/items/7?from=robot`);
  expect(await page.title()).not.toBe('broken');
  await page.getByText('<img src=x').waitFor();
  await expect
    .poll(() => sandbox.control.person('zhangjianguo').chats[0]?.messages.every((item) => item.readAt))
    .toBe(true);
  expect(errors).toEqual([]);
  await close();
});

test('the client’s own dialogs answer the app', async () => {
  const { page, close } = await open('#as=liming&tab=workbench&pane=client');
  await page.getByRole('tabpanel').getByRole('button', { name: '接力棒' }).click();
  const body = page.frameLocator('iframe').locator('body[data-loaded]');
  await body.waitFor({ state: 'attached' });
  const confirmed = body.evaluate(() => window.asked.confirm?.());
  await page.getByRole('alertdialog', { name: '确认放行？' }).getByRole('button', { name: '确定' }).click();
  expect(await confirmed).toEqual({ value: { buttonIndex: 1, confirm: true } });
  const chosen = body.evaluate(() => window.asked.choose?.());
  await page.getByRole('dialog', { name: '选择同事' }).getByLabel(/陈静/).check();
  await page.getByRole('button', { name: '确定（1）' }).click();
  expect(await chosen).toEqual({ value: [{ name: '陈静', avatar: '', emplId: 'chenjing' }] });
  await body.evaluate(() => window.asked.setTitle?.());
  await page.locator('.title-bar').getByText('我的交接单').waitFor();
  await page.getByRole('button', { name: '关闭应用' }).click();
  await page.getByText('李明的手机').waitFor();
  await close();
});

test('a phone that is not there says so, and where it was looked for', async () => {
  const { page, close } = await open('#as=liming&tab=workbench&pane=client', 1440, 'light', 'http://127.0.0.1:1');
  await page.getByRole('tabpanel').getByRole('button', { name: '接力棒' }).click();
  await page.getByRole('heading', { name: '手机没有连上' }).waitFor();
  await page.getByText('http://127.0.0.1:1', { exact: true }).waitFor();
  await close();
});

test('the clock goes on by a day, faults switch on and off, and every call is listed', async () => {
  const { page, close } = await open();
  const before = sandbox.control.now().getTime();
  await page.getByRole('button', { name: '时间前进 1 天' }).click();
  await expect.poll(() => sandbox.control.now().getTime() - before).toBeGreaterThanOrEqual(86_400_000);
  await page.getByText(/^到了 .*（北京时间），机器人没有/).waitFor();
  await page.getByRole('button', { name: /^故障/ }).click();
  await page.getByRole('switch', { name: /推送丢失/ }).click();
  await expect.poll(() => sandbox.control.state().faults.map((fault) => fault.kind)).toEqual(['push_lost']);
  await page.getByRole('switch', { name: /推送丢失/ }).click();
  await expect.poll(() => sandbox.control.state().faults).toEqual([]);
  await page.getByRole('tab', { name: '接口调用' }).click();
  await page.getByText('/v1.0/robot/oToMessages/batchSend').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await close();
});

test('after the clock has moved, the app in the phone is told that it is looked at again', async () => {
  const { page, close } = await open('#as=liming&tab=workbench&pane=client');
  await page.getByRole('tabpanel').getByRole('button', { name: '接力棒' }).click();
  const body = page.frameLocator('iframe').locator('body[data-loaded]');
  await body.waitFor({ state: 'attached' });
  await body.evaluate((held) => {
    for (const event of ['resume', 'visibilitychange'])
      document.addEventListener(event, () => held.setAttribute(`data-${event}`, ''));
  });
  await page.getByRole('button', { name: '时间前进 1 小时' }).click();
  await page.frameLocator('iframe').locator('body[data-resume][data-visibilitychange]').waitFor({ state: 'attached' });
  await close();
});

test('the keyboard goes everywhere: tabs by arrows, people by Tab and Enter', async () => {
  const { page, close } = await open();
  await page.getByRole('tab', { name: '消息' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('tab', { name: '审批', exact: true }).getAttribute('aria-selected')).toBe('true');
  await page.getByLabel('搜索同事').fill('财务 主管');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '孙丽' }).waitFor();
  await close();
});

// Each view follows on the one before it, as a player would go; the drawer, once open, is left by Escape.

const views: [name: string, hash: string, clicks: string[], shows: string][] = [
  ['people', '#as=zhangjianguo&tab=messages&pane=people', [], '.people'],
  ['messages', '#as=zhangjianguo&tab=messages&pane=client', [], '.conversation'],
  ['approvals', '#as=zhangjianguo&tab=approvals&pane=client', [], '.approval'],
  ['form', '#as=liming&tab=approvals&pane=client', ['发起审批', '离职申请'], '.approval-form'],
  ['workbench', '#as=liming&tab=workbench&pane=client', [], '.workbench'],
  ['phone', '#as=liming&tab=workbench&pane=phone', [], '.phone-home'],
  ['pushes', '#as=liming&tab=messages&pane=client', ['推送'], '.drawer .log'],
  ['faults', '#as=liming&tab=messages&pane=client', ['故障'], '.drawer .fault-group'],
];

describe.each([
  [1440, 'light'],
  [1100, 'dark'],
  [360, 'light'],
] as const)('at %i px, %s', (width, scheme) => {
  let held: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    held = await open('', width, scheme);
  });
  afterAll(() => held?.close());

  test.each(views)('%s: axe finds nothing, nothing sticks out', async (_, hash, clicks, shows) => {
    const { page, errors } = held;
    await page.evaluate((next) => location.assign(next), hash);
    for (const name of clicks) {
      const control = page.getByRole('tab', { name }).or(page.getByRole('button', { name: new RegExp(`^${name}`) }));
      await control.locator('visible=true').first().click();
    }
    await page.locator(shows).first().waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
    if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
  });
});

test('the contract was kept all along', () => expect(sandbox.control.violations()).toEqual([]));
