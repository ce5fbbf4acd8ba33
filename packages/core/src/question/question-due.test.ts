import { expect, it } from 'vitest';
import { officialCalendar } from '../calendar.ts';
import { questionDueAgain, questionDueOn } from './question-due.ts';

const calendar = officialCalendar();
const due = (askedOn: string, lastWorkingDay: string | null, answerDays = 3) =>
  questionDueOn(askedOn, { answerDays, lastWorkingDay, calendar });

it('somebody who stays has the company’s working days, over weekends and swapped days', () => {
  expect(due('2026-03-02', null)).toBe('2026-03-05');
  expect(due('2026-03-06', null)).toBe('2026-03-11');
  // 5 to 7 April 2026 rest.
  expect(due('2026-04-03', null, 1)).toBe(calendar.addWorkdays('2026-04-03', 1));
});

it('a leaver has them too, and never longer than the working day before the last', () => {
  expect(due('2026-03-02', '2026-03-31')).toBe('2026-03-05');
  expect(due('2026-03-27', '2026-03-31')).toBe('2026-03-30');
  expect(due('2026-03-02', '2026-03-03')).toBe('2026-03-02');
});

it('asked on the last day or after it, it is due at once, never in the past', () => {
  expect(due('2026-03-31', '2026-03-31')).toBe('2026-03-31');
  expect(due('2026-04-02', '2026-03-31')).toBe('2026-04-02');
});

it('a departure that moves brings the day along, and makes nothing overdue by that alone', () => {
  const today = '2026-03-10';
  expect(questionDueAgain('2026-03-12', { before: '2026-03-20', today })).toBe('2026-03-12');
  expect(questionDueAgain('2026-03-20', { before: '2026-03-12', today })).toBe('2026-03-20');
  expect(questionDueAgain('2026-03-06', { before: '2026-03-12', today })).toBe(today);
  expect(questionDueAgain('2026-03-03', { before: '2026-03-06', today })).toBe('2026-03-06');
});
