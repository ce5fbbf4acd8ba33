import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectReadersKept } from '../house/expect-readers-kept.ts';
import { DAY, HOUR } from '../house/movable-clock.ts';
import { SUCCESSOR as COLLEAGUE, HR, LEAVER as OWNER, MANAGER as VERIFIER } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, changeover, read, STEPS, submit } from '../house/write-document.ts';

/** Whoever verifies, or answers for, a document leaves: it never waits for somebody who cannot come in. */
const ABOVE = 'macheng'; // leads 王海涛, and the department above
let house: House;
let id: string;

beforeAll(async () => {
  house = await startHouse({ inMemory: true });
  const created = await (await house.as(OWNER))('createDocument', {
    body: {
      ...{ kind: 'sop', title: '三号机保养', content: changeover(STEPS), positionKey: 'production' },
      ...{ visibility: 'positions', visibleTo: [] },
    },
  });
  id = created.id;
  await submit(house, OWNER, id);
  await act(house, VERIFIER, 'publishDocument', id);
});
afterAll(() => house.close());

test('the verifier has left: who led them verifies now; the document looks no fresher for it', async () => {
  const before = await read(house, OWNER, id);
  expect(before.verifier.userId).toBe(VERIFIER);
  // A new version is waiting for the verifier at that moment.
  await house.clock.forward(20 * DAY);
  await (await house.as(OWNER))('saveDocumentDraft', {
    params: { id },
    body: { draftVersion: 0, publishedNumber: 1, title: '三号机保养（含液压）', content: changeover(STEPS) },
  });
  await submit(house, OWNER, id);
  house.dingtalk.control.leave(VERIFIER);
  await house.settle();
  const after = await read(house, OWNER, id);
  expect(after).toMatchObject({
    verifier: { userId: ABOVE },
    owner: { userId: OWNER },
    verifiedAt: before.verifiedAt,
    reviewOn: before.reviewOn,
    verifiedBy: { userId: VERIFIER },
    number: 1,
  });
  expect(after.history[0]).toMatchObject({
    action: 'document.people_changed',
    by: null,
    details: { seat: 'verifier', from: '王海涛', to: '马成', left: true },
  });
  expect(after.writing?.approvers.map(({ userId }) => userId)).toEqual([ABOVE]);
  expect(await act(house, ABOVE, 'publishDocument', id)).toMatchObject({ number: 2, title: '三号机保养（含液压）' });
});

test('handing on happens once, however often the clock looks', async () => {
  const lines = async () => (await read(house, OWNER, id)).history.length;
  const before = await lines();
  await house.pass(2 * HOUR);
  expect(await lines()).toBe(before);
});

test('the owner has left as well: one person holds both seats, and HR approves what they write', async () => {
  house.dingtalk.control.leave(OWNER);
  await house.settle();
  const view = await read(house, ABOVE, id);
  expect(view).toMatchObject({ owner: { userId: ABOVE }, verifier: { userId: ABOVE }, state: 'published' });
  await (await house.as(ABOVE))('saveDocumentDraft', {
    params: { id },
    body: { draftVersion: 0, publishedNumber: view.number, title: view.title, content: changeover(STEPS.slice(0, 1)) },
  });
  const waiting = await submit(house, ABOVE, id);
  expect(waiting.writing?.approvers.map(({ userId }) => userId)).toContain(HR);
  expect(await refusal(act(house, ABOVE, 'publishDocument', id))).toBe('forbidden');
  const published = await act(house, HR, 'publishDocument', id);
  expect(published.versions[0]).toMatchObject({ number: 3, selfApproved: false, approvedBy: { userId: HR } });
  // The position's people read it all the while.
  expect((await read(house, COLLEAGUE, id)).number).toBe(3);
});

test('somebody who left is given no document', async () => {
  expect(await refusal(act(house, HR, 'changeDocumentPeople', id, { ownerId: OWNER }))).toBe('invalid_input');
  expect(await refusal(act(house, HR, 'changeDocumentPeople', id, { editorIds: [VERIFIER] }))).toBe('invalid_input');
});

test('after all of it, every document names the readers that the rule gives it', () => expectReadersKept(house));
