import type { HandoverView } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, ask, onQuestion, readQuestion } from '../house/ask.ts';
import { LEAVER, MANAGER, SUCCESSOR } from '../house/resign.ts';
import { act, changeover, read, STEPS, submit } from '../house/write-document.ts';
import { findFaults } from './stage/find-faults.ts';
import { findFaultsEverywhere } from './stage/find-faults-everywhere.ts';
import { hold } from './stage/hold.ts';
import { itemOf, openStage, resigned, type Stage } from './stage/open-stage.ts';

/** 提问、回答、采纳 in a phone and at a desk, with an input method. */
let stage: Stage;
let handover: HandoverView;
let documentId: string;
const TEXT = '压力表一直抖动，是先停机还是先调阀？';

beforeAll(async () => {
  stage = await openStage();
  const { house } = stage;
  const created = await (await house.as(LEAVER))('createDocument', {
    body: {
      ...{ kind: 'sop', title: '三号机换模调机', content: changeover(STEPS), positionKey: 'production' },
      ...{ visibility: 'positions', visibleTo: [] },
    },
  });
  documentId = created.id;
  await submit(house, LEAVER, documentId);
  await act(house, MANAGER, 'publishDocument', documentId);
  handover = await resigned(stage);
});
afterAll(() => stage?.close());

/** Where to leave pictures for whoever looks at them; none by default. */
const album = process.env.QUESTION_ALBUM;
const picture = (name: string) => (album ? { path: `${album}/${name}.png`, fullPage: true } : null);

test('the successor asks under an item on a phone, ★, through an input method; Enter of the composition sends nothing', async () => {
  const item = await itemOf(stage, handover, 'mf_equip');
  const { page, close } = await hold(stage, { person: SUCCESSOR, to: `/items/${item.id}` });
  await page.getByRole('button', { name: '提问', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await findFaults(page)).toEqual([]);
  const shot = picture('ask-360');
  if (shot) await page.screenshot(shot);
  await dialog.getByRole('button', { name: '提交', exact: true }).click();
  await dialog.getByText('请写下您的问题，至少两个字').waitFor();
  const field = dialog.getByLabel('想问什么');
  await field.focus();
  const method = await page.context().newCDPSession(page);
  const typed = '备件nali';
  await method.send('Input.imeSetComposition', { text: typed, selectionStart: 6, selectionEnd: 6 });
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
  await method.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await method.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  expect(await dialog.count()).toBe(1);
  await method.send('Input.insertText', { text: '备件柜的钥匙在哪里领？' });
  await dialog.getByText('重要提问').click();
  await dialog.getByRole('button', { name: '提交', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('备件柜的钥匙在哪里领？').first().waitFor();
  await page.getByText('★ 重要').waitFor();
  const { rows } = await (await stage.house.as(SUCCESSOR))('listQuestions', { query: { scope: 'asked' } });
  expect(rows).toMatchObject([{ text: '备件柜的钥匙在哪里领？', starred: true, owner: { userId: LEAVER } }]);
  expect(await findFaults(page)).toEqual([]);
  const after = picture('item-360');
  if (after) await page.screenshot(after);
  await close();
});

test('the reader of an SOP asks under the step; it stands there and below the document', async () => {
  const { page, close } = await hold(stage, { person: SUCCESSOR, to: `/documents/${documentId}` });
  const step = page.locator('.sop-step').nth(1);
  await step.getByRole('button', { name: '提问', exact: true }).click();
  await page.getByRole('dialog').getByLabel('想问什么').fill(TEXT);
  await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await step.getByRole('button', { name: '1 个提问' }).click();
  expect(await page.getByText(TEXT).count()).toBe(2);
  expect(await findFaults(page)).toEqual([]);
  const shot = picture('reader-360');
  if (shot) await page.screenshot(shot);
  await close();
});

test('the veteran finds what waits, answers in place; what was typed survives leaving the page', async () => {
  const { rows } = await (await stage.house.as(LEAVER))('listQuestions', { query: { scope: 'to_answer' } });
  const id = rows.find(({ text }) => text === TEXT)?.id as string;
  const { page, go, close } = await hold(stage, { person: LEAVER, to: '/questions' });
  await page.getByText(TEXT).waitFor();
  expect(await findFaults(page)).toEqual([]);
  const list = picture('questions-360');
  if (list) await page.screenshot(list);
  await go(`/questions/${id}`);
  const field = page.getByLabel('写下您的回答');
  await field.fill('先停机，再查比例阀的接头。');
  await go('/questions');
  await page.getByText(TEXT).waitFor();
  await go(`/questions/${id}`);
  expect(await field.inputValue()).toBe('先停机，再查比例阀的接头。');
  await page.getByRole('button', { name: '提交回答' }).click();
  await page.getByText('已回答').first().waitFor();
  expect((await readQuestion(stage.house, LEAVER, id)).answers).toHaveLength(1);
  await close();
});

test('at a desk: accepted, put into the document beside what somebody is writing', async () => {
  const { house } = stage;
  const { rows } = await (await house.as(SUCCESSOR))('listQuestions', { query: { scope: 'asked' } });
  const id = rows.find(({ text }) => text === TEXT)?.id as string;
  const asker = await hold(stage, { person: SUCCESSOR, platform: 'pc', to: `/questions/${id}` });
  await asker.page.getByRole('button', { name: '采纳', exact: true }).click();
  await asker.page.getByText('已采纳').first().waitFor();
  expect(await findFaults(asker.page)).toEqual([]);
  await asker.close();
  const { title, content, number: publishedNumber } = await read(house, LEAVER, documentId);
  if (!content) throw new Error('published');
  await (await house.as(MANAGER))('saveDocumentDraft', {
    params: { id: documentId },
    body: { draftVersion: 0, publishedNumber, title, content },
  });
  const { page, close } = await hold(stage, { person: LEAVER, platform: 'pc', to: `/questions/${id}`, scheme: 'dark' });
  await page.getByRole('button', { name: '并入文档' }).click();
  await page.getByText('王海涛 在').waitFor();
  const shot = picture('fold-1440-dark');
  if (shot) await page.screenshot(shot);
  await page.getByRole('button', { name: '放进草稿' }).click();
  await page.getByText('回答已放进草稿，等待审核').waitFor();
  expect(await findFaults(page)).toEqual([]);
  const after = picture('question-1440-dark');
  if (after) await page.screenshot(after);
  await close();
});

test('HR sees on the case what still holds up the release, and nothing on the page sticks out', async () => {
  const other = await ask(stage.house, SUCCESSOR, { documentId }, '五号机多久换一次密封圈？');
  const { answers } = await answer(stage.house, LEAVER, other.id, '半年，或者漏油时。');
  await onQuestion(stage.house, SUCCESSOR, 'acceptAnswer', other.id, { answerId: answers[0]?.id });
  const { page, go, close } = await hold(stage, {
    person: 'chenjing',
    platform: 'pc',
    to: `/handovers/${handover.id}`,
  });
  await page.getByText('还有 1 个 ★ 重要提问没有回答').first().waitFor();
  expect(await findFaults(page)).toEqual([]);
  const shot = picture('case-1440');
  if (shot) await page.screenshot(shot);
  await go('/questions');
  await page.getByText('没有等您回答的提问').waitFor();
  await page.getByRole('button', { name: '我提的' }).click();
  await page.getByText('您还没有提过问题').waitFor();
  expect(await findFaults(page)).toEqual([]);
  const empty = picture('empty-1440');
  if (empty) await page.screenshot(empty);
  await close();
});

test('the veteran merges what was asked twice: the likeliest comes first, what will be true is seen, the old one leads on', async () => {
  const { house } = stage;
  const first = await ask(house, SUCCESSOR, { documentId }, '模温机报警 E05 之后，要等多久才能重新加热？');
  await answer(house, LEAVER, first.id, '等水温降到 60 度以下，大约十分钟。');
  const again = await ask(house, MANAGER, { documentId }, '模温机报 E05，等多久能重新加热');
  const { page, close } = await hold(stage, { person: LEAVER, to: `/questions/${again.id}` });
  await page.getByRole('button', { name: '合并' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '合并' }).click();
  await dialog.getByText('请选要并到的提问').waitFor();
  const likeliest = dialog.getByRole('radio').first();
  expect(await likeliest.evaluate((radio) => radio === document.activeElement)).toBe(true);
  await page.keyboard.press('Space');
  await dialog.getByText('王海涛会成为那一条的同问者').waitFor();
  await dialog.getByText('等水温降到 60 度以下').waitFor();
  expect(await findFaultsEverywhere(page, 'question-merge')).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await dialog.getByRole('button', { name: '合并' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('已合并到另一个提问').waitFor();
  expect(await page.getByLabel('写下您的回答').count()).toBe(0);
  expect(await findFaultsEverywhere(page, 'question-merged')).toEqual([]);
  await page.getByRole('link', { name: '去看看' }).click();
  await page.getByText('模温机报警 E05 之后').waitFor();
  await page.getByText('1 人同问').waitFor();
  expect(await readQuestion(house, LEAVER, again.id)).toMatchObject({ state: 'merged', mergedInto: first.id });
  await close();
});

test('a ★ that holds up the release is told where it cannot go', async () => {
  const { rows } = await (await stage.house.as(SUCCESSOR))('listQuestions', { query: { scope: 'asked' } });
  const id = rows.find(({ holdsUp }) => holdsUp)?.id as string;
  const { page, close } = await hold(stage, { person: SUCCESSOR, to: `/questions/${id}` });
  await page.getByRole('button', { name: '合并' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('只能并到同一张交接单上还没有回答的 ★ 提问').waitFor();
  expect(await dialog.getByRole('button', { name: '合并' }).isDisabled()).toBe(true);
  expect(await findFaults(page)).toEqual([]);
  await close();
});
