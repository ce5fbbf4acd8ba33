import { addDays, calendarDay, hourMinute, shanghai } from '../format.ts';

/** When the robot speaks, as the application has it at first (an admin may choose otherwise). */
export const SPEAKS = { from: '09:00', until: '20:00' } as const;

/** A little after the robot's daily round, so that what it says has arrived. */
const MORNING = '09:30';

/** Saturday and Sunday; swapped working days and holidays are the application's affair. */
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay());

/** Why the robot is silent at a moment: 'night', 'weekend', or null when it may speak. */
export function restTime(at: string | number): 'night' | 'weekend' | null {
  if (isWeekend(calendarDay(at))) return 'weekend';
  const time = hourMinute(at);
  return time < SPEAKS.from || time >= SPEAKS.until ? 'night' : null;
}

/**
 * The next morning of a weekday, at half past nine in Shanghai, at least so far ahead.
 * @param now epoch ms; `ahead` in ms, default none
 * @returns epoch ms
 */
export function nextMorning(now: number, ahead = 0): number {
  for (let day = calendarDay(now); ; day = addDays(day, 1)) {
    const morning = shanghai(day, MORNING);
    if (!isWeekend(day) && morning > now + ahead) return morning;
  }
}
