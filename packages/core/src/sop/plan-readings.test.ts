import { expect, it } from 'vitest';
import { planReadings } from './plan-readings.ts';

type Facts = Parameters<typeof planReadings>[0];
const now = new Date('2026-03-10T02:00:00.000Z');
const at = new Date('2026-03-09T02:00:00.000Z');
const old = new Date('2024-01-01T00:00:00.000Z');
const ming = { userId: 'ming', positionKey: 'production', since: old };
const plan = (facts: Partial<Facts>) =>
  planReadings(
    {
      staff: [ming],
      seats: new Map([['ming', 'production']]),
      presence: [],
      successions: [],
      readings: [],
      done: new Set(),
      ...facts,
    },
    now,
  );
const started = (facts: Partial<Facts>) =>
  plan(facts).start.map(({ reason, positionKey }) => `${reason} ${positionKey}`);
const back = { userId: 'ming', status: 'back', at };
const successions = [
  { id: 'case', leaverId: 'zhang', successorId: 'ming', positionKey: 'maintenance', state: 'active' },
];
const reading = {
  ...{ id: 'r', userId: 'ming', positionKey: 'production', reason: 'joined' as const, cause: 'joined:x' },
  ...{ handoverId: null, startedOn: '2026-03-02', endedAt: null, finishedAt: null },
};
const assigned = { ...reading, positionKey: 'maintenance', reason: 'assigned' as const, cause: 'assigned:x' };

it.each<[string, Partial<Facts>, string[]]>([
  ['the first walk through the company', { seats: new Map() }, []],
  ['an event of somebody new', { staff: [{ ...ming, since: at }], presence: [back] }, ['joined production']],
  ['an event of somebody known for years', { presence: [back] }, []],
  ['hired back', { presence: [{ ...back, status: 'left', at: old }, back] }, ['joined production']],
  ['another position', { seats: new Map([['ming', 'quality']]) }, ['moved production']],
  ['named as successor', { successions }, ['successor maintenance']],
  ['a successor who has left', { staff: [], successions }, []],
  ['on that path already', { staff: [{ ...ming, since: at }], presence: [back], readings: [reading] }, []],
])('%s starts %j', (_what, facts, expected) => {
  expect(started(facts)).toEqual(expected);
});

it.each<[string, Partial<Facts>, string[]]>([
  ['nothing changed', {}, []],
  ['left', { staff: [] }, ['r']],
  ['has another position', { staff: [{ ...ming, positionKey: 'quality' }] }, ['r']],
  ['put on the path of another position', { readings: [assigned] }, []],
  ['put on it and gone', { staff: [], readings: [assigned] }, ['r']],
])('%s ends %j', (_what, facts, expected) => {
  expect(plan({ readings: [reading], ...facts }).end).toEqual(expected);
});

const theirs = {
  ...{ ...reading, positionKey: 'maintenance', reason: 'successor' as const },
  ...{ cause: 'successor:case', handoverId: 'case' },
};
const after = (days: number) => new Date(now.getTime() - days * 86_400_000);

it.each<[string, Partial<Facts>, string[]]>([
  ['named again, or a case reinstated', { successions, readings: [{ ...theirs, endedAt: at }] }, ['r']],
  ['after however long', { successions, readings: [{ ...theirs, endedAt: after(300) }] }, ['r']],
  ['missing in the directory for one walk', { readings: [{ ...reading, endedAt: at }] }, ['r']],
  ['back in the position', { seats: new Map([['ming', 'quality']]), readings: [{ ...reading, endedAt: at }] }, ['r']],
  ['long over', { readings: [{ ...reading, endedAt: after(31) }] }, []],
  ['put on it, and missing for one walk', { readings: [{ ...assigned, endedAt: at }] }, ['r']],
  ['taken off it', { readings: [{ ...assigned, endedAt: at, finishedAt: at }] }, []],
  ['still not the successor', { readings: [{ ...theirs, endedAt: at }] }, []],
  ['in another position now', { readings: [{ ...reading, positionKey: 'quality', endedAt: at }] }, []],
  ['gone', { staff: [], successions, readings: [{ ...theirs, endedAt: at }] }, []],
  [
    'on that path for another reason',
    {
      readings: [
        { ...reading, id: 'other' },
        { ...reading, cause: 'joined:y', endedAt: at },
      ],
    },
    [],
  ],
  [
    'of two that ended, the later goes on',
    {
      readings: [
        { ...reading, endedAt: after(9) },
        { ...reading, id: 'later', cause: 'joined:y', endedAt: at },
      ],
    },
    ['later'],
  ],
])('%s: goes on with %j, and starts nothing beside it', (_what, facts, expected) => {
  const { again, start } = plan(facts);
  expect([again, start]).toEqual([expected, []]);
});

const archived = successions.map((row) => ({ ...row, state: 'archived' }));
it.each<[string, Partial<Facts>, string[]]>([
  ['nothing is left to do on it', { readings: [reading], done: new Set(['r']) }, ['r']],
  [
    'its case is archived, long after its days',
    { successions: archived, readings: [{ ...theirs, startedOn: '2025-12-10' }] },
    ['r'],
  ],
  ['its case is archived on the day of the release', { successions: archived, readings: [theirs] }, []],
  ['its case goes on', { successions, readings: [{ ...theirs, startedOn: '2025-12-10' }] }, []],
])('%s: it ends for good: %j', (_what, facts, expected) => {
  expect(plan(facts)).toMatchObject({ finish: expected, end: [], start: [] });
});

it('who prepared by hand and then holds the position gets its path, once; who had done it already gets none', () => {
  const facts = { staff: [{ ...ming, positionKey: 'maintenance' }], readings: [assigned] };
  const moving = { ...facts, seats: new Map([['ming', 'production']]) };
  expect(plan(moving)).toMatchObject({
    ...{ finish: ['r'], end: [], start: [{ reason: 'moved', positionKey: 'maintenance' }] },
  });
  expect(plan({ ...moving, done: new Set(['r']) })).toMatchObject({ finish: ['r'], start: [] });
  const own = { ...assigned, id: 'own', reason: 'moved' as const, cause: `moved:${now.toISOString()}` };
  const readings = [{ ...assigned, endedAt: now, finishedAt: now }, own];
  const nothing = { start: [], again: [], end: [], finish: [], seats: [] };
  expect(plan({ ...facts, seats: new Map([['ming', 'maintenance']]), readings })).toEqual(nothing);
});

it('a path that was finished does not begin again', () => {
  const over = { endedAt: at, finishedAt: at };
  expect(
    plan({
      successions,
      readings: [
        { ...theirs, ...over },
        { ...reading, ...over },
      ],
    }),
  ).toMatchObject({
    ...{ start: [], again: [] },
  });
  // Nor for who moved into the position meanwhile.
  const facts = { staff: [{ ...ming, positionKey: 'maintenance' }], seats: new Map([['ming', 'production']]) };
  expect(plan({ ...facts, successions, readings: [theirs], done: new Set(['r']) })).toMatchObject({
    ...{ start: [], finish: ['r'], seats: [{ userId: 'ming', positionKey: 'maintenance' }] },
  });
});

it('moved into the position they take over: their own path begins when the case no longer has them on it', () => {
  const facts = { staff: [{ ...ming, positionKey: 'maintenance' }], seats: new Map([['ming', 'production']]) };
  const first = plan({ ...facts, successions, readings: [theirs] });
  expect(first).toMatchObject({ start: [], again: [], end: [], seats: [] });
  const second = plan({ ...facts, readings: [theirs] });
  expect(second.end).toEqual(['r']);
  expect(second.start.map(({ reason, positionKey }) => `${reason} ${positionKey}`)).toEqual(['moved maintenance']);
  expect(second.seats).toEqual([{ userId: 'ming', positionKey: 'maintenance' }]);
});

it('who prepared by hand gets the successor’s path once a case names them, and not each time anew', () => {
  const first = plan({ successions, readings: [assigned] });
  expect(first).toMatchObject({ finish: ['r'], end: [], start: [{ reason: 'successor', handoverId: 'case' }] });
  const before = { ...theirs, id: 'theirs', endedAt: at, finishedAt: at };
  expect(plan({ successions, readings: [before, assigned] })).toMatchObject({ finish: [], end: [], start: [] });
});

it('a successor’s path ends with the case that named them, not with a change of position', () => {
  expect(plan({ successions, readings: [theirs] })).toMatchObject({
    start: [],
    end: [],
  });
  expect(plan({ successions: [], readings: [theirs] }).end).toEqual(['r']);
});
