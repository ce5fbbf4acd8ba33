import { OFFICIAL_YEARS } from './official-years.ts';

/**
 * The working calendar of mainland China. Days are `YYYY-MM-DD` in Asia/Shanghai, which has been UTC+8 without
 * daylight saving since 1992; the host's time zone never matters. See docs/decisions/0002-own-calendar-table.md.
 */
export type Calendar = {
  isWorkday(day: string): boolean;
  /** The nth working day after `day` (before it when n is negative); n = 0 gives `day` itself, working or not. */
  addWorkdays(day: string, n: number): string;
  /** Working days after `a` up to and including `b`; negative when `b` lies before `a`. */
  workdaysBetween(a: string, b: string): number;
  /** `day` if it is a working day, else the first one after it. */
  workdayFrom(day: string): string;
  /** `day` if it is a working day, else the last one before it. */
  workdayUntil(day: string): string;
};

/** Days on which the company works or rests against the official calendar. */
export type CalendarOverrides = { extraWorkdays: readonly string[]; extraHolidays: readonly string[] };

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The holidays the law ties to a date of the solar calendar: true in every year, notice or not. */
const FIXED_HOLIDAYS = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** Calendar days, not working days. @returns `YYYY-MM-DD` */
export const addDays = (day: string, n: number): string => fromIndex(toIndex(day) + n);

/** Calendar days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: string, b: string): number => toIndex(b) - toIndex(a);

/** The day in Asia/Shanghai on which an instant falls. */
export const localDay = (instant: Date): string => new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** The wall clock in Asia/Shanghai. @returns `HH:mm` */
export const localTime = (instant: Date): string => new Date(instant.getTime() + OFFSET_MS).toISOString().slice(11, 16);

/** The instant at which clocks in Asia/Shanghai show `time` (`HH:mm`) on `day`. */
export const atLocal = (day: string, time: string): Date => new Date(`${day}T${time}:00.000+08:00`);

/** True for a day that exists, written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && fromIndex(toIndex(text)) === text;

/** Two years: no departure is planned or told further from its day; a year mistyped is. */
const REACH_DAYS = 731;

/** True for a day that a departure can be about when it is spoken of on `today`: at most two years away, either way. */
export const isWithinReach = (day: string, today: string): boolean =>
  isDay(day) && Math.abs(daysBetween(today, day)) <= REACH_DAYS;

/** Whether the State Council's notice for that year is in our table; else weekends and fixed holidays rest. */
export const calendarKnows = (year: number): boolean => year in OFFICIAL_YEARS;

/**
 * The official calendar with the company's own days laid over it.
 * @param overrides `extraWorkdays` win over everything, `extraHolidays` over the official calendar.
 */
export function officialCalendar(overrides?: Partial<CalendarOverrides>): Calendar {
  const worked = new Set(overrides?.extraWorkdays);
  const rested = new Set(overrides?.extraHolidays);
  const isWorkday = (day: string): boolean =>
    worked.has(day) || (!rested.has(day) && (swapped(day) ?? isPlainWorkday(day)));

  const walk = (day: string, step: 1 | -1): string => {
    let index = toIndex(day) + step;
    // A company that rests for a year has a wrong setting; stop rather than spin.
    for (const limit = index + step * 400; index !== limit; index += step) {
      if (isWorkday(fromIndex(index))) return fromIndex(index);
    }
    throw new RangeError(`no working day within 400 days of ${day}`);
  };
  const addWorkdays = (day: string, n: number): string => {
    let at = day;
    for (let left = Math.abs(n); left > 0; left--) at = walk(at, n > 0 ? 1 : -1);
    return at;
  };
  // Whole weeks by arithmetic, then the days that differ from the week: a date centuries away costs no more than its years.
  const workdaysBetween = (a: string, b: string): number => {
    if (b < a) return -workdaysBetween(b, a);
    const odd = [...oddDays(Number(a.slice(0, 4)), Number(b.slice(0, 4))), ...worked, ...rested];
    const within = [...new Set(odd)].filter((day) => a < day && day <= b);
    const swaps = within.map((day) => Number(isWorkday(day)) - Number(isPlainWorkday(day)));
    return plainWorkdaysUntil(b) - plainWorkdaysUntil(a) + swaps.reduce((sum, swap) => sum + swap, 0);
  };
  // A checklist asks the same few questions for each of its lines.
  return {
    isWorkday,
    addWorkdays: remembering(addWorkdays),
    workdaysBetween: remembering(workdaysBetween),
    workdayFrom: (day) => (isWorkday(day) ? day : walk(day, 1)),
    workdayUntil: (day) => (isWorkday(day) ? day : walk(day, -1)),
  };
}

const MOST_REMEMBERED = 10_000;

/** The same function of a day and one thing more, which works every answer out once. */
function remembering<B extends string | number, R>(work: (day: string, other: B) => R): (day: string, other: B) => R {
  const answers = new Map<string, R>();
  return (day, other) => {
    const question = `${day} ${other}`;
    const known = answers.get(question);
    if (known !== undefined) return known;
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    const answer = work(day, other);
    answers.set(question, answer);
    return answer;
  };
}

const toIndex = (day: string): number => Math.round(Date.parse(`${day}T00:00:00.000Z`) / DAY_MS);
const fromIndex = (index: number): string => new Date(index * DAY_MS).toISOString().slice(0, 10);

/** What the year's notice says of a day: works, rests, or (undefined) nothing. */
function swapped(day: string): boolean | undefined {
  const year = OFFICIAL_YEARS[Number(day.slice(0, 4))];
  const date = day.slice(5);
  if (!year) return FIXED_HOLIDAYS.has(date) ? false : undefined;
  if (year.works.includes(date)) return true;
  return year.rests.some(([first, last]) => first <= date && date <= last) ? false : undefined;
}

/** Every day of some years on which the calendar may differ from Monday to Friday. */
function oddDays(from: number, to: number): string[] {
  const days: string[] = [];
  for (let year = from; year <= to; year++) {
    const notice = OFFICIAL_YEARS[year];
    const dates = notice
      ? [...notice.works, ...notice.rests.flatMap(([first, last]) => stretch(year, first, last))]
      : FIXED_HOLIDAYS;
    for (const date of dates) days.push(`${String(year).padStart(4, '0')}-${date}`);
  }
  return days;
}

function stretch(year: number, first: string, last: string): string[] {
  const length = daysBetween(`${year}-${first}`, `${year}-${last}`) + 1;
  return Array.from({ length }, (_, n) => addDays(`${year}-${first}`, n).slice(5));
}

/** Mondays to Fridays from Monday, 1969-12-29, up to and including `day`; negative before. */
function plainWorkdaysUntil(day: string): number {
  const n = toIndex(day) + 3;
  const weeks = Math.floor(n / 7);
  return weeks * 5 + Math.min(n - weeks * 7 + 1, 5);
}

function isPlainWorkday(day: string): boolean {
  const weekday = new Date(toIndex(day) * DAY_MS).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
