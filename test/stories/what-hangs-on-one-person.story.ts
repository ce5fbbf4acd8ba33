import type { CoverageReply, ResponsibilitiesReply } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../house/movable-clock.ts';
import { HR, LEAVER, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, changeover, STEPS, submit } from '../house/write-document.ts';

/**
 * 设备部 writes down what 设备工程师 are responsible for. Coverage says what would be lost, changes when something is
 * written, read, done and reviewed, and looks past the day on which somebody leaves.
 */
const KEY = 'production';
/** Of 销售部: no business of theirs. */
const STRANGER = 'guojing';
let house: House;
beforeAll(async () => {
  house = await startHouse({ start: '2026-03-05T02:07:00.000Z' });
});
afterAll(() => house.close());

const list = async (userId: string): Promise<ResponsibilitiesReply> =>
  (await house.as(userId))('readResponsibilities', { params: { key: KEY } });
const coverage = async (userId: string): Promise<CoverageReply> => (await house.as(userId))('readCoverage');
const ours = async (userId: string) => (await coverage(userId)).positions.find(({ key }) => key === KEY);
const add = async (userId: string, body: { title: string } & Record<string, unknown>) =>
  (await house.as(userId))('addResponsibility', { params: { key: KEY }, body });
const find = async (title: string) => {
  const found = (await list(MANAGER)).responsibilities.find((one) => one.title === title);
  if (!found) throw new Error(title);
  return found;
};
const change = async (userId: string, title: string, body: Record<string, unknown>) => {
  const { id, version } = await find(title);
  return (await house.as(userId))('changeResponsibility', { params: { id }, body: { version, ...body } });
};
const write = async (visibility: 'company' | 'people' = 'company', title = '三号机换模调机') => {
  const about = { positionKey: KEY, verifierId: MANAGER, visibility, reviewDays: 3 } as const;
  const visibleTo = visibility === 'people' ? { visibleTo: [LEAVER, MANAGER] } : {};
  const { id } = await (await house.as(LEAVER))('createDocument', {
    body: { kind: 'sop', title, content: changeover(STEPS), ...about, ...visibleTo } as never,
  });
  await submit(house, LEAVER, id);
  await act(house, MANAGER, 'publishDocument', id);
  return id;
};

test('a position that nobody described is where to start', async () => {
  expect(await ours(HR)).toMatchObject({ total: 0, busFactor: null });
  const start = (await coverage(HR)).startHere;
  expect(start).toHaveLength(5);
  for (const { reasons } of start) expect(reasons[0]).toBe('unwritten');
});

test('its people write down what it does, its manager says what matters most', async () => {
  await add(LEAVER, { title: '三号机换模调机', frequency: 'weekly', output: '首件合格' });
  await add(LEAVER, { title: '三号机换模调机', frequency: 'weekly', output: '首件合格' }); // its answer got lost
  await add(LEAVER, { title: '备件盘点', frequency: 'monthly' });
  expect(await refusal(add(SUCCESSOR, { title: '三号机，换模调机' }))).toBe('invalid_input');
  expect(await refusal(change(LEAVER, '三号机换模调机', { starred: true }))).toBe('forbidden');
  await change(MANAGER, '三号机换模调机', { starred: true, ownerId: LEAVER });
  const { responsibilities, abilities } = await list(LEAVER);
  expect(abilities).toEqual(['edit']);
  expect(
    responsibilities.map(({ title, starred, frequency, output, owner, gaps }) => [
      ...[title, starred, frequency, output, owner?.name ?? null, gaps.join()],
    ]),
  ).toEqual([
    ['三号机换模调机', true, 'weekly', '首件合格', expect.any(String), 'no_sop,nobody'],
    ['备件盘点', false, 'monthly', '', null, 'no_sop,nobody,unowned'],
  ]);
});

test('a second editor is told, the same request sent twice is carried out once', async () => {
  const { id, version } = await find('备件盘点');
  const body = { version, output: '盘点表' };
  const call = await house.as(LEAVER);
  await call('changeResponsibility', { params: { id }, body });
  await call('changeResponsibility', { params: { id }, body });
  expect((await find('备件盘点')).version).toBe(version + 1);
  const late = (await house.as(MANAGER))('changeResponsibility', { params: { id }, body: { version, output: '别的' } });
  expect(await refusal(late)).toBe('conflict');
  expect(await refusal(change(LEAVER, '备件盘点', { title: '三号机换模调机' }))).toBe('invalid_input');
});

test('what is published covers it; its author can do it, its reader cannot yet, its doer can', async () => {
  const sop = await write();
  await change(LEAVER, '三号机换模调机', { documentIds: [sop] });
  expect(await find('三号机换模调机')).toMatchObject({ sop: 'in_date', canDo: 1, gaps: ['one_person'] });
  await (await house.as(SUCCESSOR))('confirmReading', { params: { id: sop }, body: { number: 1 } });
  const one = await find('三号机换模调机');
  expect(one.people.map(({ person, capability }) => [person.userId, capability])).toEqual([
    [LEAVER, 'author'],
    [SUCCESSOR, 'reader'],
  ]);
  expect(one.gaps).toEqual(['one_person']);
  const verify = async (by: string, userId: string, verified = true) =>
    (await house.as(by))('verifyDoer', { params: { id: one.id, userId }, body: { verified } });
  expect(await refusal(verify(LEAVER, SUCCESSOR))).toBe('forbidden');
  expect(await refusal(verify(MANAGER, MANAGER))).toBe('forbidden');
  expect(await refusal(verify(MANAGER, 'nobody-here'))).toBe('invalid_input');
  await verify(MANAGER, SUCCESSOR);
  await verify(MANAGER, SUCCESSOR);
  expect(await find('三号机换模调机')).toMatchObject({ canDo: 2, gaps: [] });
  await verify(MANAGER, SUCCESSOR, false);
  expect(await find('三号机换模调机')).toMatchObject({ canDo: 1 });
  await verify(MANAGER, SUCCESSOR);
  expect(await ours(MANAGER)).toMatchObject({ total: 2, starred: 1, covered: 1, inDate: 1, busFactor: 2 });
});

test('what named people alone may read covers no position, and cannot be linked', async () => {
  const secret = await write('people', '工资核对');
  expect(await refusal(change(LEAVER, '备件盘点', { documentIds: [secret] }))).toBe('invalid_input');
  const hr = await (await house.as(HR))('readResponsibilities', { params: { key: KEY } });
  expect(JSON.stringify(hr)).not.toContain('工资核对');
});

test('a stranger sees nothing of it, a holder no coverage; nothing that coverage says names a person', async () => {
  const { id, version } = await find('备件盘点');
  const call = await house.as(STRANGER);
  expect(await refusal(list(STRANGER))).toBe('not_found');
  expect(await refusal(add(STRANGER, { title: '混进来' }))).toBe('not_found');
  expect(await refusal(call('retireResponsibility', { params: { id }, body: { version } }))).toBe('not_found');
  expect(await refusal(call('verifyDoer', { params: { id, userId: LEAVER }, body: { verified: true } }))).toBe(
    'not_found',
  );
  expect(await coverage(LEAVER)).toEqual({ positions: [], startHere: [] });
  const said = JSON.stringify(await coverage(HR));
  for (const userId of [LEAVER, SUCCESSOR, MANAGER]) expect(said).not.toContain(userId);
});

test('the review day passes: what is published no longer covers it, until it is verified', async () => {
  await house.pass(3 * DAY);
  expect(await find('三号机换模调机')).toMatchObject({ sop: 'overdue', gaps: ['sop_overdue'] });
  const [sop] = (await find('三号机换模调机')).documents;
  await act(house, MANAGER, 'verifyDocument', sop?.id as string);
  expect(await find('三号机换模调机')).toMatchObject({ sop: 'in_date', gaps: [] });
});

test('a resignation is seen at once: who is about to go does not count, and the position comes first', async () => {
  await openDeparture(house, { lastDay: '2026-03-31' });
  expect(await find('三号机换模调机')).toMatchObject({
    ...{ canDo: 1, leaving: 1, gaps: ['one_person', 'unowned'] },
  });
  const { startHere } = await coverage(HR);
  expect(startHere[0]).toMatchObject({ key: KEY });
  expect(startHere[0]?.reasons.slice(0, 2)).toEqual(['leaving', 'star_gaps']);
  expect(await ours(HR)).toMatchObject({ leaving: 1, busFactor: 1 });
});

test('the successor’s path names the ★ responsibility to do alone', async () => {
  await house.pass(HOUR);
  const { paths } = await (await house.as(SUCCESSOR))('readLearning', { query: { of: 'me' } });
  const alone = paths.flatMap(({ steps }) => steps).find(({ kind }) => kind === 'alone');
  expect(alone).toMatchObject({ day: 20, about: '三号机换模调机' });
});

test('what the position does no longer is retired, once, and may be written again', async () => {
  const { id, version } = await find('备件盘点');
  const call = await house.as(MANAGER);
  await call('retireResponsibility', { params: { id }, body: { version } });
  await call('retireResponsibility', { params: { id }, body: { version } });
  expect((await list(MANAGER)).responsibilities.map(({ title }) => title)).toEqual(['三号机换模调机']);
  await add(MANAGER, { title: '备件盘点' });
  expect(await ours(HR)).toMatchObject({ total: 2 });
});
