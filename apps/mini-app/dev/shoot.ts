/**
 * Screenshots of every page and state at 360 and 1440 pixels, light and dark, with an axe run on each. Safe to run
 * again; writes to the folder given. Example: `npx tsx apps/mini-app/dev/shoot.ts shots [name] [chromium]`
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { items } from './fixture.ts';
import { faults, serveFixture } from './serve.ts';

const out = process.argv[2] ?? 'shots';
const only = process.argv[3] ?? '';
mkdirSync(out, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const UA =
  'Mozilla/5.0 (Linux; U; Android 16; zh-CN) AppleWebKit/537.36 Version/4.0 Chrome/100.0.4896.58 UWS/5.12 Mobile Safari/537.36 AliApp(DingTalk/8.1.11) com.alibaba.android.rimet language/';

const idOf = (key: string): string => items.find((item) => item.key === key)?.id ?? '';
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).last().click();
type Shot = {
  name: string;
  as: string;
  path: string;
  act?: (page: Page) => Promise<unknown>;
  fault?: [Parameters<typeof faults.set>[0], number, string];
  en?: boolean;
  outside?: boolean;
};
const SHOTS: readonly Shot[] = [
  { name: 'inbox', as: 'zhang', path: '/' },
  { name: 'inbox-li', as: 'li', path: '/' },
  { name: 'inbox-hr', as: 'zhao', path: '/' },
  { name: 'inbox-empty', as: 'wu', path: '/' },
  { name: 'inbox-error', as: 'zhang', path: '/', fault: ['inbox', 500, 'internal'] },
  { name: 'inbox-en', as: 'zhang', path: '/', en: true },
  { name: 'handover', as: 'zhang', path: '/handovers/00000000-0000-4000-8000-c00000000001' },
  { name: 'handover-hr', as: 'zhao', path: '/handovers/00000000-0000-4000-8000-c00000000001' },
  { name: 'handover-en', as: 'zhao', path: '/handovers/00000000-0000-4000-8000-c00000000001', en: true },
  { name: 'handover-preparing', as: 'zhao', path: '/handovers/00000000-0000-4000-8000-c00000000002' },
  { name: 'handover-withdrawn', as: 'zhao', path: '/handovers/00000000-0000-4000-8000-c00000000004' },
  {
    name: 'handover-edit',
    as: 'zhao',
    path: '/handovers/00000000-0000-4000-8000-c00000000001',
    act: press('修改日期与人员'),
  },
  {
    name: 'handover-release',
    as: 'zhao',
    path: '/handovers/00000000-0000-4000-8000-c00000000003',
    act: press('业务放行'),
  },
  { name: 'item-list', as: 'zhang', path: `/items/${idOf('base_open')}` },
  { name: 'item-file', as: 'zhang', path: `/items/${idOf('tech_debug')}` },
  { name: 'item-or', as: 'zhang', path: `/items/${idOf('sale_intro')}` },
  { name: 'item-sign', as: 'zhang', path: `/items/${idOf('base_asset')}` },
  {
    name: 'item-problems',
    as: 'zhang',
    path: `/items/${idOf('base_docs')}`,
    act: async (page) => {
      await press('提交交接')(page);
      await page.getByText('还差一点').waitFor();
    },
  },
  {
    name: 'item-accepted',
    as: 'li',
    path: `/items/${idOf('base_duty')}`,
    act: async (page) => {
      if ((await page.getByRole('button', { name: '验收通过' }).count()) === 0) return;
      await press('验收通过')(page);
      await page.getByRole('dialog').getByRole('button', { name: '验收通过' }).click();
      await page.getByText('已验收').waitFor();
    },
  },
  {
    name: 'item-accept-unanswered',
    as: 'li',
    path: `/items/${idOf('tech_release')}`,
    act: async (page) => {
      await press('验收通过')(page);
      await page.getByRole('dialog').getByRole('button', { name: '验收通过' }).click();
      await page.getByText('请选择演示结果').waitFor();
    },
  },
  { name: 'item-hr', as: 'zhao', path: `/items/${idOf('sale_intro')}` },
  { name: 'item-blocked', as: 'zhang', path: `/items/${idOf('tech_bug')}` },
  { name: 'item-read', as: 'li', path: `/items/${idOf('tech_release')}` },
  { name: 'item-accept', as: 'li', path: `/items/${idOf('tech_release')}`, act: press('验收通过') },
  { name: 'item-more', as: 'li', path: `/items/${idOf('base_duty')}`, act: press('更多操作') },
  {
    name: 'item-delegate',
    as: 'li',
    path: `/items/${idOf('base_duty')}`,
    act: async (page) => {
      await press('更多操作')(page);
      await press('委托他人')(page);
      await page.getByRole('combobox').fill('陈');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'item-waived', as: 'zhao', path: `/items/${idOf('tech_custom')}` },
  { name: 'item-en', as: 'zhang', path: `/items/${idOf('base_open')}`, en: true },
  { name: 'hr', as: 'zhao', path: '/hr' },
  { name: 'hr-en', as: 'zhao', path: '/hr', en: true },
  {
    name: 'hr-none',
    as: 'zhao',
    path: '/hr',
    act: async (page) => {
      await page.getByRole('searchbox').fill('不存在');
      await page.getByText('没有找到').waitFor();
    },
  },
  { name: 'hr-new', as: 'zhao', path: '/hr/new' },
  {
    name: 'hr-new-open',
    as: 'zhao',
    path: '/hr/new',
    act: async (page) => {
      await page.getByRole('combobox').first().fill('张');
      await page.getByRole('option').first().click();
      await page.getByLabel('最后工作日').fill('2027-01-08');
      await press('创建交接单')(page);
      await page.getByText('去看看').waitFor();
    },
  },
  { name: 'hr-new-errors', as: 'zhao', path: '/hr/new', act: press('创建交接单') },
  { name: 'missing', as: 'zhang', path: '/nowhere' },
  {
    name: 'settings',
    as: 'zhang',
    path: '/',
    act: async (page) => {
      await press('语言与外观')(page);
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'outside', as: 'zhang', path: '/', outside: true },
  { name: 'sign-in-failed', as: 'zhang', path: '/', fault: ['signIn', 403, 'sign_in_failed'] },
];

/** The native side of an Android client, as far as these pages ask it. Text: a compiled function would bring helpers. */
const playDingTalk = (context: BrowserContext, who: string): Promise<unknown> =>
  context.addInitScript({
    content: `window.nuva = { isReady: true, require: () => (ok, fail, plugin, action) => ok({ code: '${who}' }) }`,
  });

const server = await serveFixture();
const browser = await chromium.launch({
  executablePath: process.argv[4] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--lang=zh-CN', '--font-render-hinting=none'],
});
let bad = 0;
for (const shot of SHOTS.filter(({ name }) => name.startsWith(only))) {
  for (const [width, height, dark] of [
    [360, 740, false],
    [360, 740, true],
    [1440, 900, false],
    [1440, 900, true],
  ] as const) {
    const wide = width > 1000;
    const userAgent = shot.outside
      ? 'Mozilla/5.0 Chrome/131'
      : UA + (shot.en ? 'en-US' : 'zh-CN') + (dark ? ' colorScheme/dark' : '');
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: wide ? 1 : 2,
      userAgent,
      locale: shot.en ? 'en-US' : 'zh-CN',
      colorScheme: dark ? 'dark' : 'light',
      hasTouch: !wide,
    });
    await playDingTalk(context, shot.as);
    const page = await context.newPage();
    const label = `${shot.name}-${width}${dark ? '-dark' : ''}`;
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of [45]/.test(message.text())) {
        bad++;
        console.log(`${label}: console ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => {
      bad++;
      console.log(`${label}: ${error.stack}`);
    });
    if (shot.fault) faults.set(shot.fault[0], { status: shot.fault[1], code: shot.fault[2] });
    await page.goto(server.url + shot.path);
    await page
      .locator('h1')
      .waitFor({ timeout: 8000 })
      .catch(() => console.log(`${label}: no heading`));
    await page
      .locator('.skeleton')
      .first()
      .waitFor({ state: 'detached', timeout: 8000 })
      .catch(() => console.log(`${label}: still loading`));
    await shot.act?.(page).catch((error: unknown) => {
      bad++;
      console.log(`${label}: ${String(error).slice(0, 300)}`);
    });
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
    );
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) {
      bad++;
      console.log(`${label}: ${overflow}px wider than the screen`);
    }
    await page.screenshot({ path: `${out}/${label}.png`, fullPage: !shot.act });
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      (
        window as unknown as {
          axe: {
            run: (
              o: object,
            ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
          };
        }
      ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] }),
    );
    for (const { id, nodes } of found.violations) {
      bad++;
      console.log(
        `${label}: axe ${id} ×${nodes.length} ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary.split('\n')[1]?.trim().slice(0, 200)}`,
      );
    }
    faults.clear();
    await context.close();
  }
}
await browser.close();
server.close();
console.log(bad === 0 ? 'nothing to complain about' : `${bad} complaints`);
