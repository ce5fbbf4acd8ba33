import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PNG } from '../../packages/flows/src/testing/make-files.ts';
import { HR, LEAVER, MANAGER } from '../house/resign.ts';
import { act, read, submit } from '../house/write-document.ts';
import { findFaults } from './stage/find-faults.ts';
import { type Held, hold } from './stage/hold.ts';
import { openStage, type Stage } from './stage/open-stage.ts';

/** Somebody writes down what they know, on a phone and at a desk, with an input method, beside somebody else who does too. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const PICTURES = process.env.PICTURES;
async function look({ page }: Held, name: string): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }
  expect(await findFaults(page), name).toEqual([]);
}

/** Types through an input method: pinyin first, then what was chosen. */
async function compose(page: Page, pinyin: string, chosen: string): Promise<void> {
  const method = await page.context().newCDPSession(page);
  for (let length = 1; length <= pinyin.length; length += 1) {
    const text = pinyin.slice(0, length);
    await method.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
  }
  await method.send('Input.insertText', { text: chosen });
  await method.detach();
}

const idOf = (page: Page): string => /documents\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

test('an SOP on a phone: steps pasted from a chat, words composed, saved by itself, complete before it is handed in', async () => {
  const held = await hold(stage, { person: LEAVER, to: '/documents/new' });
  const { page } = held;
  await page.getByRole('button', { name: '开始写' }).click();
  await page.getByText('请填写标题').waitFor();
  await page.getByLabel('标题').focus();
  await compose(page, 'sanhaoji', '三号机点检');
  expect(await page.getByLabel('标题').inputValue()).toBe('三号机点检');
  await page.getByLabel('岗位', { exact: true }).selectOption({ label: '生产' });
  await look(held, 'editor-new');
  await page.getByRole('button', { name: '开始写' }).click();
  await page.getByRole('heading', { name: '编辑文档' }).waitFor();
  const id = idOf(page);

  await page.getByLabel('动作').first().focus();
  await page.evaluate(() => {
    const clipboard = new DataTransfer();
    clipboard.setData('text/plain', '1. 断电挂牌\n2、检查液压油位\n3) 试运行');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }),
    );
  });
  expect(await page.locator('.step-card').count()).toBe(3);
  await page.getByLabel('判断标准').nth(1).focus();
  await compose(page, 'youwei', '油位在两条红线之间');
  await page.getByText('草稿已保存').waitFor();
  const kept = (await read(stage.house, LEAVER, id)).writing?.content;
  expect(kept).toMatchObject({
    steps: [{ action: '断电挂牌' }, { standard: '油位在两条红线之间' }, { action: '试运行' }],
  });

  await page.getByRole('button', { name: '第 3 步上移' }).click();
  await page.getByRole('button', { name: '删除第 2 步' }).click();
  expect(await page.locator('.step-card').count()).toBe(2);
  await page.getByRole('button', { name: '撤销' }).click();
  expect(await page.getByLabel('动作').nth(1).inputValue()).toBe('试运行');

  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('请写明怎样算做对了').first().waitFor();
  await look(held, 'editor-sop-phone');
  for (const [at, text] of ['指示灯全灭', '空转一分钟无异响'].entries())
    await page.getByLabel('判断标准').nth(at).fill(text);
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已提交，等复核人审核').waitFor();
  expect((await read(stage.house, LEAVER, id)).state).toBe('in_review');
  await held.close();
});

test('free text at a desk: lists go on, a picture is pasted and seen, the tools write Markdown', async () => {
  const held = await hold(stage, { person: LEAVER, platform: 'pc', scheme: 'dark', to: '/documents/new' });
  const { page } = held;
  await page.getByLabel('标题').fill('常见报警处理');
  await page.getByLabel('常见问答').check();
  await page.getByRole('button', { name: '开始写' }).click();
  const text = page.getByLabel('正文');
  await text.waitFor();
  await text.focus();
  await page.keyboard.type('1. ');
  await compose(page, 'yali', '压力报警');
  await page.keyboard.press('Enter');
  await page.keyboard.type('先看油位');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect(await text.inputValue()).toBe('1. 压力报警\n2. 先看油位\n');
  // Enter that chooses a word breaks no line.
  const method = await page.context().newCDPSession(page);
  await method.send('Input.imeSetComposition', { text: 'tu', selectionStart: 2, selectionEnd: 2 });
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
  await method.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await method.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await method.send('Input.insertText', { text: '如图：' });
  expect(await text.inputValue()).toBe('1. 压力报警\n2. 先看油位\n如图：');

  await page.evaluate(
    (bytes) => {
      const clipboard = new DataTransfer();
      clipboard.items.add(new File([new Uint8Array(bytes)], '表盘.png', { type: 'image/png' }));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }),
      );
    },
    [...PNG],
  );
  await expect.poll(() => text.inputValue()).toMatch(/!\[表盘\.png\]\(file:[0-9a-f-]{36}\)$/);
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: '坏.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg onload="1"/>') });
  await page.getByText(/「坏.svg」没有上传成功/).waitFor();
  await page.getByRole('button', { name: '移除' }).click();
  await page.getByRole('button', { name: '表格' }).click();
  await page.getByText('草稿已保存').waitFor();
  await look(held, 'editor-markdown');
  await page.getByRole('button', { name: '预览' }).click();
  const picture = page.locator('.prose img');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.locator('.prose table').waitFor();
  await look(held, 'editor-preview');
  held.noise(); // the file that was refused
  await held.close();
});

test('two write at once: the second is told, sees both, and nothing of either is lost before they choose', async () => {
  const { house } = stage;
  const call = await house.as(LEAVER);
  const content = { format: 'markdown' as const, text: '一号机规程' };
  const { id } = await call('createDocument', {
    body: { kind: 'sop', title: '一号机', content, positionKey: 'production', visibility: 'company' },
  });
  await act(house, LEAVER, 'changeDocumentPeople', id, { editorIds: [HR], verifierId: MANAGER });
  const one = await hold(stage, { person: LEAVER, to: `/documents/${id}/edit` });
  const other = await hold(stage, { person: HR, platform: 'pc', to: `/documents/${id}/edit` });
  await one.page.getByLabel('正文').fill('老张写的');
  await one.page.getByText('草稿已保存').waitFor();
  await other.page.getByLabel('正文').fill('陈静写的');
  await other.page.getByText('张建国 刚保存了另一份内容').waitFor();
  await other.page.getByText('对方的内容', { exact: true }).click();
  await other.page.locator('.theirs').getByText('老张写的').waitFor();
  expect(await other.page.getByLabel('正文').inputValue()).toBe('陈静写的');
  await look(other, 'editor-conflict');
  expect((await read(house, LEAVER, id)).writing?.content).toMatchObject({ text: '老张写的' });
  // Closed and opened again, what was typed is still there.
  await other.page.reload();
  await other.page.getByText('张建国 刚保存了另一份内容').waitFor();
  expect(await other.page.getByLabel('正文').inputValue()).toBe('陈静写的');
  // Nothing is handed in while it is open whose text it is.
  expect(await other.page.getByRole('button', { name: '提交审核' }).isDisabled()).toBe(true);
  await other.page.getByRole('button', { name: '改用对方的内容' }).click();
  expect(await other.page.getByLabel('正文').inputValue()).toBe('老张写的');
  await other.page.getByLabel('正文').fill('老张写的，陈静补充');
  await other.page.getByText('草稿已保存').waitFor();
  expect((await read(house, LEAVER, id)).writing?.content).toMatchObject({ text: '老张写的，陈静补充' });
  // Handed in before it was saved, and somebody had just saved: nobody else's text is handed in for it.
  await other.page.getByLabel('正文').fill('陈静最后的话');
  const mine = await read(house, LEAVER, id);
  const newer = { draftVersion: mine.draftVersion, title: '一号机', content: { ...content, text: '老张又写' } };
  await call('saveDocumentDraft', { params: { id }, body: newer });
  await other.page.getByRole('button', { name: '提交审核' }).click();
  await other.page.getByText('张建国 刚保存了另一份内容').waitFor();
  expect(await other.page.getByRole('dialog').count()).toBe(0);
  expect((await read(house, LEAVER, id)).writing?.submittedAt).toBeNull();
  // While the dialog is open, too: it closes, and a second press hands in nothing of theirs.
  await other.page.getByRole('button', { name: '用我的内容继续' }).click();
  await other.page.getByText('草稿已保存').waitFor();
  await other.page.getByRole('button', { name: '提交审核' }).click();
  const dialog = other.page.getByRole('dialog');
  await dialog.getByText('提交审核').first().waitFor();
  const saved = await read(house, LEAVER, id);
  await call('saveDocumentDraft', { params: { id }, body: { ...newer, draftVersion: saved.draftVersion } });
  await act(house, LEAVER, 'changeDocumentSettings', id, { subjects: ['注塑'] });
  await dialog.getByRole('button', { name: '提交审核' }).click();
  await other.page.getByText('张建国 刚保存了另一份内容').waitFor();
  expect(await dialog.count()).toBe(0);
  expect(await other.page.getByLabel('正文').inputValue()).toBe('陈静最后的话');
  expect(await read(house, LEAVER, id)).toMatchObject({ state: 'draft', writing: { content: { text: '老张又写' } } });
  other.noise(); // the refused save is a 409 in the console
  await other.close();
  await one.close();
});

test('an answer gets lost and one goes on writing: no conflict with oneself, on the page or after a reload', async () => {
  const { house } = stage;
  const content = { format: 'markdown' as const, text: '三号机规程' };
  const { id } = await (await house.as(LEAVER))('createDocument', {
    body: { kind: 'sop', title: '三号机', content, positionKey: 'production', visibility: 'company' },
  });
  const { page, close, noise } = await hold(stage, { person: LEAVER, platform: 'pc', to: `/documents/${id}/edit` });
  const text = page.getByLabel('正文');
  const saved = async () => (await read(house, LEAVER, id)).writing?.content;
  const loseAnswers = async () => {
    await page.route('**/draft', async (route) => {
      await route.fetch();
      await route.abort();
    });
  };
  await text.waitFor();
  await loseAnswers();
  await text.fill('三号机规程，第一句');
  await page.getByText('网络不通').waitFor();
  expect(await saved()).toMatchObject({ text: '三号机规程，第一句' });
  await page.unroute('**/draft');
  await text.fill('三号机规程，第一句，第二句');
  await page.getByText('草稿已保存').waitFor();
  expect(await saved()).toMatchObject({ text: '三号机规程，第一句，第二句' });
  await loseAnswers();
  await text.fill('三号机规程，第三句');
  await page.getByText('网络不通').waitFor();
  await text.fill('三号机规程，第三句，第四句');
  await page.unroute('**/draft');
  await page.reload();
  await page.getByText('草稿已保存').waitFor();
  expect(await text.inputValue()).toBe('三号机规程，第三句，第四句');
  expect(await saved()).toMatchObject({ text: '三号机规程，第三句，第四句' });
  noise(); // the lost answers
  await close();
});

test('another version is published meanwhile: what was typed from the older one waits for a choice, here and after a reload', async () => {
  const { house } = stage;
  const call = await house.as(LEAVER);
  const write = (text: string) => ({ title: '二号机', content: { format: 'markdown' as const, text } });
  const { id } = await call('createDocument', {
    body: { kind: 'sop', ...write('第一版'), positionKey: 'production', visibility: 'company', verifierId: MANAGER },
  });
  await act(house, LEAVER, 'changeDocumentPeople', id, { editorIds: [HR] });
  await submit(house, LEAVER, id);
  await act(house, MANAGER, 'publishDocument', id);
  const { page, close, noise } = await hold(stage, { person: HR, platform: 'pc', to: `/documents/${id}/edit` });
  await page.getByLabel('正文').waitFor();
  await call('saveDocumentDraft', {
    params: { id },
    body: { draftVersion: 0, publishedNumber: 1, ...write('第二版') },
  });
  await submit(house, LEAVER, id);
  await act(house, MANAGER, 'publishDocument', id);
  await page.getByLabel('正文').fill('第一版，陈静又写');
  await page.getByText('您写的时候文档有变动，现在是第 2 版').waitFor();
  expect(await read(house, LEAVER, id)).toMatchObject({ draft: 'none', content: { text: '第二版' } });
  await page.reload();
  await page.getByText('您写的时候文档有变动，现在是第 2 版').waitFor();
  expect(await page.getByLabel('正文').inputValue()).toBe('第一版，陈静又写');
  await page.getByRole('button', { name: '用我的内容继续' }).click();
  await page.getByText('草稿已保存').waitFor();
  expect(await read(house, LEAVER, id)).toMatchObject({
    draft: 'editing',
    writing: { content: { text: '第一版，陈静又写' } },
  });
  noise(); // the refused save is a 409 in the console
  await close();
});
