import { expect, test } from 'vitest';
import { addDays, calendarDay, dayAndTime, exactTime, hourMinute, monthDay, shanghai, weekday } from './format.ts';

test('times are the company’s, whatever the machine’s zone', () => {
  const at = '2026-11-23T16:05:07.000Z';
  expect([calendarDay(at), hourMinute(at), monthDay(at), weekday(at)]).toEqual([
    '2026-11-24',
    '00:05',
    '11月24日',
    '周二',
  ]);
  expect([dayAndTime(at), exactTime(at)]).toEqual(['11月24日 00:05', '11月24日 00:05:07']);
});

test('a wall-clock time in Shanghai is one moment, and days add up over months', () => {
  expect(new Date(shanghai('2026-11-24', '09:05')).toISOString()).toBe('2026-11-24T01:05:00.000Z');
  expect(addDays('2026-11-23', 30)).toBe('2026-12-23');
});
