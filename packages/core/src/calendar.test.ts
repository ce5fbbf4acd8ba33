import { describe, expect, it } from 'vitest';
import {
  addDays,
  atLocal,
  calendarKnows,
  daysBetween,
  isDay,
  isWithinReach,
  localDay,
  localTime,
  officialCalendar,
} from './calendar.ts';

const calendar = officialCalendar();
const everyDay = (year: number): string[] =>
  Array.from({ length: daysBetween(`${year}-01-01`, `${year + 1}-01-01`) }, (_, n) => addDays(`${year}-01-01`, n));
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** From the text of the notices: weekdays that rest, weekends that work. Every other day follows the week. */
const NOTICES = {
  2024: {
    rests:
      '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07',
    works: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  2025: {
    rests:
      '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
    works: '01-26 02-08 04-27 09-28 10-11',
  },
  2026: {
    rests:
      '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    works: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
};

describe('official working calendar', () => {
  it.each(Object.entries(NOTICES))(
    '%s: exactly the days of the notice differ from Monday to Friday',
    (year, notice) => {
      const days = everyDay(Number(year));
      const isWeekend = (day: string) => weekday(day) === 0 || weekday(day) === 6;
      const short = (list: string[]) => list.map((day) => day.slice(5)).join(' ');
      expect(short(days.filter((day) => !isWeekend(day) && !calendar.isWorkday(day)))).toBe(notice.rests);
      expect(short(days.filter((day) => isWeekend(day) && calendar.isWorkday(day)))).toBe(notice.works);
    },
  );

  it('falls back to Monday to Friday without a notice, less the holidays the law dates, and says so', () => {
    const odd = everyDay(2031).filter((day) => calendar.isWorkday(day) !== (weekday(day) !== 0 && weekday(day) !== 6));
    expect(odd).toEqual(['2031-01-01', '2031-05-01', '2031-05-02', '2031-10-01', '2031-10-02', '2031-10-03']);
    expect([2023, 2024, 2025, 2026, 2027].map(calendarKnows)).toEqual([false, true, true, true, false]);
  });

  it('lets a company work and rest against it', () => {
    const own = officialCalendar({
      extraWorkdays: ['2026-02-20', '2026-11-28'],
      extraHolidays: ['2026-11-23', '2026-02-14', '2026-11-28'],
    });
    expect(own.isWorkday('2026-02-20')).toBe(true); // official holiday
    expect(own.isWorkday('2026-11-23')).toBe(false); // a Monday
    expect(own.isWorkday('2026-02-14')).toBe(false); // officially worked Saturday
    expect(own.isWorkday('2026-11-28')).toBe(true); // named as both: work wins
  });

  it.each([
    ['2026-09-18', 1, '2026-09-20'], // Friday, then the Sunday worked for the National Day
    ['2026-09-24', 1, '2026-09-28'], // over 中秋节
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-08', -1, '2026-09-30'],
    ['2026-10-09', 1, '2026-10-10'], // worked Saturday
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-10-03', 0, '2026-10-03'], // zero moves nothing, even off a rest day
    ['2026-10-03', -1, '2026-09-30'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2026-11-23', 20, '2026-12-21'],
  ])('addWorkdays(%s, %i) is %s', (day, n, expected) => {
    expect(calendar.addWorkdays(day, n)).toBe(expected);
  });

  it('counts back what it adds, in both directions', () => {
    for (const day of everyDay(2026)) {
      for (const n of [1, 5, 20]) {
        expect(calendar.workdaysBetween(day, calendar.addWorkdays(day, n))).toBe(n);
      }
      const from = calendar.workdayFrom(day);
      expect(from >= day && calendar.isWorkday(from) && calendar.workdaysBetween(day, from) <= 1).toBe(true);
      const until = calendar.workdayUntil(day);
      expect(until <= day && calendar.isWorkday(until) && calendar.workdaysBetween(until, day) === 0).toBe(true);
    }
    expect(calendar.workdaysBetween('2026-10-08', '2026-09-30')).toBe(-1);
  });

  it('refuses a calendar in which nobody ever works', () => {
    const never = officialCalendar({ extraHolidays: [2030, 2031, 2032].flatMap(everyDay) });
    expect(() => never.addWorkdays('2030-06-01', 1)).toThrow(RangeError);
  });
});

describe('days in Asia/Shanghai', () => {
  it.each([
    ['2026-11-23T15:59:59.999Z', '2026-11-23', '23:59'],
    ['2026-11-23T16:00:00.000Z', '2026-11-24', '00:00'],
    ['2026-06-30T16:00:00.000Z', '2026-07-01', '00:00'], // no daylight saving
  ])('%s is %s %s', (instant, day, time) => {
    expect(localDay(new Date(instant))).toBe(day);
    expect(localTime(new Date(instant))).toBe(time);
    expect(localDay(atLocal(day, time))).toBe(day);
  });

  it('turns a local time into an instant', () => {
    expect(atLocal('2026-11-24', '09:40').toISOString()).toBe('2026-11-24T01:40:00.000Z');
  });

  it.each([
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-2-1', false],
    ['', false],
  ])('isDay(%s) is %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  it('counts between any two days as a walk does, across years with and without a notice', () => {
    const own = officialCalendar({ extraWorkdays: ['2026-03-07', '2027-05-01'], extraHolidays: ['2026-03-09'] });
    const days = [
      ...everyDay(2026).filter((_, n) => n % 9 === 0),
      '2023-04-30',
      '2027-10-03',
      '1969-12-30',
      '2024-02-29',
    ];
    for (const a of ['2025-12-31', '2026-03-06', '2027-01-02', '1969-12-26']) {
      for (const b of days) {
        const [first, last] = a < b ? [a, b] : [b, a];
        const walked = Array.from({ length: daysBetween(first, last) }, (_, n) => addDays(first, n + 1));
        const count = walked.filter((day) => own.isWorkday(day)).length;
        expect(own.workdaysBetween(a, b), `${a} to ${b}`).toBe(a < b ? count : 0 - count);
      }
    }
  });

  it('is not kept busy by a year somebody mistyped', () => {
    const walks = officialCalendar();
    // A walk over three million days takes seconds each time: the test would run out of its own.
    for (let n = 0; n < 20; n++) walks.workdaysBetween('2026-03-02', '9999-12-31');
    expect(walks.workdaysBetween('2026-03-02', '9999-12-31')).toBe(-walks.workdaysBetween('9999-12-31', '2026-03-02'));
  });
});

it('a departure is about a day within two years', () => {
  const near = (day: string) => isWithinReach(day, '2026-03-02');
  expect(['2024-03-02', '2026-03-02', '2028-03-01'].map(near)).toEqual([true, true, true]);
  expect(['2023-03-02', '2028-03-04', '9999-12-31', '0026-03-02', '2026-02-30', ''].map(near)).toEqual(
    Array(6).fill(false),
  );
});
