import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../house/movable-clock.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { HR, MANAGER, LEAVER as VETERAN } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, changeover, read, STEPS, submit } from '../house/write-document.ts';

/** 何新 joins 设备部 on a Thursday: DingTalk says so, and the rest happens by itself. */
const NEWCOMER = 'hexin';
const WORKSHOP = 879301003;
let house: House;
let duty: string;
let sop: string;
beforeAll(async () => {
  house = await startHouse({ start: '2026-03-05T02:07:00.000Z' });
});
afterAll(() => house.close());

const write = async (kind: 'sop' | 'job_description', title: string, content: object) => {
  const call = await house.as(VETERAN);
  const about = { positionKey: 'production', visibility: 'company', verifierId: MANAGER } as const;
  const { id } = await call('createDocument', { body: { kind, title, content, ...about } as never });
  await submit(house, VETERAN, id);
  await act(house, MANAGER, 'publishDocument', id);
  return id;
};
const pathOf = async (userId: string, of: 'me' | 'team' = 'me') => {
  const { paths } = await (await house.as(userId))('readLearning', { query: { of } });
  return paths.filter(({ person }) => person.userId === NEWCOMER);
};
const statesOf = async () => (await pathOf(NEWCOMER))[0]?.steps.map(({ kind, state }) => `${kind} ${state}`);
const told = () => messagesTo(house, NEWCOMER).map(({ at, text }) => [at.slice(5, 10), text] as const);
const confirm = async (id: string, number: number) =>
  (await house.as(NEWCOMER))('confirmReading', { params: { id }, body: { number } });

test('who was there when the company was first read is on no path', async () => {
  duty = await write('job_description', '设备工程师岗位职责', { format: 'markdown', text: '保证设备开得动' });
  sop = await write('sop', '三号机换模调机', changeover(STEPS));
  await house.settle();
  expect((await (await house.as(HR))('readLearning', { query: { of: 'team' } })).paths).toEqual([]);
});

test('the contact event starts the path, once, and the first message comes the same day', async () => {
  house.dingtalk.control.hire({ userid: NEWCOMER, name: '何新', title: '设备工程师', deptId: WORKSHOP });
  await house.settle();
  await house.pass(HOUR);
  await house.restart();
  await house.pass(HOUR);
  expect(await pathOf(NEWCOMER)).toMatchObject([
    { reason: 'joined', startedOn: '2026-03-05', position: { key: 'production' } },
  ]);
  expect(await statesOf()).toEqual([
    'duties now',
    'must_read next',
    'first_try next',
    'questions next',
    'alone next',
    'surprises next',
  ]);
  expect(told()).toMatchObject([['03-05', expect.stringContaining('设备工程师岗位职责')]]);
});

test('day by day, on working days: the SOP on Friday, what falls on Sunday or later on its working day', async () => {
  await house.pass(6 * DAY, 6 * HOUR);
  expect(told().map(([day]) => day)).toEqual(['03-05', '03-06', '03-10']);
  expect(told()[1]?.[1]).toContain('三号机换模调机');
  expect(told()[2]?.[1]).toContain('首次动手做一遍');
  await expectNothingSaidTwice(house);
});

test('reading is confirmed for a version, and the manager sees it; a colleague does not', async () => {
  expect(await refusal(confirm(sop, 2))).toBe('conflict');
  expect(await confirm(sop, 1)).toMatchObject({ confirmed: { number: 1 }, onPath: true });
  const again = await confirm(sop, 1);
  expect(again.confirmed?.number).toBe(1);
  await confirm(duty, 1);
  const [path] = await pathOf(NEWCOMER);
  await (await house.as(NEWCOMER))('finishReadingStep', {
    params: { id: path?.id as string, key: 'first_try' },
    body: { done: true },
  });
  const done = ['duties done', 'must_read done', 'first_try done'];
  expect((await statesOf())?.slice(0, 3)).toEqual(done);
  for (const userId of [MANAGER, HR]) {
    const [seen] = await pathOf(userId, 'team');
    expect(seen?.steps.map(({ read, total }) => [read, total]).slice(0, 2)).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(seen?.steps[1]?.documents).toMatchObject([{ id: sop, confirmed: { number: 1 } }]);
  }
  expect(await pathOf(VETERAN, 'team')).toEqual([]);
  const theirs = { params: { id: path?.id as string, key: 'first_try' }, body: { done: false } };
  expect(await refusal((await house.as(VETERAN))('finishReadingStep', theirs))).toBe('not_found');
});

test('a typo keeps the confirmation, another step asks for it anew', async () => {
  const revise = async (action: string, minor: boolean) => {
    const { draftVersion, number: publishedNumber, content } = await read(house, VETERAN, sop);
    const { steps } = content as { steps: typeof STEPS };
    const next = changeover(steps.map((step, n) => (n === 0 ? { ...step, action } : step)) as never);
    const body = { draftVersion, publishedNumber, title: '三号机换模调机', content: next };
    await (await house.as(VETERAN))('saveDocumentDraft', { params: { id: sop }, body: body as never });
    await submit(house, VETERAN, sop, { minor });
    await act(house, MANAGER, 'publishDocument', sop);
  };
  const state = async () => (await house.as(NEWCOMER))('readReadingState', { params: { id: sop } });
  await revise('关闭主电源，挂牌、上锁', true);
  expect((await state()).confirmed?.number).toBe(1);
  await revise('关闭主电源和气源，挂牌、上锁', false);
  expect((await state()).confirmed).toBeNull();
  const before = told().length;
  await house.pass(DAY, 6 * HOUR);
  expect(told().slice(before)).toMatchObject([[expect.any(String), expect.stringContaining('三号机换模调机')]]);
  expect((await confirm(sop, 3)).confirmed?.number).toBe(3);
});

test('who leads the position changes the path, whoever is on it follows; a holder only looks, a stranger does not', async () => {
  const params = { key: 'production' };
  const look = async (userId: string) => (await house.as(userId))('readReadingPath', { params });
  expect([(await look(MANAGER)).abilities, (await look(VETERAN)).abilities]).toEqual([['change', 'start'], []]);
  expect(await refusal(look('yefang'))).toBe('not_found');
  const body = {
    version: 0,
    steps: [{ key: 'k1', day: 10 as const, kind: 'custom' as const, title: '跟一次夜班', documentIds: [] }],
  };
  expect(await refusal((await house.as(VETERAN))('changeReadingPath', { params, body }))).toBe('not_found');
  expect((await (await house.as(MANAGER))('changeReadingPath', { params, body })).version).toBe(1);
  expect(await refusal((await house.as(HR))('changeReadingPath', { params, body }))).toBe('conflict');
  expect((await pathOf(NEWCOMER))[0]?.steps.map(({ title }) => title)).toEqual(['跟一次夜班']);
});

test('a colleague who helps out is put on the path by hand, told from that day on, and taken off it again', async () => {
  const HELPER = 'yefang';
  const hr = await house.as(HR);
  const about = { userId: HELPER, startsOn: '2026-03-16' };
  const params = { key: 'production' };
  const foreseen = await hr('foreseePath', { params, query: about });
  expect(foreseen).toMatchObject({ onPath: false, steps: [{ title: '跟一次夜班', on: '2026-03-26' }] });
  expect(await refusal((await house.as(MANAGER))('putOnPath', { params, body: about }))).toBe('forbidden');
  const { paths } = await hr('putOnPath', { params, body: about });
  const path = paths.find(({ person }) => person.userId === HELPER);
  expect(path).toMatchObject({ reason: 'assigned', abilities: ['end'], steps: [{ on: '2026-03-26', state: 'next' }] });
  const toldHelper = () => messagesTo(house, HELPER).filter(({ text }) => text.includes('跟一次夜班'));
  await house.pass(6 * DAY, 6 * HOUR);
  expect(toldHelper()).toEqual([]);
  await house.pass(10 * DAY, 6 * HOUR);
  expect(toldHelper().map(({ at }) => at.slice(5, 10))).toEqual(['03-26']);
  await (await house.as(HR))('takeOffPath', { params: { id: path?.id as string } });
  await house.pass(HOUR);
  expect((await (await house.as(HELPER))('readLearning', { query: { of: 'me' } })).paths).toEqual([]);
});

test('who leaves is on no path any more', async () => {
  house.dingtalk.control.leave(NEWCOMER);
  await house.pass(HOUR);
  expect(await pathOf(HR, 'team')).toEqual([]);
});
