import type { HandoverView } from '@baton/api/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playItem, uploadPhoto } from '../house/play-item.ts';
import { HR, LEAVER, SUCCESSOR } from '../house/resign.ts';
import { findFaults } from './stage/find-faults.ts';
import { type Held, hold } from './stage/hold.ts';
import { itemOf, openStage, resigned, type Stage } from './stage/open-stage.ts';

/** One item through three pairs of hands: 老张 on an Android phone, 李明 on an iPhone, the confirmers on their PCs. */
const PRODUCTION_LEAD = 'macheng';
const TECH_LEAD = 'fangyuan';

let stage: Stage;
let handover: HandoverView;
let path: string;
beforeAll(async () => {
  stage = await openStage();
  handover = await resigned(stage);
  path = `/items/${(await itemOf(stage, handover, 'mf_equip')).id}`;
});
afterAll(() => stage?.close());

/** Presses a button of the page, then the one of the same name in the dialog that asks. */
async function doAndConfirm(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

describe('the leaver, on a phone 360 px wide', () => {
  let held: Held;
  beforeAll(async () => {
    held = await hold(stage, { person: LEAVER });
  });
  afterAll(() => held?.close());

  test('opens an item from the inbox and reads what is asked', async () => {
    const { page } = held;
    await page.getByRole('link', { name: /设备清单与点检/ }).click();
    await page.getByText('每台：状态、点检表、保养日、隐患').waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
  });

  test('what is half done is told before anything is asked or sent, with everything that is missing', async () => {
    const { page } = held;
    await page.getByLabel('第 1 行，设备').fill('无');
    await page.getByRole('button', { name: '提交交接', exact: true }).click();
    const missing = page.getByText('还差一点，请补充以下内容后再提交');
    await missing.waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('还差一点');
    await page.getByText('照片：还没有提供').waitFor();
    await page.getByText('清单：有空行或没有实际内容的行，请填写或删除').waitFor();
    expect(await page.getByLabel('第 1 行，设备').inputValue()).toBe('无');
    await page.getByLabel('第 1 行，设备').fill('三号注塑机');
    await page.getByText('清单：有空行或没有实际内容的行，请填写或删除').waitFor({ state: 'detached' });
    await page.getByText('照片：还没有提供').waitFor();
  });

  test('the draft saves itself and is there again after a reload', async () => {
    const { page } = held;
    const row = {
      设备: '三号注塑机',
      状态: '运行',
      点检表: '附在机身右侧',
      保养日: '每月 15 日',
      隐患: '油温偏高，已报修',
    };
    for (const [column, value] of Object.entries(row)) await page.getByLabel(`第 1 行，${column}`).fill(value);
    await page.getByText('草稿已保存').waitFor();
    await page.reload();
    for (const [column, value] of Object.entries(row)) {
      await expect.poll(() => page.getByLabel(`第 1 行，${column}`).inputValue()).toBe(value);
    }
  });

  test('a text is no photo; a photo is uploaded, shown, and can be looked at', async () => {
    const { page } = held;
    const pick = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
      const asked = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: '拍照或选择照片' }).click();
      await (await asked).setFiles(file);
    };
    await pick({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('不是照片') });
    await page.getByText('说明.txt 不是图片').waitFor();
    await pick({ name: '三号机铭牌.png', mimeType: 'image/png', buffer: await page.screenshot() });
    await page.getByRole('button', { name: '移除 三号机铭牌.png' }).waitFor();
    await page.getByText('草稿已保存').waitFor();
    await page.getByRole('button', { name: /^三号机铭牌.png/ }).click();
    const picture = page.getByRole('dialog').getByRole('img');
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('hands it in; then it is the successor’s turn and nothing can be changed', async () => {
    const { page } = held;
    await doAndConfirm(page, '提交交接');
    await page.getByText('已提交，等待接收人验收').waitFor();
    await page.getByText('正在等待 李明').waitFor();
    expect(await page.getByLabel('第 1 行，设备').count()).toBe(0);
    expect(await page.getByRole('button', { name: '提交交接' }).count()).toBe(0);
  });

  test('goes on with the next item, the focus on what was done; the way back leads to the inbox', async () => {
    const { page } = held;
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('已提交，等待接收人验收');
    const [, title = ''] = /下一项：(.+)（共/.exec((await page.getByText(/^下一项：/).textContent()) ?? '') ?? [];
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '下一项' }).click();
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    expect(new URL(page.url()).pathname).not.toBe(path);
    expect(await page.getByText('已提交，等待接收人验收').count()).toBe(0);
    await page.goBack();
    await page.getByText('张建国，您好').waitFor();
  });

  test('a column of days takes days; what only a desktop can do is not offered on a phone', async () => {
    const { page, go } = held;
    await go(`/items/${(await itemOf(stage, handover, 'base_open')).id}`);
    const day = page.getByLabel('第 1 行，截止日');
    await day.fill('2026-03-20');
    expect(await day.getAttribute('type')).toBe('date');
    expect(await page.getByLabel('第 1 行，事项').evaluate((cell) => cell.tagName)).toBe('TEXTAREA');
    expect(await page.getByText(/从 Excel 复制/).isVisible()).toBe(false);
    await page.getByText('草稿已保存').waitFor();
    expect(await itemOf(stage, handover, 'base_open')).toMatchObject({ state: 'doing' });
  });

  test('a phone whose clock is wrong is told by the server which day it is', async () => {
    const { page, go } = held;
    const due = page.locator('time').first();
    await go(path);
    const right = await due.textContent();
    await page.context().clock.setFixedTime(stage.house.clock.now().getTime() + 40 * 86_400_000);
    await go(path);
    expect(await due.textContent()).toBe(right);
    await page.context().clock.setFixedTime(stage.house.clock.now());
  });
});

describe('the successor, on an iPhone', () => {
  let held: Held;
  beforeAll(async () => {
    held = await hold(stage, { person: SUCCESSOR, platform: 'ios' });
  });
  afterAll(() => held?.close());

  test('sees the evidence and returns it; a reason is a must', async () => {
    const { page } = held;
    await page.getByRole('link', { name: /设备清单与点检.*张建国 移交/ }).click();
    await page.getByText('三号注塑机').waitFor();
    await page.getByRole('button', { name: '退回补充' }).click();
    const dialog = page.getByRole('dialog', { name: '退回补充' });
    await dialog.getByRole('button', { name: '退回补充' }).click();
    await dialog.getByText('请至少写 2 个字').waitFor();
    await dialog.getByLabel('原因').fill('还缺五号机，请补一行');
    await dialog.getByRole('button', { name: '退回补充' }).click();
    await page.getByText('已退回').waitFor();
  });

  test('the leaver reads the reason, adds what is missing and hands in again', async () => {
    const { page, close } = await hold(stage, { person: LEAVER });
    const row = page.getByRole('link', { name: /设备清单与点检/ });
    await row.getByText('还缺五号机，请补一行').waitFor();
    await row.click();
    await page.getByRole('button', { name: '加一行' }).click();
    for (const column of ['设备', '状态', '点检表', '保养日', '隐患']) {
      await page.getByLabel(`第 2 行，${column}`).fill(`五号机${column}正常`);
    }
    await doAndConfirm(page, '提交交接');
    await page.getByText('已提交，等待接收人验收').waitFor();
    await close();
  });

  test('accepts what is complete now', async () => {
    const { page, go } = held;
    await go(path);
    await page.getByText('五号机状态正常').waitFor();
    await doAndConfirm(page, '验收通过');
    await page.getByText('已验收').waitFor();
    await page.getByText('正在等待 马成').waitFor();
  });

  test('an item to be demonstrated is accepted with how the demonstration went', async () => {
    const item = await itemOf(stage, handover, 'mf_demo');
    const leaver = await stage.house.sessionOf(LEAVER);
    const fileId = await uploadPhoto(stage.house, leaver.token, item.id);
    const evidence = [{ type: 'PHOTO' as const, fileIds: [fileId], note: '开机、首件、停机三张照片都在' }];
    await leaver.call('submitItem', { params: { id: item.id }, body: { version: item.version, evidence } });
    const { page, go } = held;
    await go(`/items/${item.id}`);
    await page.getByRole('button', { name: '验收通过' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '验收通过' }).click();
    await dialog.getByText('请选择演示结果').waitFor();
    await dialog.getByLabel('还不能完成').check();
    await dialog.getByRole('button', { name: '验收通过' }).click();
    await dialog.getByText('请至少写 2 个字').waitFor();
    expect(await dialog.getByLabel('原因').evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await dialog.getByText('代码').count()).toBe(0);
    await dialog.getByLabel('需要提示才能完成').check();
    await dialog.getByRole('button', { name: '验收通过' }).click();
    await page.getByText('已验收').waitFor();
    await page.getByText('需要提示才能完成').waitFor();
  });
});

describe('the confirmers, on their PCs', () => {
  test('confirm with one press; the item is done for everybody', async () => {
    const { page, close } = await hold(stage, { person: PRODUCTION_LEAD, platform: 'pc' });
    await page.getByRole('link', { name: /设备清单与点检/ }).click();
    await doAndConfirm(page, '确认完成');
    await page.getByText('已确认', { exact: true }).waitFor();
    expect(await itemOf(stage, handover, 'mf_equip')).toMatchObject({ state: 'done' });
    await close();
  });

  test('when the case changed meanwhile the page says so, keeps the note, and a second press goes through', async () => {
    const item = await itemOf(stage, handover, 'mf_param');
    const leaver = await stage.house.sessionOf(LEAVER);
    const params = { id: item.id };
    const evidence = [
      { type: 'LINK' as const, url: 'https://alidocs.example.com/i/nodes/1', purpose: '照着参数表可以独立调好三号机' },
    ];
    const given = await leaver.call('submitItem', { params, body: { version: item.version, evidence } });
    const accept = await stage.house.as(SUCCESSOR);

    await accept('acceptItem', { params, body: { version: given.version } });

    const { page, noise, close } = await hold(stage, { person: TECH_LEAD, platform: 'pc', to: `/items/${item.id}` });
    await page.getByRole('button', { name: '确认完成' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/备注/).fill('参数已在现场抽查两组');
    const hr = await stage.house.as(HR);
    const { version } = await hr('readHandover', { params: { id: handover.id } });
    await hr('editHandover', { params: { id: handover.id }, body: { version, lastWorkingDay: '2026-04-03' } });
    await dialog.getByRole('button', { name: '确认完成' }).click();
    await dialog.getByText(/这份内容刚被别人更新/).waitFor();
    expect(noise()).toEqual([expect.stringContaining('409')]);
    expect(await dialog.getByLabel(/备注/).inputValue()).toBe('参数已在现场抽查两组');
    await dialog.getByRole('button', { name: '确认完成' }).click();
    await page.getByText('已确认', { exact: true }).waitFor();
    expect(await itemOf(stage, handover, 'mf_param')).toMatchObject({ state: 'done' });
    await close();
  });

  test('when somebody was faster and nothing is left to do, the page says that', async () => {
    const item = await itemOf(stage, handover, 'mf_demo');
    const { page, noise, close } = await hold(stage, {
      person: PRODUCTION_LEAD,
      platform: 'pc',
      to: `/items/${item.id}`,
    });
    await page.getByRole('button', { name: '确认完成' }).click();
    const dialog = page.getByRole('dialog');
    const hr = await stage.house.as(HR);
    const waiver = { why: '设备下月报废，不再移交', risk: '报废前由班组长照看' };
    const { version } = await itemOf(stage, handover, 'mf_demo');
    await hr('waiveItem', { params: { id: item.id }, body: { version, ...waiver } });
    await dialog.getByRole('button', { name: '确认完成' }).click();
    await dialog.getByText('状态已经变化，这个操作不再需要了。').waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();
    await page.getByText('遗留风险：报废前由班组长照看').first().waitFor();
    expect(await page.getByRole('button', { name: '确认完成' }).count()).toBe(0);
    expect(noise()).toEqual([expect.stringContaining('409')]);
    await close();
  });
});

test('who already has a handover gets no second one: the page leads to the first', async () => {
  const { page, noise, close } = await hold(stage, { person: HR, platform: 'pc', to: '/hr/new' });
  await page.getByRole('combobox', { name: '移交人' }).fill('张建国');
  await page.getByRole('option', { name: /张建国/ }).click();
  await page.getByLabel('最后工作日').fill('2026-03-31');
  await page.getByRole('button', { name: '创建交接单' }).click();
  await page.getByText('这位同事已有一份进行中的交接单').waitFor();
  await page.getByRole('link', { name: '去看看' }).click();
  await page.getByRole('heading', { name: '张建国的离职交接' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/handovers/${handover.id}`);
  expect(noise()).toEqual([expect.stringContaining('409')]);
  await close();
});

test('HR on a wide screen: finds the case, nudges, waives one item and releases by typing the name', async () => {
  const rest = handover.items.filter(
    ({ key, state }) => state !== 'done' && !['base_revoke', 'base_docs'].includes(key),
  );
  for (const item of rest) {
    const now = await itemOf(stage, handover, item.key);
    if (now.state === 'todo' || now.state === 'doing') await playItem(stage.house, item.id, HR);
  }
  const { page, noise, close } = await hold(stage, { person: HR, platform: 'pc', to: '/hr' });
  await page.getByRole('searchbox').fill('没有这个人');
  await page.getByRole('heading', { name: '没有找到' }).waitFor();
  await page.getByRole('searchbox').fill('张建');
  await page.getByRole('row', { name: /张建国/ }).waitFor();
  await page.getByRole('button', { name: /^待启动/ }).click();
  await page.getByRole('heading', { name: '没有找到' }).waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  const row = page.getByRole('row', { name: /张建国/ });
  await row.getByRole('button', { name: /^催办/ }).click();
  await page.getByText(/^已提醒 /).waitFor();
  await row.getByRole('link', { name: '张建国' }).click();

  await page.getByText('还差 1 项必交事项，暂不能放行').waitFor();
  expect(await page.getByRole('button', { name: '业务放行' }).isDisabled()).toBe(true);

  const docs = await itemOf(stage, handover, 'base_docs');
  await page.locator(`a[href="/items/${docs.id}"]`).first().click();
  await page.getByRole('button', { name: '更多操作' }).waitFor();
  expect(await page.locator('.button-primary').count(), 'nothing here is expected of HR').toBe(0);
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('button', { name: '豁免此项' }).click();
  const waiver = page.getByRole('dialog', { name: '豁免此项' });
  await waiver.getByLabel('为什么可以豁免').fill('文档已由班组统一归档');
  await waiver.getByLabel('遗留风险与应对').fill('个别旧图纸由李明补扫');
  await waiver.getByRole('button', { name: '豁免此项' }).click();
  await page.getByText('已豁免').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await page.goBack();
  await page.getByText('必交事项都已完成，可以放行').waitFor();
  await page.getByRole('button', { name: '业务放行' }).click();
  const dialog = page.getByRole('dialog', { name: '业务放行' });
  const release = dialog.getByRole('button', { name: '业务放行' });
  expect(await findFaults(page)).toEqual([]);
  await dialog.getByLabel(/输入移交人姓名/).fill('李明');
  await dialog.getByText('姓名与移交人不一致').waitFor();
  expect(await release.isDisabled()).toBe(true);
  await dialog.getByLabel(/输入移交人姓名/).fill('张建国');
  await release.click();
  await page.getByText('已放行').first().waitFor();
  const after = await (await stage.house.as(HR))('readHandover', { params: { id: handover.id } });
  expect(after).toMatchObject({ state: 'released', releasedBy: { userId: HR } });
  expect(noise()).toEqual([]);
  await close();
});
