import type { AppError, EvidenceContent } from '@baton/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, openDesk } from '../testing/open-desk.ts';
import { refused } from '../testing/refused.ts';
import { attachFile } from './attach-file.ts';
import { saveDraft } from './save-draft.ts';
import { submitItem } from './submit-item.ts';

let desk: Desk;
let itemId: string;
beforeAll(async () => {
  desk = await openDesk();
  const { itemIds } = await desk.openCase([{ evidence: [['PHOTO'], ['DEMO', 'SYS']] }]);
  itemId = itemIds[0] as string;
});
afterAll(() => desk.close());

const zhang = () => desk.as('zhang');
async function* once(bytes: Uint8Array) {
  yield bytes;
}
const upload = async (name: string, bytes: Uint8Array) =>
  (await attachFile(desk.deps, zhang(), { itemId, name, bytes: once(bytes) })).id;
const submit = (...evidence: EvidenceContent[]) => submitItem(desk.deps, zhang(), { itemId, version: 1, evidence });
const problemsOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => [],
    (error: AppError) => (error.details.problems as { code: string }[]).map(({ code }) => code),
  );
const SYS: EvidenceContent = { type: 'SYS', statement: '已在系统里逐项转给接收人，名下剩余为零' };

it('takes pictures for a photo, whatever a text file is called', async () => {
  const text = await upload('现场照片.png', Buffer.from('照片以后补'));
  const photo = (...fileIds: string[]): EvidenceContent => ({ type: 'PHOTO', fileIds, note: '' });
  expect(await problemsOf(submit(photo(text), SYS))).toEqual(['photo_is_no_image']);
  const image = await upload('a.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  expect(await problemsOf(submit(photo(image, text), SYS))).toEqual(['photo_is_no_image']);
  expect(await problemsOf(submit(photo(image)))).toEqual(['type_missing']);
});

it('how a DEMO went is never the doer’s to say, not even in a draft', async () => {
  const demo: EvidenceContent = { type: 'DEMO', result: 'pass', note: '他会了' };
  expect(await refused(submit(demo, SYS))).toBe('invalid_input');
  expect(await refused(saveDraft(desk.deps, zhang(), { itemId, version: 1, evidence: [demo] }))).toBe('invalid_input');
});
