import type { Calendar } from '../calendar.ts';
import type { DueOffset } from './model.ts';

/** A case with fewer working days than this between start and last working day has its offsets scaled down. */
export const FULL_NOTICE = 20;
/** Up to this many working days (probation, 即时离职) only ★ items are issued to the leaver. */
export const IMMEDIATE_NOTICE = 3;

/** When a case starts and ends; days in Asia/Shanghai. */
export type DueWindow = { startsOn: string; lastWorkingDay: string; calendar: Calendar };

/** Working days of notice: after the start, up to and including the last working day; never negative. */
export const noticeOf = ({ startsOn, lastWorkingDay, calendar }: DueWindow): number =>
  Math.max(0, calendar.workdaysBetween(startsOn, lastWorkingDay));

/** Whether the leaver has so little time that ● and ○ items go to the manager instead. */
export const isImmediate = (window: DueWindow): boolean => noticeOf(window) <= IMMEDIATE_NOTICE;

/** @throws RangeError when the text is no offset */
export function readOffset(due: string): { from: 'T' | 'L'; n: number } {
  const parts = /^(?:(T)\+(\d{1,3})|(L)(?:([+-])(\d{1,3}))?)$/.exec(due);
  if (!parts) throw new RangeError(`not an offset: ${due}`);
  if (parts[1]) return { from: 'T', n: Number(parts[2]) };
  return { from: 'L', n: parts[4] === '-' ? -Number(parts[5]) : Number(parts[5] ?? 0) };
}

/**
 * The calendar day of an offset. With less than 20 working days of notice `T+n` and `L-n` shrink to
 * `n × notice / 20`, rounded down; `L+n` never shrinks. The day is always a working day and never before the start:
 * when the last working day is already past, what was due before it is due at the start.
 * @returns `YYYY-MM-DD`
 */
export function resolveDue(due: DueOffset, window: DueWindow): string {
  const { calendar } = window;
  const { from, n } = readOffset(due);
  const first = calendar.workdayFrom(window.startsOn);
  const last = calendar.workdayUntil(window.lastWorkingDay);
  if (from === 'L' && n > 0) return later(first, calendar.addWorkdays(window.lastWorkingDay, n));
  const shrunk = Math.floor((Math.abs(n) * Math.min(noticeOf(window), FULL_NOTICE)) / FULL_NOTICE);
  const day = from === 'T' ? calendar.addWorkdays(first, shrunk) : calendar.addWorkdays(last, -shrunk);
  return later(first, day);
}

const later = (a: string, b: string): string => (a > b ? a : b);
