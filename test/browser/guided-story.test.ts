import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atLocal, localDay, officialCalendar } from '@baton/core';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, isPortFree } from '../../scripts/provide/free-port.ts';
import { findFaults } from './stage/find-faults.ts';
import { listen } from './stage/hold.ts';
import { openBrowser } from './stage/open-browser.ts';

/** What a newcomer sees after `npm start`, as its own process: the guided story in the local DingTalk's page. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let dataDir: string;
let started: ChildProcess;
let said = '';
let url: string;
let browser: Browser;
let page: Page;
let heard: string[];

/** The phone listens one port above the page. */
async function freePair(): Promise<number> {
  const port = await freePort();
  return port < 65_535 && (await isPortFree(port + 1)) ? port : freePair();
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'baton-start-'));
  // Whenever this runs: people resign at 10:07 of the next working day, when nobody's quiet hours keep the robot silent.
  const tomorrow = officialCalendar().addWorkdays(localDay(new Date()), 1);
  const aheadMs = atLocal(tomorrow, '10:07').getTime() - Date.now();
  await writeFile(join(dataDir, 'clock.json'), JSON.stringify({ aheadMs }));
  const sandboxPort = await freePair();
  url = `http://127.0.0.1:${sandboxPort}`;
  const env = { ...process.env, PORT: String(await freePort()), SANDBOX_PORT: String(sandboxPort), DATA_DIR: dataDir };
  started = spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('接力棒 Baton 已启动')) resolve();
    };
    started.stdout?.on('data', hear);
    started.stderr?.on('data', hear);
    started.on('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)));
  });
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  page.setDefaultTimeout(20_000);
  heard = listen(page);
  await page.goto(url);
});

afterAll(async () => {
  await browser?.close();
  if (started?.exitCode === null) {
    started.removeAllListeners('exit');
    started.kill('SIGKILL');
  }
  await rm(dataDir, { recursive: true, force: true });
});

/** Once the strip has heard that it is this step's turn: what just happened reaches it a moment after the panel. */
async function go(step: string): Promise<void> {
  await page.locator('.guide [aria-current="step"]').filter({ hasText: step }).waitFor();
  await page.getByRole('button', { name: '带我去' }).click();
}
const next = () => page.getByRole('button', { name: '做完了，下一步' }).click();

/** The app in the phone of whoever is chosen. */
async function phoneOf(name: string): Promise<Frame> {
  const frame = await (await page.waitForSelector(`iframe[title="${name}打开的接力棒"]`)).contentFrame();
  if (!frame) throw new Error(`${name} holds no phone`);
  await frame.getByText(`${name}，您好`).waitFor();
  return frame;
}

/** Presses a button of the app, then the one of the same name in the dialog that asks. */
async function doAndConfirm(frame: Frame, name: string): Promise<void> {
  await frame.getByRole('button', { name, exact: true }).click();
  await frame.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

test('the page says where to click, and that address answers', () => {
  expect(said).toContain(url);
  expect(said, 'nothing but what to click').not.toContain('Valkey');
});

test('老张 files his resignation, his manager and HR agree', async () => {
  await go('老张提交离职');
  await page.getByLabel('工作交接人').selectOption({ label: '李明 · 设备技术员' });
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText('等待 王海涛 审批').waitFor();
  for (const who of ['王海涛', '陈静']) {
    await go(`${who}同意`);
    await page.getByRole('heading', { name: who }).waitFor();
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await page.getByText('没有等您处理的审批').waitFor();
  }
});

test('his checklist is on his phone; he signs one item', async () => {
  await go('老张看交接清单');
  const frame = await phoneOf('张建国');
  const item = frame.getByRole('link', { name: /保密与数据清理确认/ });
  await expect
    .poll(
      async () => {
        if ((await item.count()) === 0) await frame.evaluate(() => location.reload());
        return item.count();
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toBe(1);
  expect(await findFaults(frame)).toEqual([]);
  await item.click();
  await frame.getByRole('textbox', { name: '签名' }).fill('张建国');
  await doAndConfirm(frame, '提交交接');
  await frame.getByText('已提交，等待接收人验收').waitFor();
  await next();
});

test('李明 accepts it on his phone', async () => {
  const frame = await phoneOf('李明');
  await frame.getByRole('link', { name: /保密与数据清理确认/ }).click();
  await doAndConfirm(frame, '验收通过');
  await frame.getByText('已验收').waitFor();
});

test('the robot has told 老张; its button opens the app in his phone', async () => {
  await page.getByRole('searchbox', { name: '搜索同事' }).fill('张建国');
  await page.getByRole('button', { name: /^张建国/ }).click();
  await page.getByRole('tab', { name: /^消息/ }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: '查看交接清单' }).click({ timeout: 90_000 });
  const frame = await (await page.waitForSelector('iframe[title="张建国打开的接力棒"]')).contentFrame();
  await frame?.getByRole('heading', { level: 1 }).filter({ visible: true }).first().waitFor();
});

test('王海涛 is shown what is his; then the clock goes to the next morning and says what happened', async () => {
  await page.getByRole('button', { name: '李明接收' }).click();
  await next();
  await page.getByRole('heading', { name: '王海涛' }).waitFor();
  await next();
  await page.getByRole('button', { name: /^拨到 .* 09:30$/ }).click();
  await page
    .getByRole('status')
    .getByText(/^时间正在前进到 .* 09:30$/)
    .waitFor({ state: 'attached' });
  await page.getByText(/^到了 .* 09:30（北京时间），机器人发出 \d+ 条消息$/).waitFor({ timeout: 90_000 });
  await page.getByRole('tabpanel').getByText('您的离职交接清单还有').first().waitFor();
});

test('everybody does the rest, each signed in as themselves, and the strip tells how far they are', async () => {
  await page.getByRole('button', { name: '替大家办完其余事项' }).click();
  await page.getByText(/^已办完 \d+ \/ \d+ 项：.+「.+」$/).waitFor();
  await page.getByText(/^大家办完了其余 \d+ 项$/).waitFor({ timeout: 90_000 });
});

test('陈静 releases on her phone, and the story is told', async () => {
  const frame = await phoneOf('陈静');
  await frame
    .getByRole('link', { name: /交接总览/ })
    .filter({ visible: true })
    .first()
    .click();
  await frame
    .getByRole('link', { name: /张建国/ })
    .filter({ visible: true })
    .first()
    .click();
  await frame.getByRole('button', { name: '业务放行', exact: true }).click();
  await frame.getByRole('textbox', { name: '输入移交人姓名「张建国」' }).fill('张建国');
  await frame.getByRole('dialog').getByRole('button', { name: '业务放行', exact: true }).click();
  await page.getByText(/^演完了/).waitFor({ timeout: 60_000 });
});

test('the page is clean to axe on the way, and nothing was complained about', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findFaults(page)).toEqual([]);
  }
  expect(heard).toEqual([]);
  const broken = (await (await fetch(`${url}/_sandbox/violations`)).json()) as unknown[];
  expect(broken).toEqual([]);
});

test('Ctrl+C stops everything in order', async () => {
  started.removeAllListeners('exit');
  const ended = once(started, 'exit');
  started.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});
