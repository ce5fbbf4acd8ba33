import type { DocumentKind } from '@baton/core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HR, MANAGER, SUCCESSOR as NEWCOMER, LEAVER as VETERAN } from '../house/resign.ts';
import { act, changeover, STEPS, submit } from '../house/write-document.ts';
import { findFaultsEverywhere } from './stage/find-faults-everywhere.ts';
import { hold } from './stage/hold.ts';
import { openStage, type Stage } from './stage/open-stage.ts';

/** 岗位文档 as the people of a position find it. */
let stage: Stage;
const ids = new Map<string, string>();
beforeAll(async () => {
  stage = await openStage();
  const call = await stage.house.as(VETERAN);
  const text = '## 做什么\n\n每班开机前点检一次，记录写在机台上的点检本里。';
  const write = async (kind: DocumentKind, title: string, subjects: string[] = []) => {
    const { id } = await call('createDocument', {
      body: {
        ...{ kind, title, subjects, positionKey: 'production' },
        content: kind === 'sop' ? changeover(STEPS) : { format: 'markdown', text },
        ...{ visibility: 'positions', visibleTo: ['production'] },
      },
    });
    ids.set(title, id);
    return id;
  };
  const publish = async (...given: Parameters<typeof write>) => {
    const id = await write(...given);
    await submit(stage.house, VETERAN, id);
    await act(stage.house, MANAGER, 'publishDocument', id);
    return id;
  };
  await publish('sop', '三号机换模调机', ['换模']);
  await publish('sop', '注塑机 FX-3U 控制柜断电后的重新启动与参数恢复步骤');
  await publish('job_description', '注塑工艺员岗位职责');
  const old = await publish('task_template', '老式点检表');
  await act(stage.house, MANAGER, 'obsoleteDocument', old, { reason: '已改用电子点检' });
  await write('faq', '换模常见问题');
  const manager = await stage.house.as(MANAGER);
  await manager('flagDocuments', { body: { subject: '换模', reason: '模具厂换了新夹具' } });
});
afterAll(() => stage?.close());

test('the newcomer opens 岗位文档 and has their position’s documents, kind by kind; drafts are not theirs to see', async () => {
  const { page, close } = await hold(stage, { person: NEWCOMER });
  await page.getByRole('link', { name: '岗位文档' }).filter({ visible: true }).click();
  await page.getByRole('heading', { name: '岗位文档' }).waitFor();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
    '岗位职责说明书1',
    'SOP2',
    '已废止的文档1',
  ]);
  const flagged = page.getByRole('listitem').filter({ hasText: '三号机换模调机' });
  expect(await flagged.textContent()).toContain('待复核：模具厂换了新夹具');
  expect(await page.getByText('换模常见问题').count()).toBe(0);
  expect(
    await page.getByRole('link', { name: '岗位文档' }).filter({ visible: true }).getAttribute('aria-current'),
  ).toBe('page');
  await close();
});

test('a list stands in the address: the way back leads to it, and it can be sent to somebody', async () => {
  const { page, go, close } = await hold(stage, { person: VETERAN, to: '/documents?scope=mine' });
  await page.getByText('换模常见问题').waitFor();
  await page.getByLabel('类型').selectOption('常见问答');
  await page.getByText('已显示全部 1 份').waitFor();
  expect(new URL(page.url()).search).toBe('?scope=mine&kind=faq');
  await page.getByRole('button', { name: '待复核' }).click();
  await page.getByText('没有符合条件的文档').waitFor();
  await page.getByRole('button', { name: '查看全部文档' }).click();
  await page.getByText('老式点检表').waitFor();
  await go('/documents?scope=due&position=production');
  await page.getByText('已显示全部 2 份').waitFor();
  expect(await page.getByLabel('岗位', { exact: true }).inputValue()).toBe('production');
  await close();
});

async function look(page: Page, name: string): Promise<void> {
  expect(await findFaultsEverywhere(page, name)).toEqual([]);
}

const views = [
  { name: 'documents-yours', person: NEWCOMER, to: '/documents', shows: '三号机换模调机' },
  { name: 'documents-mine', person: VETERAN, to: '/documents?scope=mine', shows: '换模常见问题' },
  { name: 'documents-all', person: HR, to: '/documents?scope=all', shows: '三号机换模调机' },
  { name: 'documents-empty', person: 'yefang', to: '/documents', shows: '这个岗位还没有文档' },
  { name: 'documents-none', person: 'yefang', to: '/documents?scope=due&kind=faq', shows: '没有符合条件的文档' },
  { name: 'search-start', person: NEWCOMER, to: '/documents/search', shows: '想找什么？' },
  { name: 'search-found', person: NEWCOMER, to: '/documents/search?q=保压压力', shows: '第 2 步' },
  { name: 'search-none', person: NEWCOMER, to: '/documents/search?q=激光打标', shows: '请人补上「激光打标」' },
] as const;

describe.each(views)('$name', ({ name, person, to, shows }) => {
  test('looks right to axe at both sizes, light and dark', async () => {
    const { page, close } = await hold(stage, { person, to });
    await page.getByText(shows).first().waitFor();
    await look(page, name);
    await close();
  });
});

test('two characters inside a word find the step; what is highlighted is text, whatever was written', async () => {
  const { page, close } = await hold(stage, { person: NEWCOMER, to: '/documents' });
  const box = page.getByRole('combobox', { name: '搜索岗位文档' });
  await box.fill('保压');
  await box.press('Enter');
  const hit = page.getByRole('listitem').filter({ hasText: '三号机换模调机' });
  await hit.waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe('保压');
  expect(await hit.locator('mark').first().textContent()).toBe('保压');
  expect(await hit.textContent()).toContain('第 2 步');
  await hit.getByRole('link').click();
  await page.waitForURL('**/documents/*#step-*');
  const step = page.getByRole('listitem').filter({ hasText: '调整保压压力' }).first();
  await step.waitFor();
  await page.waitForFunction(() => window.scrollY > 0);
  await page.goBack();
  await hit.waitFor();
  await page.getByRole('checkbox', { name: /只看在期/ }).check();
  await page.waitForURL('**/documents/search?*fresh=1*');
  // It waits for its review.
  await page.getByRole('heading', { name: '没有找到「保压」' }).waitFor();
  await page.getByRole('checkbox', { name: /只看在期/ }).uncheck();
  await hit.waitFor();
  await page.getByLabel('类型').selectOption('常见问答');
  await page.getByRole('heading', { name: '没有找到「保压」' }).waitFor();
  await page.getByRole('button', { name: '不限岗位和类型再找' }).click();
  await hit.waitFor();
  await close();
});

test('titles are suggested while typing, not while an input method composes; arrows and Enter open one', async () => {
  const { page, close } = await hold(stage, { person: NEWCOMER, to: '/documents/search' });
  const box = page.getByRole('combobox', { name: '搜索岗位文档' });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/documents/suggest')) asked.push(new URL(request.url()).searchParams.get('q') ?? '');
  });
  await box.focus();
  const ime = await page.context().newCDPSession(page);
  for (const text of ['f', 'fu', 'fu jia', '换模'])
    await ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await ime.send('Input.insertText', { text: '换模' });
  await page.getByRole('option', { name: /三号机换模调机/ }).waitFor();
  expect(asked).toEqual(['换模']);
  await box.press('ArrowDown');
  expect(await page.getByRole('option', { selected: true }).textContent()).toContain('三号机换模调机');
  await box.press('Enter');
  await page.waitForURL(`**/documents/${ids.get('三号机换模调机')}`);
  await close();
});

test('the last searches are offered before anything is typed, and are forgotten when one says so', async () => {
  const { page, go, close } = await hold(stage, { person: NEWCOMER, to: '/documents' });
  const box = page.getByRole('combobox', { name: '搜索岗位文档' });
  for (const words of ['点检', '保压', '点检']) {
    await box.fill(words);
    await box.press('Enter');
    await page.waitForURL(`**/documents/search?q=${encodeURIComponent(words)}`);
  }
  await go('/documents');
  await box.click();
  const offered = page.getByRole('listbox', { name: '最近搜过' }).getByRole('option');
  await offered.first().waitFor();
  expect(await offered.allTextContents()).toEqual(['点检', '保压']);
  await look(page, 'search-recent');
  await box.press('ArrowDown');
  await box.press('ArrowDown');
  await box.press('Enter');
  await page.waitForURL(`**/documents/search?q=${encodeURIComponent('保压')}`);
  await go('/documents/search');
  await offered.first().waitFor();
  expect(await offered.allTextContents()).toEqual(['保压', '点检']);
  await page.getByRole('button', { name: '清除记录' }).click();
  await offered.first().waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('想找什么？').waitFor();
  expect(await offered.count()).toBe(0);
  await close();
});

test('what waits for somebody stands above the shelf, and is gone when it is done', async () => {
  const created = await (await stage.house.as(VETERAN))('createDocument', {
    body: {
      ...{ kind: 'faq', title: '夜班交接怎么写', positionKey: 'production', visibility: 'company' },
      content: { format: 'markdown', text: '写清楚三件事：产量、异常、没做完的。' },
    },
  });
  await submit(stage.house, VETERAN, created.id, { note: '第一版' });
  const { page, close } = await hold(stage, { person: MANAGER, to: '/documents' });
  const tasks = page.getByRole('region', { name: /等您处理/ });
  const row = tasks.getByRole('listitem').filter({ hasText: '夜班交接怎么写' });
  await row.waitFor();
  expect(await row.textContent()).toContain('待您审核');
  const flagged = tasks.getByRole('listitem').filter({ hasText: '三号机换模调机' });
  expect(await flagged.textContent()).toContain('待您复核');
  expect(await flagged.textContent()).toContain('模具厂换了新夹具');
  await look(page, 'documents-tasks');
  await row.getByRole('link').click();
  await page.getByRole('heading', { name: '夜班交接怎么写' }).waitFor();
  await act(stage.house, MANAGER, 'rejectDocument', created.id, { reason: '少了机台号' });
  await page.goBack();
  await page.reload();
  await flagged.waitFor();
  expect(await row.count()).toBe(0);
  await close();
  const author = await hold(stage, { person: VETERAN, to: '/documents' });
  const back = author.page.getByRole('region', { name: /等您处理/ }).getByRole('listitem');
  await back.filter({ hasText: '夜班交接怎么写' }).waitFor();
  expect(await back.filter({ hasText: '夜班交接怎么写' }).textContent()).toContain('退回待改');
  expect(await back.filter({ hasText: '夜班交接怎么写' }).textContent()).toContain('少了机台号');
  await author.close();
});

test('what nobody has written is asked for with one tap; who leads the position says why not, or which it is', async () => {
  const asker = await hold(stage, { person: NEWCOMER, to: '/documents/search?q=激光打标' });
  await asker.page.getByRole('heading', { name: '没有找到「激光打标」' }).waitFor();
  await asker.page.getByRole('button', { name: '请人补上「激光打标」' }).click();
  await asker.page.getByText('已告诉岗位负责人').waitFor();
  const lead = await hold(stage, { person: 'macheng', to: '/documents' });
  await lead.page.getByRole('link', { name: /有 1 份文档同事在找/ }).click();
  await lead.page.getByRole('heading', { name: '大家在找的文档' }).waitFor();
  await look(lead.page, 'documents-requests');
  await lead.page.getByRole('button', { name: '不写了' }).click();
  const dialog = lead.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '不写了' }).click();
  await dialog.getByText('请至少写 2 个字').waitFor();
  await dialog.getByLabel('原因').fill('打标机下月报废');
  await dialog.getByRole('button', { name: '不写了' }).click();
  await lead.page.getByText('没有人在找缺少的文档').waitFor();
  await asker.go('/documents/requests');
  await asker.page.getByText('原因：打标机下月报废').waitFor();
  await asker.close();
  await lead.close();
});

test('a list that does not come says so, and comes when it is asked again', async () => {
  const { page, go, noise, close } = await hold(stage, { person: NEWCOMER, to: '/nowhere' });
  await page.getByText('没有这个页面').waitFor();
  await page.route('**/api/documents?*', (route) =>
    route.fulfill({ status: 403, json: { error: { code: 'forbidden' } } }),
  );
  await go('/documents');
  await page.getByText('您没有权限进行这个操作').waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText('三号机换模调机').waitFor();
  expect(noise()).toEqual([expect.stringContaining('403')]);
  await close();
});
