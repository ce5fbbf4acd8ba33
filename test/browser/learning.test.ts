import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MANAGER, LEAVER as VETERAN } from '../house/resign.ts';
import { act, changeover, STEPS, submit } from '../house/write-document.ts';
import { findFaults } from './stage/find-faults.ts';
import { findFaultsEverywhere } from './stage/find-faults-everywhere.ts';
import { hold } from './stage/hold.ts';
import { openStage, type Stage } from './stage/open-stage.ts';

/** The first days of somebody new, on their phone, and what their manager sees of it. */
const NEWCOMER = 'hexin';
let stage: Stage;
let sop: string;
beforeAll(async () => {
  stage = await openStage();
  const { house } = stage;
  const call = await house.as(VETERAN);
  const write = async (kind: 'sop' | 'job_description', title: string, content: object) => {
    const about = { positionKey: 'production', visibility: 'company', verifierId: MANAGER };
    const { id } = await call('createDocument', { body: { kind, title, content, ...about } as never });
    await submit(house, VETERAN, id);
    await act(house, MANAGER, 'publishDocument', id);
    return id;
  };
  await write('job_description', '注塑工艺员岗位职责', { format: 'markdown', text: '保证三号机开得动。' });
  sop = await write('sop', '注塑机 FX-3U 控制柜断电后的重新启动与参数恢复步骤', changeover(STEPS));
  await house.settle();
  house.dingtalk.control.hire({ userid: NEWCOMER, name: '何新', title: '设备工程师', deptId: 879301003 });
  await house.settle();
  await house.pass(86_400_000, 21_600_000);
});
afterAll(() => stage?.close());

const views = [
  { name: 'learning-mine', person: NEWCOMER, to: '/learning', shows: '阅读必读 SOP' },
  { name: 'learning-team', person: MANAGER, to: '/learning?of=team', shows: '何新' },
  { name: 'learning-none', person: 'yefang', to: '/learning', shows: '没有正在进行的阅读路径' },
  { name: 'learning-home', person: NEWCOMER, to: '/documents', shows: '您的阅读路径有 2 项待完成' },
] as const;

describe.each(views)('$name', ({ name, person, to, shows }) => {
  test('looks right to axe at both sizes, light and dark', async () => {
    const { page, close } = await hold(stage, { person, to });
    await page.getByText(shows).first().waitFor();
    if (name === 'learning-team') await page.getByText('何新').last().click();
    const faults = await findFaultsEverywhere(page, name);
    expect(faults).toEqual([]);
    await close();
  });
});

test('the newcomer reads, confirms, and the path says so; the manager sees it', async () => {
  const { page, go, close } = await hold(stage, { person: NEWCOMER, to: `/documents/${sop}` });
  await page.getByRole('button', { name: '我已读完并理解' }).click();
  await page.getByText(/您已于.*确认读过第 1 版/).waitFor();
  expect(await findFaults(page)).toEqual([]);
  await go('/learning');
  await page.getByText('已读 1 / 1 篇').waitFor();
  await page.getByText('已完成 1 / 6 项').waitFor();
  await close();
  const manager = await hold(stage, { person: MANAGER, to: '/documents' });
  await manager.page.getByRole('link', { name: '团队的阅读路径' }).click();
  await manager.page.getByText('已完成 1 / 6 项').waitFor();
  await manager.page.getByText('何新').last().click();
  await manager.page.getByText('已读第 1 版').waitFor();
  await manager.close();
});

test('a path that does not come says so, and comes when it is asked again', async () => {
  const { page, go, noise, close } = await hold(stage, { person: NEWCOMER, to: '/nowhere' });
  await page.getByText('没有这个页面').waitFor();
  await page.route('**/api/learning?*', (route) =>
    route.fulfill({ status: 403, json: { error: { code: 'forbidden' } } }),
  );
  await go('/learning');
  await page.getByText('您没有权限进行这个操作').waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText('阅读必读 SOP').waitFor();
  expect(noise().every((line) => line.includes('403'))).toBe(true);
  await close();
});
