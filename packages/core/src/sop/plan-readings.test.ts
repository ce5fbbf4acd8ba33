import { expect, it } from 'vitest';
import { planReadings } from './plan-readings.ts';

type Facts = Parameters<typeof planReadings>[0];
const now = new Date('2026-03-10T02:00:00.000Z');
const at = new Date('2026-03-09T02:00:00.000Z');
const old = new Date('2024-01-01T00:00:00.000Z');
const ming = { userId: 'ming', positionKey: 'production', since: old };
const plan = (facts: Partial<Facts>) =>
  planReadings(
    { staff: [ming], seats: new Map([['ming', 'production']]), presence: [], successions: [], readings: [], ...facts },
    now,
  );
const started = (facts: Partial<Facts>) =>
  plan(facts).start.map(({ reason, positionKey }) => `${reason} ${positionKey}`);
const back = { userId: 'ming', status: 'back', at };
const successions = [{ id: 'case', leaverId: 'zhang', successorId: 'ming', positionKey: 'maintenance' }];
const reading = {
  ...{ id: 'r', userId: 'ming', positionKey: 'production', reason: 'joined' as const, cause: 'joined:x' },
  ...{ handoverId: null, endedAt: null },
};

it.each<[string, Partial<Facts>, string[]]>([
  ['the first walk through the company', { seats: new Map() }, []],
  ['an event of somebody new', { staff: [{ ...ming, since: at }], presence: [back] }, ['joined production']],
  ['an event of somebody known for years', { presence: [back] }, []],
  ['hired back', { presence: [{ ...back, status: 'left', at: old }, back] }, ['joined production']],
  ['another position', { seats: new Map([['ming', 'quality']]) }, ['moved production']],
  ['named as successor', { successions }, ['successor maintenance']],
  ['a successor who has left', { staff: [], successions }, []],
  ['on that path already', { staff: [{ ...ming, since: at }], presence: [back], readings: [reading] }, []],
  [
    'that cause was followed before',
    { successions, readings: [{ ...reading, cause: 'successor:case', endedAt: at }] },
    [],
  ],
])('%s starts %j', (_what, facts, expected) => {
  expect(started(facts)).toEqual(expected);
});

it.each<[string, Partial<Facts>, string[]]>([
  ['nothing changed', {}, []],
  ['left', { staff: [] }, ['r']],
  ['has another position', { staff: [{ ...ming, positionKey: 'quality' }] }, ['r']],
])('%s ends %j', (_what, facts, expected) => {
  expect(plan({ readings: [reading], ...facts }).end).toEqual(expected);
});

it('a successor’s path ends with the case that named them, not with a change of position', () => {
  const theirs = { ...reading, positionKey: 'maintenance', reason: 'successor' as const, handoverId: 'case' };
  expect(plan({ successions, readings: [{ ...theirs, cause: 'successor:case' }] })).toMatchObject({
    start: [],
    end: [],
  });
  expect(plan({ successions: [], readings: [theirs] }).end).toEqual(['r']);
});
