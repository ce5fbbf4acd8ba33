import { schema } from '@baton/db';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { foreseePath } from './foresee-path.ts';
import { putOnPath } from './put-on-path.ts';
import { readLearning } from './read-learning.ts';
import { startReadings } from './start-readings.ts';
import { takeOffPath } from './take-off-path.ts';

/** 王 leads 老张 and 小李, whose position is the office; 陈静 is HR. The warehouse is nobody's. */
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  for (const [key, name] of [
    ['office', '办公室'],
    ['warehouse', '仓库'],
  ] as const) {
    const template = { corpId: CORP, key, name };
    await desk.read((tx) => tx.insert(schema.templates).values({ ...template, includesBase: false }));
    await desk.read((tx) => tx.insert(schema.positions).values({ ...template, templateKey: key }));
  }
  await startReadings(desk.deps, CORP);
});
afterEach(() => desk.close());

const put = (who: Who, userId: Who | 'nobody', positionKey = 'warehouse', startsOn = '2026-03-06') =>
  putOnPath(desk.deps, desk.as(who), { positionKey, userId, startsOn });
const refusal = (tried: Promise<unknown>) => tried.then(() => 'done').catch((error) => error.details.why ?? error.code);
const pathsOf = async (who: Who) => (await readLearning(desk.deps, desk.as(who), { of: 'me' })).paths;
const ofTeam = async (who: Who) => (await readLearning(desk.deps, desk.as(who), { of: 'team' })).paths;

it('what is foreseen is what happens, on working days from that day on', async () => {
  const input = { positionKey: 'warehouse', userId: 'li', startsOn: '2026-03-06' };
  const foreseen = await foreseePath(desk.deps, desk.as('chen'), input);
  expect(foreseen).toMatchObject({ person: { name: '李明' }, onPath: false, unreadable: 0 });
  expect(await pathsOf('li')).toEqual([]);
  await put('chen', 'li');
  const [path] = await pathsOf('li');
  expect(path).toMatchObject({ reason: 'assigned', startedOn: '2026-03-06', position: { name: '仓库' } });
  expect(path?.steps.map(({ key, on }) => [key, on])).toEqual(foreseen.steps.map(({ key, on }) => [key, on]));
  expect(path?.steps.map(({ state }) => state)).not.toContain('now');
  expect(path?.steps[0]?.on).toBe('2026-03-11');
});

it('stays though the position is another one, and begins only once at a time', async () => {
  await put('chen', 'li');
  expect(await startReadings(desk.deps, CORP)).toEqual({ started: 0, ended: 0 });
  expect(await refusal(put('chen', 'li'))).toBe('on_path');
  expect(
    (await foreseePath(desk.deps, desk.as('chen'), { positionKey: 'warehouse', userId: 'li', startsOn: '2026-03-06' }))
      .onPath,
  ).toBe(true);
  expect(await pathsOf('li')).toHaveLength(1);
});

it.each<[string, Who, Who | 'nobody', string, string, string]>([
  ['HR, anybody', 'chen', 'gao', 'warehouse', '2026-03-02', 'done'],
  ['a colleague', 'zhang', 'li', 'office', '2026-03-02', 'not_found'],
  ['a position that is none of theirs', 'wang', 'li', 'warehouse', '2026-03-02', 'not_found'],
  ['a position that does not exist', 'chen', 'li', 'nowhere', '2026-03-02', 'not_found'],
  ['somebody who is not here', 'chen', 'nobody', 'warehouse', '2026-03-02', 'not_a_colleague'],
  ['a day that is past', 'chen', 'li', 'warehouse', '2026-03-01', 'invalid_input'],
])('%s', async (_what, who, userId, positionKey, startsOn, expected) => {
  expect(await refusal(put(who, userId, positionKey, startsOn))).toBe(expected);
});

it('who leads a position puts on its path whom they lead, and nobody else', async () => {
  const [seat] = await desk.read((tx) => tx.select().from(schema.seats).where(eq(schema.seats.userId, 'li')));
  const key = seat?.positionKey ?? '';
  const row = { corpId: CORP, key, name: '设备', templateKey: 'office' };
  await desk.read((tx) => tx.insert(schema.positions).values(row).onConflictDoNothing());
  expect(await refusal(put('wang', 'gao', key))).toBe('forbidden');
  expect(await refusal(put('wang', 'wang', key))).toBe('forbidden');
  expect(await refusal(put('wang', 'li', key))).toBe('done');
});

it('an admin sees whom they may take off, and not how far they are; HR ends their own', async () => {
  await put('chen', 'li');
  await put('chen', 'chen');
  const session = desk.as('gao');
  const admin = { ...session, actor: { ...session.actor, isAdmin: true } };
  const { paths } = await readLearning(desk.deps, admin, { of: 'team' });
  expect(paths.map(({ person, abilities, steps }) => [person.userId, abilities, steps])).toEqual(
    expect.arrayContaining([
      ['li', ['end'], []],
      ['chen', ['end'], []],
    ]),
  );
  await takeOffPath(desk.deps, admin, { readingId: paths.find(({ person }) => person.userId === 'li')?.id as string });
  expect(await pathsOf('li')).toEqual([]);
  const [own] = await pathsOf('chen');
  expect(own?.abilities).toEqual(['end']);
  expect(own?.steps.length).toBeGreaterThan(0);
});

it('of two positions at once both are begun', async () => {
  await Promise.all([put('chen', 'li'), put('chen', 'li', 'office')]);
  expect((await pathsOf('li')).map(({ position }) => position.key).toSorted()).toEqual(['office', 'warehouse']);
});

it('is taken back by whoever could have begun it, for good; what began by itself is not', async () => {
  await put('chen', 'li');
  const [path] = await ofTeam('chen');
  const id = path?.id as string;
  expect(path?.abilities).toEqual(['end']);
  expect((await pathsOf('li'))[0]?.abilities).toEqual([]);
  expect(await refusal(takeOffPath(desk.deps, desk.as('li'), { readingId: id }))).toBe('not_found');
  await takeOffPath(desk.deps, desk.as('chen'), { readingId: id });
  expect(await refusal(takeOffPath(desk.deps, desk.as('chen'), { readingId: id }))).toBe('not_found');
  await startReadings(desk.deps, CORP);
  expect(await pathsOf('li')).toEqual([]);
  const joined = { corpId: CORP, userId: 'li', positionKey: 'warehouse', cause: 'joined:x', startedOn: '2026-03-02' };
  const [other] = await desk.read((tx) =>
    tx
      .insert(schema.readings)
      .values({ ...joined, reason: 'joined', createdAt: new Date() })
      .returning(),
  );
  expect(await refusal(takeOffPath(desk.deps, desk.as('chen'), { readingId: other?.id as string }))).toBe('not_found');
});
