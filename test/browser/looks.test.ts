import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PhonePlatform } from '@baton/sandbox';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HR, LEAVER, MANAGER, SUCCESSOR } from '../house/resign.ts';
import { findFaults } from './stage/find-faults.ts';
import { type Held, hold } from './stage/hold.ts';
import { itemOf, openStage, type Stage } from './stage/open-stage.ts';
import { type Scenes, setScenes } from './stage/set-scenes.ts';

/**
 * Every page and every dialog, on a phone and on a desktop, light and dark: axe finds nothing, nothing sticks out, the
 * console stays silent. With PICTURES=<folder> each of them is also kept as a picture to look at.
 */
let stage: Stage;
let scenes: Scenes;
beforeAll(async () => {
  stage = await openStage();
  scenes = await setScenes(stage);
});
afterAll(() => stage?.close());

type View = {
  name: string;
  person: string;
  platform?: PhonePlatform;
  /** Path of the app, or the key of an item of the running case. */
  at: (scenes: Scenes) => string | { item: string };
  /** Shown when the page is there. */
  shows: string | RegExp;
  /** Buttons to press, one after the other; the last of that name, so that a dialog's wins over the page's. */
  press?: (string | RegExp)[];
  /** What else to do before looking. */
  after?: (page: Page) => Promise<void>;
  /** What the console may say. */
  may?: RegExp;
};

const handover = (which: keyof Scenes) => (all: Scenes) => `/handovers/${all[which].id}`;
const item = (key: string) => () => ({ item: key });
const path = (to: string) => () => to;
const COLLEAGUE = 'weimin';

const views: View[] = [
  { name: 'inbox-leaver', person: LEAVER, at: path('/'), shows: '张建国，您好' },
  { name: 'inbox-successor', person: SUCCESSOR, platform: 'ios', at: path('/'), shows: '李明，您好' },
  { name: 'inbox-empty', person: COLLEAGUE, at: path('/'), shows: '没有等您处理的交接事项' },
  {
    name: 'inbox-failed',
    person: LEAVER,
    at: path('/nowhere'),
    shows: '没有这个页面',
    after: async (page) => {
      await page.route('**/api/inbox', (route) =>
        route.fulfill({ status: 500, json: { error: { code: 'internal' } } }),
      );
      await page.getByRole('link', { name: '回到我的待办' }).click();
      await page.getByText('没能加载出来').waitFor({ timeout: 20_000 });
    },
    may: /500/,
  },
  { name: 'not-found', person: LEAVER, at: path('/nowhere'), shows: '没有这个页面' },
  { name: 'settings', person: LEAVER, at: path('/'), shows: '张建国，您好', press: ['语言与外观'] },
  { name: 'item-list-photo-sign', person: LEAVER, at: item('mf_safety'), shows: '安全隐患与应急处置' },
  {
    name: 'item-refused',
    person: LEAVER,
    at: item('mf_safety'),
    shows: '安全隐患与应急处置',
    press: ['提交交接'],
    after: (page) => page.getByText('还差一点').waitFor(),
  },
  { name: 'item-link-or-meeting', person: LEAVER, at: item('mf_fault'), shows: '故障处理记录', press: ['会议记录'] },
  { name: 'item-file', person: LEAVER, at: item('base_docs'), shows: '工作文档归位', press: ['文件'] },
  { name: 'item-approval', person: LEAVER, at: item('base_money'), shows: '借款、报销、备用金结清' },
  { name: 'item-draft', person: LEAVER, at: item('base_contact'), shows: '内外部联系人' },
  { name: 'item-returned', person: LEAVER, at: item('mf_wip'), shows: '在制工单与物料' },
  { name: 'item-blocked', person: LEAVER, at: item('mf_spare'), shows: '备件与维修供应商' },
  { name: 'item-block', person: LEAVER, at: item('mf_tool'), shows: '模具、治具、量具', press: ['标记受阻'] },
  { name: 'item-submit', person: LEAVER, at: item('base_contact'), shows: '内外部联系人', press: ['提交交接'] },
  { name: 'item-to-accept', person: SUCCESSOR, platform: 'ios', at: item('mf_equip'), shows: '设备清单与点检' },
  {
    name: 'item-photo',
    person: SUCCESSOR,
    at: item('mf_equip'),
    shows: '设备清单与点检',
    press: [/^三号机铭牌.png/],
  },
  {
    name: 'item-demo',
    person: SUCCESSOR,
    at: item('mf_demo'),
    shows: '关键设备现场操作',
    press: ['验收通过', '验收通过'],
  },
  { name: 'item-return', person: SUCCESSOR, at: item('mf_demo'), shows: '关键设备现场操作', press: ['退回补充'] },
  { name: 'item-done', person: LEAVER, at: item('mf_param'), shows: '工艺参数与调机方法' },
  { name: 'item-waived', person: HR, at: item('mf_quality'), shows: '质量异常与客诉' },
  { name: 'item-more', person: HR, at: item('mf_tool'), shows: '模具、治具、量具', press: ['更多操作'] },
  { name: 'item-waive', person: HR, at: item('mf_tool'), shows: '模具、治具、量具', press: ['更多操作', '豁免此项'] },
  {
    name: 'item-delegate',
    person: SUCCESSOR,
    at: item('mf_equip'),
    shows: '设备清单与点检',
    press: ['更多操作', '委托他人'],
    after: async (page) => {
      await page.getByRole('combobox').fill('王');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'case-leaver', person: LEAVER, at: handover('running'), shows: '张建国的离职交接' },
  { name: 'case-manager', person: MANAGER, at: handover('running'), shows: '张建国的离职交接', press: ['按等待谁'] },
  { name: 'case-hr', person: HR, platform: 'pc', at: handover('running'), shows: '张建国的离职交接' },
  { name: 'case-edit', person: HR, at: handover('running'), shows: '张建国的离职交接', press: ['修改日期与人员'] },
  {
    name: 'case-withdraw',
    person: HR,
    at: handover('running'),
    shows: '张建国的离职交接',
    press: ['更多操作', '撤回交接单'],
  },
  { name: 'case-preparing', person: HR, at: handover('preparing'), shows: '启动前检查' },
  { name: 'case-launch', person: HR, at: handover('preparing'), shows: '启动前检查', press: ['启动交接'] },
  { name: 'case-withdrawn', person: HR, at: handover('withdrawn'), shows: /撤回原因/ },
  { name: 'hr-list', person: HR, platform: 'pc', at: path('/hr'), shows: '交接总览' },
  { name: 'hr-list-none', person: HR, at: path('/hr'), shows: '交接总览', press: ['已结束', /^已放行/] },
  { name: 'hr-new', person: HR, platform: 'pc', at: path('/hr/new'), shows: '创建交接单', press: ['创建交接单'] },
  {
    name: 'hr-new-picker',
    person: HR,
    at: path('/hr/new'),
    shows: '创建交接单',
    after: async (page) => {
      await page.getByRole('combobox').first().fill('张');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'offline',
    person: LEAVER,
    at: path('/'),
    shows: '张建国，您好',
    after: async (page) => {
      await page.context().setOffline(true);
      await page.getByText('网络已断开').waitFor();
    },
  },
];

const held = new Map<string, Held>();
afterAll(async () => {
  for (const one of held.values()) await one.close();
});

/** The person's client, the same one for all that person's views. */
async function clientOf(view: View): Promise<Held> {
  const key = `${view.person} ${view.platform}`;
  const known = held.get(key);
  if (known) return known;
  const opened = await hold(stage, { person: view.person, platform: view.platform ?? 'android', to: '/nowhere' });
  await opened.page.getByText('没有这个页面').waitFor();
  held.set(key, opened);
  return opened;
}

const sizes = [
  [360, 740],
  [1440, 900],
] as const;

describe.each(views)('$name', (view) => {
  test('looks right to axe at both sizes, light and dark', async () => {
    const { page, go, noise } = await clientOf(view);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const at = view.at(scenes);
    await go(typeof at === 'string' ? at : `/items/${(await itemOf(stage, scenes.running, at.item)).id}`);
    await page.getByText(view.shows).filter({ visible: true }).first().waitFor();
    for (const name of view.press ?? []) {
      await page.getByRole('button', { name, exact: true }).filter({ visible: true }).last().click();
    }
    await view.after?.(page);
    const faults: string[] = [];
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const fault of await findFaults(page)) faults.push(`${width} ${colorScheme} ${fault}`);
        await keepPicture(page, `${view.name}-${width}-${colorScheme}`);
      }
    }
    expect(faults).toEqual([]);
    expect(noise().filter((line) => !view.may?.test(line))).toEqual([]);
    await page.unrouteAll();
    await page.context().setOffline(false);
  });
});

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
