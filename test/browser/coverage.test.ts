import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HR, MANAGER, openDeparture, SUCCESSOR, LEAVER as VETERAN } from '../house/resign.ts';
import { act, changeover, STEPS, submit } from '../house/write-document.ts';
import { findFaultsEverywhere } from './stage/find-faults-everywhere.ts';
import { hold } from './stage/hold.ts';
import { openStage, type Stage } from './stage/open-stage.ts';

/** What a position does, who can do it, and where to start: on a phone in the workshop and at HR's desk. */
const DUTIES = '/documents/duties?position=production';
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { house } = stage;
  const veteran = await house.as(VETERAN);
  const about = { positionKey: 'production', visibility: 'company', verifierId: MANAGER };
  const title = '三号机换模后首件调机与保压参数设定';
  const { id } = await veteran('createDocument', {
    body: { kind: 'sop', title, content: changeover(STEPS), ...about } as never,
  });
  await submit(house, VETERAN, id);
  await act(house, MANAGER, 'publishDocument', id);
  const add = async (body: { title: string } & Record<string, unknown>) =>
    (await house.as(MANAGER))('addResponsibility', { params: { key: 'production' }, body });
  const own = {
    frequency: 'weekly',
    output: '首件合格，调机记录填写完整',
    starred: true,
    ownerId: VETERAN,
    documentIds: [id],
  };
  const { responsibilities } = await add({ title: '三号机换模与调机', ...own });
  await add({ title: '注塑车间全部设备的季度点检、备件盘点和年度大修计划', frequency: 'quarterly' });
  const params = { id: responsibilities[0]?.id ?? '', userId: VETERAN };
  await (await house.as(MANAGER))('verifyDoer', { params, body: { verified: true } });
  await openDeparture(house, { lastDay: '2026-03-31' });
});
afterAll(() => stage?.close());

const views = [
  { name: 'duties-manager', person: MANAGER, to: DUTIES, shows: '即将离职' },
  { name: 'duties-holder', person: SUCCESSOR, to: DUTIES, shows: '没有 SOP' },
  { name: 'duties-empty', person: 'guojing', to: '/documents/duties?position=sales', shows: '还没有写下岗位职责' },
  { name: 'coverage-hr', person: HR, to: '/documents/coverage', shows: '先从这里开始' },
  { name: 'coverage-nobody', person: SUCCESSOR, to: '/documents/coverage', shows: '这里还没有岗位' },
  { name: 'coverage-home', person: MANAGER, to: '/documents', shows: '知识覆盖' },
] as const;

describe.each(views)('$name', ({ name, person, to, shows }) => {
  test('looks right to axe at both sizes, light and dark', async () => {
    const { page, close } = await hold(stage, { person, to });
    await page.getByText(shows).first().waitFor();
    const faults = await findFaultsEverywhere(page, name);
    await close();
    expect(faults).toEqual([]);
  });
});

test('a worker writes a responsibility down on the phone; the same one twice is told at its field', async () => {
  const { page, noise, close } = await hold(stage, { person: SUCCESSOR, to: DUTIES });
  const write = async (title: string) => {
    await page.getByRole('button', { name: '写一条职责' }).click();
    await page.getByLabel('职责', { exact: true }).fill(title);
    await page.getByRole('radio', { name: '每月' }).check();
    await page.getByRole('button', { name: '保存' }).click();
  };
  await write('冷却水塔加药');
  await page.getByRole('heading', { name: '冷却水塔加药' }).waitFor();
  await write('三号机换模 与调机');
  await page.getByText('已经有一条相同的职责').waitFor();
  await page.getByRole('button', { name: '取消' }).click();
  expect(await page.getByRole('button', { name: '确认谁会做' }).count()).toBe(0);
  expect(noise().every((line) => line.includes('400'))).toBe(true);
  await close();
});

test('the manager confirms who can do it, and takes it back; a responsibility is retired', async () => {
  const { page, close } = await hold(stage, { person: MANAGER, to: DUTIES });
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /三号机换模与调机/ }) });
  await card.getByRole('button', { name: '确认谁会做' }).click();
  await page.getByRole('combobox', { name: '同事' }).fill('李明');
  await page.getByRole('option', { name: /李明/ }).click();
  await page.getByRole('button', { name: '确认会做' }).click();
  await card.getByText('李明').waitFor();
  expect(await card.getByText('能独立完成').count()).toBe(2);
  await card.getByRole('listitem').filter({ hasText: '李明' }).getByRole('button', { name: '撤回确认' }).click();
  await card.getByText('李明').waitFor({ state: 'detached' });
  const other = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /季度点检/ }) });
  await other.getByRole('button', { name: '停用' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await other.waitFor({ state: 'detached' });
  await close();
});

test('from where to start to the position, and from a missing SOP to its draft with the title', async () => {
  const { page, close } = await hold(stage, { person: HR, to: '/documents/coverage' });
  await page.getByRole('listitem').filter({ hasText: '有人即将离职' }).getByRole('link').click();
  await page.getByRole('heading', { name: /岗位职责$/ }).waitFor();
  await page.getByRole('link', { name: '写一篇 SOP' }).first().click();
  await page.getByLabel('标题').waitFor();
  expect(await page.getByLabel('标题').inputValue()).not.toBe('');
  await close();
});
