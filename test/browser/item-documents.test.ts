import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HR, LEAVER, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { act, changeover, STEPS, submit } from '../house/write-document.ts';
import { findFaultsEverywhere } from './stage/find-faults-everywhere.ts';
import { hold } from './stage/hold.ts';
import { openStage, type Stage } from './stage/open-stage.ts';

/** A leaver puts what they know where others find it, on the phone; HR sees before the release what goes to whom. */
let stage: Stage;
let caseId: string;
let docs: string;
const SOP = '三号机换模后首件调机与保压参数设定';
beforeAll(async () => {
  stage = await openStage();
  const { house } = stage;
  const call = await house.as(LEAVER);
  const about = { kind: 'sop', positionKey: 'production', visibility: 'company', verifierId: MANAGER };
  const write = (title: string) =>
    call('createDocument', { body: { title, content: changeover(STEPS), ...about } as never });
  const { id } = await write(SOP);
  await submit(house, LEAVER, id);
  await act(house, MANAGER, 'publishDocument', id);
  await write('空压机停机与重启');
  ({ caseId } = await openDeparture(house, { lastDay: '2026-03-31' }));
  const { items } = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  docs = items.find(({ key }) => key === 'base_docs')?.id ?? '';
});
afterAll(() => stage?.close());

async function look(page: Page, name: string): Promise<string[]> {
  const faults = await findFaultsEverywhere(page, name);
  await page.setViewportSize({ width: 360, height: 740 });
  return faults;
}

async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交交接', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '提交交接', exact: true }).click();
}

test('the item says what only the leaver can see; a document is found by its title, in composition too', async () => {
  const { page, noise, close } = await hold(stage, { person: LEAVER, to: `/items/${docs}` });
  await page.getByText('还有 1 篇草稿只有您能看到').waitFor();
  expect(await look(page, 'item-documents')).toEqual([]);
  const field = page.getByRole('combobox', { name: '岗位文档' });
  await field.fill('三号机');
  await page.getByRole('option', { name: new RegExp(SOP) }).click();
  await page.getByLabel('接收人打开后能做什么').fill('照着它独立完成三号机换模后的调机');
  await handIn(page);
  await page.getByText('还有草稿只有您能看到，请先提交审核或转给接收人').first().waitFor();
  expect(await look(page, 'item-documents-refused')).toEqual([]);
  await page.getByRole('link', { name: '空压机停机与重启' }).click();
  await page.getByRole('heading', { name: '空压机停机与重启' }).first().waitFor();
  expect(noise().every((line) => line.includes('422'))).toBe(true);
  await close();
});

test('once the draft is handed in the item goes through, and the successor opens the document from it', async () => {
  const { house } = stage;
  const { rows } = await (await house.as(LEAVER))('listDocuments', { query: { scope: 'mine' } });
  await submit(house, LEAVER, rows.find(({ state }) => state === 'draft')?.id ?? '');
  const { page, close } = await hold(stage, { person: LEAVER, to: `/items/${docs}` });
  await page.getByText('同事都能看到').waitFor();
  await page.getByRole('link', { name: SOP }).waitFor(); // kept with the draft
  await handIn(page);
  await page.getByText(/^系统检查：移交人名下 2 篇/).waitFor();
  await close();
  const other = await hold(stage, { person: SUCCESSOR, to: `/items/${docs}` });
  await other.page.getByRole('link', { name: SOP }).click();
  await other.page.getByRole('heading', { name: SOP }).waitFor();
  await other.close();
});

test('before HR releases, the dialog says what goes to whom', async () => {
  const { page, close } = await hold(stage, { person: HR, platform: 'pc', to: `/handovers/${caseId}` });
  await page.route('**/api/handovers/*', async (route) => {
    const reply = await route.fetch();
    const view = await reply.json();
    // The gate as it is once all is done: the twenty-six other items are other tests' matter.
    await route.fulfill({
      response: reply,
      json: { ...view, gate: { ...view.gate, open: true, blockers: [] }, abilities: ['release'] },
    });
  });
  await page.reload();
  await page.getByRole('button', { name: '业务放行' }).click();
  await page.getByText('移交人名下的 2 篇岗位文档，将转给李明负责').waitFor();
  expect(await look(page, 'release-passes-on')).toEqual([]);
  await close();
});
