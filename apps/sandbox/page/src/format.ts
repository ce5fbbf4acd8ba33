/** Times of the page: always the company's, Asia/Shanghai, whatever the browser's zone. */
const zone = 'Asia/Shanghai';
const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('zh-CN', { timeZone: zone, ...options });
const HM = of({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const MD = of({ month: 'numeric', day: 'numeric' });
const WEEKDAY = of({ weekday: 'short' });
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
const SECONDS = of({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** `09:05` */
export const hourMinute = (at: string | number | Date) => HM.format(new Date(at));
/** `11月23日` */
export const monthDay = (at: string | number | Date) =>
  MD.format(new Date(at)).replace('/', '月').replace(/日?$/, '日');
/** `周一` */
export const weekday = (at: string | number | Date) => WEEKDAY.format(new Date(at));
/** `2026-11-23`, the calendar day in Shanghai. */
export const calendarDay = (at: string | number | Date) => DAY.format(new Date(at));
/** `11月23日 09:05` */
export const dayAndTime = (at: string | number | Date) => `${monthDay(at)} ${hourMinute(at)}`;
/** `11月23日 09:05:07`, for logs. */
export const exactTime = (at: string | number | Date) => `${monthDay(at)} ${SECONDS.format(new Date(at))}`;

/** The moment of a wall-clock time in Shanghai (no summer time since 1991), as epoch ms. */
export const shanghai = (day: string, time: string) => Date.parse(`${day}T${time}:00+08:00`);

const DAY_MS = 86_400_000;
/** `YYYY-MM-DD` so many days later. */
export const addDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
