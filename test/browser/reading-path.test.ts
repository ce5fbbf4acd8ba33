import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HR, MANAGER, LEAVER as VETERAN } from '../house/resign.ts';
import { act, changeover, STEPS, submit } from '../house/write-document.ts';
import { findFaults } from './stage/find-faults.ts';
import { findFaultsEverywhere } from './stage/find-faults-everywhere.ts';
import { hold } from './stage/hold.ts';
import { openStage, type Stage } from './stage/open-stage.ts';

/** What somebody new in a position reads, arranged by who leads it. */
const PATH = '/learning/path?position=production';
const SOP = '注塑机 FX-3U 控制柜断电后的重新启动与参数恢复步骤';
const FAQ = '常见报警代码';
const params = { key: 'production' };
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { house } = stage;
  const call = await house.as(VETERAN);
  const write = async (kind: string, title: string, content: object) => {
    const about = { positionKey: 'production', visibility: 'company', verifierId: MANAGER };
    const { id } = await call('createDocument', { body: { kind, title, content, ...about } as never });
    await submit(house, VETERAN, id);
    await act(house, MANAGER, 'publishDocument', id);
  };
  const text = { format: 'markdown', text: '照着做。' };
  await write('job_description', '注塑工艺员岗位职责', text);
  await write('sop', SOP, changeover(STEPS));
  await write('faq', FAQ, text);
  await (await house.as(HR))('changeReadingPath', { params: { key: 'sales' }, body: { version: 0, steps: [] } });
});
afterAll(() => stage?.close());

const stored = async () => (await stage.house.as(MANAGER))('readReadingPath', { params });
/** Somebody else puts a task on the path. */
const putTask = async (who: string, key: string, title: string) => {
  const { version, steps } = await stored();
  const body = { version, steps: [...steps, { key, day: 30 as const, kind: 'custom' as const, title }] };
  await (await stage.house.as(who))('changeReadingPath', { params, body });
};

const views = [
  { name: 'path-manager', person: MANAGER, to: PATH, shows: SOP },
  { name: 'path-holder', person: VETERAN, to: PATH, shows: SOP },
  { name: 'path-empty', person: HR, to: '/learning/path?position=sales', shows: '这条路径还没有内容' },
  { name: 'path-from-duties', person: MANAGER, to: '/documents/duties?position=production', shows: '阅读路径' },
] as const;

describe.each(views)('$name', ({ name, person, to, shows }) => {
  test('looks right to axe at both sizes, light and dark', async () => {
    const { page, close } = await hold(stage, { person, to });
    await page.getByText(shows).first().waitFor();
    const faults = await findFaultsEverywhere(page, name);
    const changes = await page.getByRole('button', { name: /^(添加到|调整：|移出：)/ }).count();
    await close();
    expect(faults).toEqual([]);
    expect(changes > 0).toBe(name === 'path-manager');
  });
});

test('the manager adds a document with the keyboard, moves one, removes one, and saves; what is not saved stays', async () => {
  const { page, go, close } = await hold(stage, { person: MANAGER, platform: 'pc', to: PATH });
  await page.getByRole('button', { name: '添加到3 天后' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '添加', exact: true }).click();
  await dialog.getByText('请选一篇文档').waitFor();
  await dialog.getByRole('button', { name: FAQ }).waitFor();
  expect(await findFaultsEverywhere(page, 'path-offers')).toEqual([]);
  await dialog.getByRole('combobox', { name: '文档' }).fill('报警');
  await dialog.getByRole('option', { name: new RegExp(FAQ) }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText('另起一项').click();
  await dialog.getByLabel('这一项的名称').fill('认识设备');
  expect(await findFaultsEverywhere(page, 'path-add')).toEqual([]);
  await dialog.getByRole('button', { name: '添加', exact: true }).click();
  await page.getByRole('heading', { name: '认识设备' }).waitFor();

  await page.getByRole('button', { name: `调整：${SOP}` }).click();
  await dialog.getByLabel('哪一天').selectOption({ label: '10 天后' });
  expect(await findFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: '确定' }).click();
  await page.getByRole('button', { name: '移出：写下让您意外的事' }).click();
  await page.getByText('改动还没有保存').waitFor();
  expect(await findFaultsEverywhere(page, 'path-unsaved')).toEqual([]);
  expect((await stored()).version).toBe(0);

  await go(PATH);
  await page.getByText('上次的改动还没有保存').waitFor();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '保存' }).waitFor({ state: 'detached' });
  const { version, steps, documents } = await stored();
  const name = (id: string) => documents.find((document) => document.id === id)?.title;
  expect([version, steps.map(({ day, title, documentIds }) => [day, title, documentIds.map(name)])]).toEqual([
    1,
    [
      [0, '', ['注塑工艺员岗位职责']],
      [3, '', []],
      [3, '认识设备', [FAQ]],
      [5, '', []],
      [10, '', []],
      [10, '', [SOP]],
      [20, '', []],
    ],
  ]);
  await close();
});

test('somebody else saved meanwhile: it is told, nothing of either is lost, and the next press saves both', async () => {
  const { page, noise, close } = await hold(stage, { person: MANAGER, to: PATH });
  await page.getByRole('button', { name: '添加到5 天后' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('一件事').click();
  await dialog.getByLabel('要做的事').fill('跟一次夜班');
  expect(await findFaultsEverywhere(page, 'path-task')).toEqual([]);
  await dialog.getByRole('button', { name: '添加', exact: true }).click();
  await putTask(HR, 'hr', '参加安全培训');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('有人刚刚保存过这条路径').waitFor();
  await page.getByText('参加安全培训').waitFor();
  expect(await findFaultsEverywhere(page, 'path-conflict')).toEqual([]);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '保存' }).waitFor({ state: 'detached' });
  const titles = (await stored()).steps.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(['跟一次夜班', '参加安全培训']));
  expect(noise().every((line) => line.includes('409'))).toBe(true);
  await close();
});

test('what is changed while a save is under way waits for the next one, and nobody else is said to have saved', async () => {
  const { page, close } = await hold(stage, { person: MANAGER, to: PATH });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/reading-path', async (route) => {
    if (route.request().method() === 'PUT') await held;
    await route.continue();
  });
  const take = (title: string) => page.getByRole('button', { name: `移出：${title}` }).click();
  await take('参加安全培训');
  await page.getByRole('button', { name: '保存' }).click();
  await take('跟一次夜班');
  release();
  await page.waitForResponse((reply) => reply.request().method() === 'PUT');
  await page.getByText('改动还没有保存').waitFor();
  expect(await page.getByText('有人刚刚保存过这条路径').count()).toBe(0);
  expect(await page.getByText('跟一次夜班').count()).toBe(0);
  expect((await stored()).steps.map(({ title }) => title)).toContain('跟一次夜班');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '保存' }).waitFor({ state: 'detached' });
  const titles = (await stored()).steps.map(({ title }) => title);
  expect(titles).not.toContain('跟一次夜班');
  expect(titles).not.toContain('参加安全培训');
  await page.unrouteAll();
  await close();
});

test('changes are given up only when that is said twice; a path that does not come can be asked for again', async () => {
  const { page, go, noise, close } = await hold(stage, { person: MANAGER, to: PATH });
  await page.getByRole('button', { name: `移出：${SOP}` }).click();
  await page.getByRole('button', { name: '放弃改动' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃改动' }).click();
  await page.getByText(SOP).waitFor();
  expect(await page.getByRole('button', { name: '保存' }).count()).toBe(0);
  await page.route('**/reading-path', (route) =>
    route.fulfill({ status: 403, json: { error: { code: 'forbidden' } } }),
  );
  await go(PATH);
  await page.getByText('您没有权限进行这个操作').waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText(SOP).waitFor();
  expect(noise().every((line) => line.includes('403'))).toBe(true);
  await close();
});

test('a colleague is put on the path: what will happen is seen first; taken off it again in the team’s list', async () => {
  const { page, go, close } = await hold(stage, { person: HR, to: PATH });
  await page.getByRole('button', { name: '安排同事' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '安排同事' }).click();
  await dialog.getByText('请选一位同事').waitFor();
  await dialog.getByRole('combobox', { name: '同事' }).fill('叶芳');
  await dialog.getByRole('option', { name: /叶芳/ }).click();
  await dialog.getByLabel('从哪天开始').fill('2026-03-16');
  await dialog.getByText('从3月16日起，叶芳每天的提醒里会有当天要读的和要做的').waitFor();
  expect(await findFaultsEverywhere(page, 'path-put')).toEqual([]);
  await dialog.getByRole('button', { name: '安排同事' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /叶芳.*3月16日开始/ }).waitFor();
  expect(await findFaultsEverywhere(page, 'path-people')).toEqual([]);
  await page.getByRole('button', { name: '安排同事' }).click();
  await dialog.getByRole('combobox', { name: '同事' }).fill('叶芳');
  await dialog.getByRole('option', { name: /叶芳/ }).click();
  await dialog.getByText('叶芳已经在走这条路径').waitFor();
  expect(await findFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: '取消' }).click();
  await go('/learning?of=team');
  await page.getByText('叶芳').last().click();
  expect(await findFaultsEverywhere(page, 'path-end')).toEqual([]);
  await page.getByRole('button', { name: '结束这条路径' }).click();
  await dialog.getByRole('button', { name: '结束这条路径' }).click();
  await page.getByText('团队里没有人在走阅读路径').waitFor();
  await close();
});

test('the manager is told whom they cannot put on the path', async () => {
  const { page, noise, close } = await hold(stage, { person: MANAGER, to: PATH });
  await page.getByRole('button', { name: '安排同事' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '同事' }).fill('叶芳');
  await dialog.getByRole('option', { name: /叶芳/ }).click();
  await dialog.getByText('您只能安排自己带的同事').waitFor();
  expect(await findFaults(page)).toEqual([]);
  expect(noise().every((line) => line.includes('403'))).toBe(true);
  await close();
});
