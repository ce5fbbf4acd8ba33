import type { TextKey } from './i18n/t.ts';

/** A text and its values, so that the rule stays pure and the page speaks. */
export type Words = { key: TextKey; values: Record<string, string | number> };
const DAY_MS = 86_400_000;
/** Mainland China has kept UTC+8 without summer time since 1992. */
const SHANGHAI_MS = 8 * 3_600_000;

/** The calendar day (`YYYY-MM-DD`, Asia/Shanghai) of an instant. */
export const shanghaiDay = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);

/** Calendar days from `from` to `to` (`YYYY-MM-DD` each); negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** A calendar day in words; the year only when it is not the year of `today`. */
export function dayWords(day: string, today: string): Words {
  const [year = '', month = '', date = ''] = day.split('-');
  const values = { year, month: Number(month), date: Number(date) };
  return { key: today.startsWith(year) ? 'date.day' : 'date.dayYear', values };
}

/** How soon something is due. Beyond two weeks a date says more than a count. */
export function dueWords(dueOn: string, today: string): Words & { day?: Words } {
  const days = daysBetween(today, dueOn);
  if (days < 0) return { key: 'due.overdue', values: { days: -days } };
  if (days === 0) return { key: 'due.today', values: {} };
  if (days === 1) return { key: 'due.tomorrow', values: {} };
  if (days <= 14) return { key: 'due.inDays', values: { days } };
  return { key: 'due.on', values: {}, day: dayWords(dueOn, today) };
}

/** Working days left until the last working day, as the server counted them. */
export function leftWords(daysLeft: number): Words {
  if (daysLeft === 0) return { key: 'left.today', values: {} };
  return daysLeft > 0
    ? { key: 'left.days', values: { days: daysLeft } }
    : { key: 'left.past', values: { days: -daysLeft } };
}

/** The clock time (`HH:mm`, Asia/Shanghai) of an ISO instant. */
export const shanghaiTime = (iso: string): string =>
  new Date(Date.parse(iso) + SHANGHAI_MS).toISOString().slice(11, 16);

/** An ISO instant as the value of a `datetime-local` field, in Asia/Shanghai; '' for none. */
export const toLocalField = (iso: string | null): string =>
  iso === null ? '' : new Date(Date.parse(iso) + SHANGHAI_MS).toISOString().slice(0, 16);

/** The other way; null for an empty field. */
export const fromLocalField = (value: string): string | null =>
  value === '' ? null : new Date(Date.parse(`${value}:00Z`) - SHANGHAI_MS).toISOString();
