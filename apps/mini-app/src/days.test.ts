import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  dayWords,
  dueWords,
  fromLocalField,
  leftWords,
  shanghaiDay,
  shanghaiTime,
  toLocalField,
} from './days.ts';

describe('days in words', () => {
  const today = '2026-11-23';
  it.each([
    ['2026-11-21', 'due.overdue', { days: 2 }],
    ['2026-11-22', 'due.overdue', { days: 1 }],
    ['2026-11-23', 'due.today', {}],
    ['2026-11-24', 'due.tomorrow', {}],
    ['2026-11-25', 'due.inDays', { days: 2 }],
    ['2026-12-07', 'due.inDays', { days: 14 }],
    ['2026-12-08', 'due.on', {}],
  ])('%s reads %s', (dueOn, key, values) => {
    expect(dueWords(dueOn, today)).toMatchObject({ key, values });
  });

  it('names the year only when it differs', () => {
    expect(dayWords('2026-12-08', today)).toEqual({ key: 'date.day', values: { year: '2026', month: 12, date: 8 } });
    expect(dayWords('2027-01-05', today).key).toBe('date.dayYear');
  });

  it.each([
    [3, 'left.days', { days: 3 }],
    [0, 'left.today', {}],
    [-2, 'left.past', { days: 2 }],
  ])('%i working days left', (daysLeft, key, values) => {
    expect(leftWords(daysLeft)).toEqual({ key, values });
  });

  it('counts across months, years and leap days', () => {
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-11-23', '2026-11-20')).toBe(-3);
  });
});

describe('Shanghai', () => {
  it('is a day ahead of UTC from 16:00 on', () => {
    expect(shanghaiDay(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
    expect(shanghaiDay(new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24');
    expect(shanghaiTime('2026-11-23T16:05:00.000Z')).toBe('00:05');
  });

  it('takes a local field there and back', () => {
    expect(toLocalField('2026-12-18T10:00:00.000Z')).toBe('2026-12-18T18:00');
    expect(fromLocalField('2026-12-18T18:00')).toBe('2026-12-18T10:00:00.000Z');
    expect(fromLocalField(toLocalField('2026-12-31T17:30:00.000Z'))).toBe('2026-12-31T17:30:00.000Z');
    expect([toLocalField(null), fromLocalField('')]).toEqual(['', null]);
  });
});
