import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, onQuestion, readQuestion } from '../house/ask.ts';
import { DAY } from '../house/movable-clock.ts';
import { HR, LEAVER, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { companyWith, seedSmallPosition } from '../house/small-position.ts';
import { type House, startHouse } from '../house/start-house.ts';
import { act, submit } from '../house/write-document.ts';

/** A question asked before anybody knew of a departure belongs to it once it begins, and follows its days. */
const VETERAN = 'zhengbo';
let house: House;
let caseId: string;
let documentId: string;
let questionId: string;
let outside: string;

beforeAll(async () => {
  house = await startHouse({ inMemory: true, company: companyWith([{ userid: VETERAN, name: '郑波' }]) });
  await seedSmallPosition(house);
  const created = await (await house.as(VETERAN))('createDocument', {
    body: {
      ...{ kind: 'sop', title: '模具保养', content: { format: 'markdown', text: '每月一次' } },
      ...{ positionKey: 'mould_care', visibility: 'company', visibleTo: [], verifierId: MANAGER },
    },
  });
  documentId = created.id;
  await submit(house, VETERAN, documentId);
  await act(house, MANAGER, 'publishDocument', documentId);
});
afterAll(() => house.close());

const move = async (lastWorkingDay: string) => {
  const call = await house.as(HR);
  const { version } = await call('readHandover', { params: { id: caseId } });
  await call('editHandover', { params: { id: caseId }, body: { version, lastWorkingDay } });
};
const dueOn = async (id: string) => (await readQuestion(house, SUCCESSOR, id)).dueOn;

test('it is due while the leaver is there, and can be ★; what others asked stays as it was', async () => {
  questionId = (await ask(house, SUCCESSOR, { documentId }, '备件没有了找谁买？')).id;
  outside = (await ask(house, LEAVER, { documentId }, '一年保养几次？')).id;
  expect(await readQuestion(house, SUCCESSOR, questionId)).toMatchObject({ dueOn: '2026-03-05', handoverId: null });
  ({ caseId } = await openDeparture(house, { leaver: VETERAN, lastDay: '2026-03-04' }));
  const taken = await readQuestion(house, SUCCESSOR, questionId);
  expect(taken).toMatchObject({ dueOn: '2026-03-03', handoverId: caseId, owner: { userId: VETERAN } });
  expect(taken.abilities).toContain('star');
  expect(await readQuestion(house, LEAVER, outside)).toMatchObject({ dueOn: '2026-03-05', handoverId: null });
  await onQuestion(house, SUCCESSOR, 'starQuestion', questionId, { starred: true });
  const { gate } = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  expect(gate.questions.map(({ id }) => id)).toEqual([questionId]);
});

test('the last day moves and the day of the question with it, never into the past', async () => {
  await move('2026-03-31');
  expect(await dueOn(questionId)).toBe('2026-03-05');
  await move('2026-03-04');
  expect(await dueOn(questionId)).toBe('2026-03-03');
  await move('2026-03-31');
  const later = await ask(house, SUCCESSOR, { documentId }, '润滑油用哪个牌号？');
  expect(later.dueOn).toBe('2026-03-05');
  await house.pass(2 * DAY, DAY);
  await move('2026-03-04');
  expect(await dueOn(later.id)).toBe('2026-03-04');
  expect(await dueOn(outside)).toBe('2026-03-05');
});
