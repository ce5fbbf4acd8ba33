import { describe, expect, it } from 'vitest';
import { addDays, officialCalendar } from '../calendar.ts';
import { isImmediate, noticeOf, readOffset, resolveDue } from './due.ts';
import type { DueOffset } from './model.ts';

const calendar = officialCalendar();
/** A Monday; 20 working days later is Monday 2026-12-21. */
const startsOn = '2026-11-23';

describe('resolveDue', () => {
  it.each<[DueOffset, string, string]>([
    // full notice: offsets count as written
    ['T+2', '2026-12-21', '2026-11-25'],
    ['T+0', '2026-12-21', '2026-11-23'],
    ['L-5', '2026-12-21', '2026-12-14'],
    ['L', '2026-12-21', '2026-12-21'],
    ['L+1', '2026-12-21', '2026-12-22'],
    ['L-12', '2027-02-26', '2027-02-10'],
    // half the notice (10 working days): half the offset, rounded down
    ['L-5', '2026-12-07', '2026-12-03'],
    ['L-10', '2026-12-07', '2026-11-30'],
    ['L-1', '2026-12-07', '2026-12-07'],
    ['T+3', '2026-12-07', '2026-11-24'],
    ['L+7', '2026-12-07', '2026-12-16'], // never shrinks
    // one working day
    ['L-12', '2026-11-24', '2026-11-24'],
    ['T+3', '2026-11-24', '2026-11-23'],
    // leaves today
    ['L-5', '2026-11-23', '2026-11-23'],
    ['L', '2026-11-23', '2026-11-23'],
    ['L+1', '2026-11-23', '2026-11-24'],
    // already gone
    ['L-5', '2026-11-02', '2026-11-23'],
    ['L', '2026-11-02', '2026-11-23'],
    ['L+1', '2026-11-02', '2026-11-23'],
    // last working day on a Sunday: the Friday before
    ['L', '2026-12-20', '2026-12-18'],
    ['L+1', '2026-12-20', '2026-12-21'],
  ])('%s with last working day %s is due %s', (due, lastWorkingDay, expected) => {
    expect(resolveDue(due, { startsOn, lastWorkingDay, calendar })).toBe(expected);
  });

  it('works over the swapped weekends of the National Day', () => {
    const window = { startsOn: '2026-09-01', lastWorkingDay: '2026-10-12', calendar };
    expect(resolveDue('L-1', window)).toBe('2026-10-10'); // a worked Saturday
    expect(resolveDue('L-3', window)).toBe('2026-10-08');
    expect(resolveDue('L-4', window)).toBe('2026-09-30');
    expect(resolveDue('L', { ...window, lastWorkingDay: '2026-10-05' })).toBe('2026-09-30');
  });

  it('starting on a rest day means starting on the next working day', () => {
    expect(resolveDue('T+0', { startsOn: '2026-11-28', lastWorkingDay: '2027-01-29', calendar })).toBe('2026-11-30');
    expect(resolveDue('T+2', { startsOn: '2026-11-28', lastWorkingDay: '2027-01-29', calendar })).toBe('2026-12-02');
  });

  it('never before the start, never on a rest day, never after the last working day, for a year of starts and notices', () => {
    const offsets: DueOffset[] = ['T+0', 'T+2', 'T+3', 'L-12', 'L-7', 'L-1', 'L', 'L+1', 'L+7'];
    for (let start = 0; start < 365; start += 7) {
      const from = addDays('2026-01-01', start);
      for (const length of [-5, 0, 1, 3, 7, 13, 30, 60]) {
        const window = { startsOn: from, lastWorkingDay: addDays(from, length), calendar };
        for (const due of offsets) {
          const day = resolveDue(due, window);
          expect(day >= from && calendar.isWorkday(day), `${due} ${from} +${length} = ${day}`).toBe(true);
          const last = calendar.workdayFrom(length > 0 ? window.lastWorkingDay : from);
          if (!due.startsWith('L+')) expect(day <= last, `${due} ${from} +${length} = ${day}`).toBe(true);
        }
      }
    }
  });

  it.each([
    ['2026-11-23', 0, true],
    ['2026-11-02', 0, true],
    ['2026-11-24', 1, true],
    ['2026-11-26', 3, true],
    ['2026-11-27', 4, false],
    ['2026-11-29', 4, false],
    ['2026-12-21', 20, false],
  ])('leaving on %s is %i working days of notice', (lastWorkingDay, notice, immediate) => {
    expect(noticeOf({ startsOn, lastWorkingDay, calendar })).toBe(notice);
    expect(isImmediate({ startsOn, lastWorkingDay, calendar })).toBe(immediate);
  });

  it.each(['', 'T', 'T-1', 'L-', 'L+', 'X+1', 'L-1 ', 'T+2；L', 'L-1.5'])('refuses %j', (text) => {
    expect(() => readOffset(text)).toThrow(RangeError);
  });
});
