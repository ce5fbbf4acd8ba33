import { describe, expect, it } from 'vitest';
import { isCutOff, isCutoffTooEarly, moveCutoff } from './cutoff.ts';

const at = (instant: string) => new Date(instant);
const started = at('2026-03-02T02:00:00.000Z');

describe('isCutOff', () => {
  it.each([
    ['no cutoff', null, '2026-03-31', started, false],
    ['to the millisecond', '2026-03-31T10:00:00.000Z', '2026-03-31', started, true],
    ['a millisecond later', '2026-03-31T10:00:00.001Z', '2026-03-31', started, false],
    ['before the last working day', '2026-03-30T15:59:59.999Z', '2026-03-31', started, false],
    ['as the last working day begins in Shanghai', '2026-03-30T16:00:00.000Z', '2026-03-31', started, true],
    ['nobody named a last working day', '2026-03-20T10:00:00.000Z', null, started, true],
    ['never launched', '2026-03-31T10:00:00.000Z', '2026-03-31', null, false],
  ])('%s', (_, cutoff, lastWorkingDay, launchedAt, expected) => {
    const handover = { accessCutoffAt: cutoff ? at(cutoff) : null, lastWorkingDay, launchedAt };
    expect(isCutOff(handover, at('2026-03-31T10:00:00.000Z'))).toBe(expected);
  });
});

describe('moveCutoff', () => {
  it.each([
    ['later', '2026-03-31', '2026-04-01T10:00:00.000Z', '2026-04-30', '2026-05-01T10:00:00.000Z'],
    ['earlier', '2026-03-31', '2026-03-31T10:00:00.000Z', '2026-03-10', '2026-03-10T10:00:00.000Z'],
    ['not at all', '2026-03-31', '2026-03-31T10:00:00.000Z', '2026-03-31', '2026-03-31T10:00:00.000Z'],
    ['no day was known', null, '2026-03-31T10:00:00.000Z', '2026-03-31', '2026-03-31T10:00:00.000Z'],
    [
      'no day was known, and it is too early now',
      null,
      '2026-03-20T10:00:00.000Z',
      '2026-03-31',
      '2026-03-31T16:00:00.000Z',
    ],
    ['it was too early before', '2026-03-31', '2026-03-20T10:00:00.000Z', '2026-04-30', '2026-04-30T16:00:00.000Z'],
  ])('%s', (_, before, cutoff, now, expected) => {
    const moved = moveCutoff({ lastWorkingDay: before, accessCutoffAt: at(cutoff) }, now);
    expect(moved).toEqual(at(expected));
    expect(isCutoffTooEarly({ lastWorkingDay: now, accessCutoffAt: moved })).toBe(false);
  });

  it('without a cutoff, or without a day, there is nothing to move', () => {
    const accessCutoffAt = at('2026-03-31T10:00:00.000Z');
    expect(moveCutoff({ lastWorkingDay: '2026-03-31', accessCutoffAt: null }, '2026-04-30')).toBeNull();
    expect(moveCutoff({ lastWorkingDay: '2026-03-31', accessCutoffAt }, null)).toEqual(accessCutoffAt);
  });
});
