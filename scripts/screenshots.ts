import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { type Grip, hold } from '../test/browser/stage/hold.ts';
import { itemOf, openStage, type Stage } from '../test/browser/stage/open-stage.ts';
import { setScenes } from '../test/browser/stage/set-scenes.ts';
import { HR, LEAVER, MANAGER, SUCCESSOR } from '../test/house/resign.ts';
import { APP } from '../test/house/start-house.ts';
import { buildPages } from './local/build-pages.ts';
import { seedDocuments } from './local/seed-documents.ts';

/**
 * `npx tsx scripts/screenshots.ts`: takes the README's pictures anew, into docs/images, of the running product around
 * a local DingTalk on a fixed day. Needs Chromium with Chinese fonts (CHROMIUM_PATH, else /usr/bin/chromium).
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/images');
const MOST_BYTES = 250 * 1024;

async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Error(`${name}.png has ${size} bytes, at most ${MOST_BYTES} belong into the README`);
  console.log(`docs/images/${name}.png  ${Math.round(size / 1024)} KB`);
}

/** One page of the app in somebody's hands. */
async function picture(stage: Stage, name: string, grip: Grip & { shows: string }): Promise<void> {
  const { page, close } = await hold(stage, grip);
  await page.getByText(grip.shows).filter({ visible: true }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await keep(page, name);
  await close();
}

/** The local DingTalk's page: 老张's messages, and the app on his phone. */
async function overview(stage: Stage): Promise<void> {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  await context.clock.setFixedTime(stage.house.clock.now());
  const page = await context.newPage();
  const asked = new URLSearchParams({ phone: stage.phone.url });
  await page.goto(`${stage.house.dingtalk.url}/?${asked}#as=${LEAVER}&tab=messages&pane=client`);
  await page.getByRole('tab', { name: /^工作台/ }).click();
  await page.getByRole('tabpanel').getByRole('button').first().click();
  await page.frameLocator('iframe').getByText('张建国，您好').waitFor();
  await page.getByRole('tab', { name: /^消息/ }).click();
  await page
    .getByText(/请尽快处理/)
    .first()
    .waitFor();
  await keep(page, 'local-dingtalk');
  await context.close();
}

await buildPages(root);
mkdirSync(folder, { recursive: true });
const stage = await openStage();
try {
  const { running } = await setScenes(stage);
  // The next working morning: the digest has been sent.
  await stage.house.pass(26 * 3_600_000);
  const item = async (key: string) => `/items/${(await itemOf(stage, running, key)).id}`;
  stage.house.dingtalk.control.settings({ homeUrl: `${stage.house.server.url}/?corpid=$CORPID$` });
  await overview(stage);
  const phone = { width: 390, scale: 2 } as const;
  await picture(stage, 'inbox', { ...phone, person: LEAVER, shows: '张建国，您好' });
  await picture(stage, 'item', {
    ...phone,
    person: SUCCESSOR,
    platform: 'ios',
    to: await item('mf_equip'),
    shows: '三号注塑机',
  });
  await picture(stage, 'item-dark', {
    ...phone,
    person: LEAVER,
    scheme: 'dark',
    to: await item('base_contact'),
    shows: '内外部联系人',
  });
  await picture(stage, 'hr-list', { person: HR, platform: 'pc', to: '/hr', shows: '张建国' });
  await picture(stage, 'case', {
    person: HR,
    platform: 'pc',
    to: `/handovers/${running.id}`,
    shows: '张建国的离职交接',
  });
  await seedDocuments(stage.house.server.deps, APP.corpId);
  const { rows } = await (await stage.house.as(SUCCESSOR))('listDocuments', { query: { limit: 100 } });
  const document = rows.find(({ title }) => title === '三号机换型调试');
  await picture(stage, 'documents', { person: MANAGER, platform: 'pc', to: '/documents', shows: '三号机换型调试' });
  await picture(stage, 'document', {
    ...phone,
    person: SUCCESSOR,
    to: `/documents/${document?.id}`,
    shows: '禁区',
  });
  await picture(stage, 'document-search', {
    ...phone,
    person: SUCCESSOR,
    to: `/documents/search?q=${encodeURIComponent('保压 缩水')}`,
    shows: '第 4 步',
  });
  await picture(stage, 'coverage', { person: HR, platform: 'pc', to: '/documents/coverage', shows: '先从这里开始' });
  await picture(stage, 'duties', {
    ...phone,
    person: MANAGER,
    to: '/documents/duties?position=production',
    shows: '三号机换型调试',
  });
} finally {
  await stage.close();
}
