import type { HandoverView } from '@baton/api/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploadPhoto } from '../house/play-item.ts';
import { HR, LEAVER, MANAGER, SUCCESSOR } from '../house/resign.ts';
import { hold } from './stage/hold.ts';
import { itemOf, openStage, resigned, type Stage } from './stage/open-stage.ts';

/** What comes from a keyboard: without a mouse, through an input method, and with bad intentions. */
let stage: Stage;
let handover: HandoverView;
beforeAll(async () => {
  stage = await openStage();
  handover = await resigned(stage);
});
afterAll(() => stage?.close());

/** Tab until the focus is on something whose name contains `name`; fails after one round of any page of ours. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < 120; stop += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement | null;
      const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : null;
      return at?.getAttribute('aria-label') ?? label?.textContent ?? at?.textContent ?? '';
    });
    if (here.includes(name)) return;
  }
  throw new Error(`the keyboard never reaches ${name}`);
}

test('the keyboard alone hands in an item, from the inbox on; the focus is always somewhere', async () => {
  const { page, close } = await hold(stage, { person: LEAVER, platform: 'pc' });
  await page.getByText('张建国，您好').waitFor();
  await tabTo(page, '保密与数据清理确认');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '保密与数据清理确认' }).waitFor();
  await tabTo(page, '签名');
  await page.keyboard.type('张建国');
  await page.getByText('草稿已保存').waitFor();
  await tabTo(page, '提交交接');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await dialog.evaluate((panel) => panel.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('提交交接');
  await page.keyboard.press('Enter');
  await tabTo(page, '提交交接');
  await page.keyboard.press('Enter');
  await page.getByText('已提交，等待接收人验收').waitFor();
  expect(await itemOf(stage, handover, 'base_secret')).toMatchObject({ state: 'awaiting_acceptance' });
  await close();
});

test('Enter that ends a composition chooses and sends nothing; letters being composed are not searched for', async () => {
  const { page, close } = await hold(stage, { person: HR, platform: 'pc', to: '/hr/new' });
  const method = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  // What a browser reports of a key that the input method takes: code 229, and no character.
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  const who = page.getByRole('combobox', { name: '移交人' });
  await who.focus();
  await compose('孙li');
  await method.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await method.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  expect(await who.inputValue()).toBe('孙li');
  expect(await page.getByText('请填写').count()).toBe(0);
  await method.send('Input.insertText', { text: '孙丽' });
  await page.getByRole('option', { name: /孙丽/ }).waitFor();
  expect(asked.filter((url) => url.includes(encodeURIComponent('孙li')))).toEqual([]);
  await compose('x');
  await method.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await method.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  expect(await page.getByRole('button', { name: '重新选择 移交人' }).count()).toBe(0);
  await compose('');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '重新选择 移交人' }).waitFor();
  await close();
});

test('whatever somebody types is shown as what it is: text', async () => {
  const evil = (where: string) =>
    `${where}<img src=x onerror="window.broken=1"><script>window.broken=1</script>"'\${1}&amp;`;
  const leaver = await stage.house.sessionOf(LEAVER);
  const successor = await stage.house.as(SUCCESSOR);
  const manager = await stage.house.as(MANAGER);
  const hr = await stage.house.as(HR);
  const of = async (key: string) => {
    const { id, version } = await itemOf(stage, handover, key);
    return { id, params: { id }, version };
  };

  const equip = await of('mf_equip');
  const file = await uploadPhoto(stage.house, leaver.token, equip.id, '<img src=x onerror=window.broken=1>.png');
  const rows = [['甲', '乙', '丙', '丁', '戊'].map(evil)];
  const evidence = [
    { type: 'LIST' as const, columns: ['设备', '状态', '点检表', '保养日', '隐患'], rows, noneBecause: '' },
    { type: 'PHOTO' as const, fileIds: [file], note: evil('照片说明') },
    { type: 'MEET' as const, url: '', fileIds: [file], heldOn: '2026-03-02', summary: evil('会议要点') },
    { type: 'SYS' as const, statement: evil('核对结果') },
    { type: 'APPR' as const, processInstanceId: evil('编号').slice(0, 128), note: evil('审批备注') },
    { type: 'LINK' as const, url: 'https://a.example/?q=<img/src=x>', purpose: evil('链接用途') },
  ];
  const given = await leaver.call('submitItem', { params: equip.params, body: { version: equip.version, evidence } });
  const note = evil('验收备注');
  await successor('acceptItem', { params: equip.params, body: { version: given.version, note } });

  const wip = await of('mf_wip');
  await leaver.call('blockItem', { params: wip.params, body: { version: wip.version, reason: evil('受阻原因') } });
  const spare = await of('mf_spare');
  const waiver = { why: evil('豁免理由'), risk: evil('遗留风险') };
  await hr('waiveItem', { params: spare.params, body: { version: spare.version, ...waiver } });
  const plan = await of('base_plan');
  const passed = { version: plan.version, doerId: MANAGER, reason: evil('转补原因') };
  await hr('supplementItem', { params: plan.params, body: passed });
  expect(await manager('readItem', { params: plan.params })).toMatchObject({ doer: { userId: MANAGER } });

  const { page, go, close } = await hold(stage, { person: HR, platform: 'pc', to: '/hr' });
  const shown = {
    [`/items/${equip.id}`]: [...(rows[0] ?? []), '照片说明', '会议要点', '核对结果', '审批备注', '链接用途'],
    [`/items/${wip.id}`]: ['受阻原因'],
    [`/items/${spare.id}`]: ['豁免理由', '遗留风险'],
    [`/handovers/${handover.id}`]: ['受阻原因', '豁免理由'],
  };
  for (const [path, texts] of Object.entries(shown)) {
    await go(path);
    for (const text of texts) {
      const whole = text.includes('<') ? text : evil(text);
      await page.getByText(whole).first().waitFor({ state: 'attached' });
    }
    expect(await page.evaluate(() => document.querySelectorAll('img[src="x"], #root script').length)).toBe(0);
    // A file's name loses what no file system takes; what is left is text, too.
    if (path === `/items/${equip.id}`)
      await page.getByText('_img src=x onerror=window.broken=1_.png').first().waitFor();
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
  }
  await close();
});
