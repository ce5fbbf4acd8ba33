import type { EvidenceContent } from '@baton/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readHandover } from '../handover/read-handover.ts';
import type { memoryStorage } from '../testing/memory-storage.ts';
import { type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { refused } from '../testing/refused.ts';
import { attachFile } from './attach-file.ts';
import { linkFile } from './link-file.ts';
import { readItem } from './read-item.ts';
import { returnItem } from './return-item.ts';
import { saveDraft } from './save-draft.ts';
import { submitItem } from './submit-item.ts';
import { supplementItem } from './supplement-item.ts';

let desk: Desk;
let handoverId: string;
let itemId: string;
beforeAll(async () => {
  desk = await openDesk();
  const opened = await desk.openCase([{ evidence: [['FILE']] }]);
  handoverId = opened.handoverId;
  itemId = opened.itemIds[0] as string;
});
afterAll(() => desk.close());

async function* once(text: string) {
  yield Buffer.from(text);
}
const upload = async (name: string, who: Who = 'zhang') =>
  (await attachFile(desk.deps, desk.as(who), { itemId, name, bytes: once(name) })).id;
const file = (...fileIds: string[]): EvidenceContent => ({ type: 'FILE', fileIds, purpose: '三号机的调机参数与步骤' });
const version = async () => (await readItem(desk.deps, desk.as('zhang'), { itemId })).version;
const save = async (...evidence: EvidenceContent[]) =>
  saveDraft(desk.deps, desk.as('zhang'), { itemId, version: await version(), evidence });
const namesFor = async (who: Who) =>
  (await readItem(desk.deps, desk.as(who), { itemId })).files.map(({ name }) => name).sort();
const link = (who: Who, fileId: string) => linkFile(desk.deps, desk.as(who), { fileId });
const stored = () => (desk.deps.storage as ReturnType<typeof memoryStorage>).keys();
const OTHERS = ['li', 'wang', 'chen'] as const;

it('a file is its uploader’s alone until it is handed in; what is left out then is gone, bytes and all', async () => {
  const wrong = await upload('工资条.txt');
  const right = await upload('调机参数.txt');
  await save(file(wrong, right));
  await save(file(right));
  for (const who of OTHERS) {
    expect(await namesFor(who), who).toEqual([]);
    for (const id of [wrong, right]) expect(await refused(link(who, id)), who).toBe('not_found');
    const { history } = await readHandover(desk.deps, desk.as(who), { handoverId });
    expect(JSON.stringify(history), who).not.toContain('.txt');
  }
  expect(await namesFor('zhang')).toEqual(['工资条.txt', '调机参数.txt']);
  expect((await link('zhang', wrong)).ticket).toContain('.');
  expect(stored()).toHaveLength(2);

  await submitItem(desk.deps, desk.as('zhang'), { itemId, version: await version(), evidence: [file(right)] });
  for (const who of [...OTHERS, 'zhang'] as const) {
    expect(await namesFor(who), who).toEqual(['调机参数.txt']);
    expect((await link(who, right)).ticket, who).toContain('.');
    expect(await refused(link(who, wrong)), who).toBe('not_found');
  }
  expect(stored()).toHaveLength(1);
  const { history } = await readItem(desk.deps, desk.as('li'), { itemId });
  expect(history.map(({ action, details }) => [action, details.file])).toEqual([
    ['item.submitted', undefined],
    ['item.file_added', '调机参数.txt'],
  ]);
});

it('a refused or conflicting submission takes nothing away; a file once handed in stays', async () => {
  const first = (await readItem(desk.deps, desk.as('zhang'), { itemId })).files[0]?.id as string;
  const reason = '参数表缺少三号机';
  await returnItem(desk.deps, desk.as('li'), { itemId, version: await version(), reason });
  const better = await upload('参数表二.txt');
  const old = await version();
  await save(file(better));
  const submit = (at: number, ...evidence: EvidenceContent[]) =>
    submitItem(desk.deps, desk.as('zhang'), { itemId, version: at, evidence });
  expect(await refused(submit(old - 1, file(first)))).toBe('conflict');
  expect(await refused(submit(await version()))).toBe('evidence_insufficient');
  expect(stored()).toHaveLength(2);
  await submit(await version(), file(better));
  expect(stored()).toHaveLength(2);
  expect(await namesFor('li')).toEqual(['参数表二.txt', '调机参数.txt']);
});

it('whoever goes on with the item sees what the draft names, and no other file', async () => {
  await returnItem(desk.deps, desk.as('li'), { itemId, version: await version(), reason: '还缺一份记录' });
  const kept = await upload('记录.txt');
  await upload('没放进草稿.txt');
  await save(file(kept));
  const passed = { itemId, version: await version(), doerId: 'gao', reason: '老张请假，由高云补' };
  await supplementItem(desk.deps, desk.as('wang'), passed);
  expect(await namesFor('gao')).toEqual(['参数表二.txt', '记录.txt', '调机参数.txt']);
  expect((await link('gao', kept)).ticket).toContain('.');
  expect(await namesFor('wang')).toEqual(['参数表二.txt', '调机参数.txt']);
});
