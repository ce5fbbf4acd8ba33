import { dayWords, dueWords, leftWords, shanghaiDay, shanghaiTime } from './days.ts';
import { t } from './i18n/t.ts';
import { serverDay } from './server-day.ts';

/** Today in Asia/Shanghai by the server's clock; by this device's, which may be wrong, until the server has spoken. */
export const today = (): string => serverDay() ?? shanghaiDay(new Date());

/** `12月18日`, with the year when it is another one. */
export function sayDay(day: string, now: string = today()): string {
  const { key, values } = dayWords(day, now);
  return t(key, values);
}

/** `今天截止`, `还有 3 天`, `逾期 2 天`, `12月18日 截止`. */
export function sayDue(dueOn: string, now: string = today()): string {
  const { key, values, day } = dueWords(dueOn, now);
  return t(key, day ? { ...values, day: t(day.key, day.values) } : values);
}

export function sayLeft(daysLeft: number): string {
  const { key, values } = leftWords(daysLeft);
  return t(key, values);
}

/** `12月18日 18:00` in Asia/Shanghai. */
export const sayTime = (iso: string): string =>
  t('date.time', { day: sayDay(shanghaiDay(new Date(iso))), time: shanghaiTime(iso) });
