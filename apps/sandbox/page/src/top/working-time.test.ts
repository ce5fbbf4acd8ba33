import { expect, test } from 'vitest';
import { nextMorning, restTime } from './working-time.ts';

test.each([
  ['a Tuesday before nine', '2026-11-24T00:59:00Z', 'night'],
  ['nine sharp', '2026-11-24T01:00:00Z', null],
  ['the evening, to the minute', '2026-11-24T12:00:00Z', 'night'],
  ['midnight', '2026-11-23T16:00:00Z', 'night'],
  ['Saturday noon', '2026-11-28T04:00:00Z', 'weekend'],
])('%s', (_, at, silent) => expect(restTime(at)).toBe(silent));

const hour = 3_600_000;
test.each([
  ['the same day when it is still night', '2026-11-23T17:48:00Z', 0, '2026-11-24T01:30:00.000Z'],
  ['the day after when a night has to lie between', '2026-11-23T17:48:00Z', 9 * hour, '2026-11-25T01:30:00.000Z'],
  ['tomorrow from that very moment on', '2026-11-24T01:30:00Z', 0, '2026-11-25T01:30:00.000Z'],
  ['Monday after a Friday evening', '2026-11-27T14:00:00Z', 0, '2026-11-30T01:30:00.000Z'],
])('the next morning is %s', (_, now, ahead, morning) =>
  expect(new Date(nextMorning(Date.parse(now), ahead)).toISOString()).toBe(morning),
);
