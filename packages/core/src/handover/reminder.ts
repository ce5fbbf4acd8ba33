import { atLocal, type Calendar, localDay, localTime } from '../calendar.ts';

/** When a company wants to hear from us; local times `HH:mm` in Asia/Shanghai. Quiet hours may cross midnight. */
export type ReminderSettings = { quietFrom: string; quietUntil: string; digestAt: string };

/** Who else is told when an item stays overdue. */
export type Escalation = 'manager' | 'managers_manager' | 'hr';

/** Working days before the due day on which a reminder goes out. 0 is the due day itself. */
const LADDER = [7, 3, 1, 0] as const;

/** Overdue working days from which the next one up is told too: two to mend it alone, then a level every two days. */
export const ESCALATION: readonly { afterDays: number; to: Escalation }[] = [
  { afterDays: 2, to: 'manager' },
  { afterDays: 4, to: 'managers_manager' },
  { afterDays: 6, to: 'hr' },
];

/** A rung names its due day, so that a date changed and changed back never repeats one: `2026-11-30/D-3`. */
export type Rung = { rung: string; dueAt: Date };

/** What a stored rung means. `overdueDays` is 0 up to the due day; `step` is D-7, D-3, D-1, D0, O1, O2 … */
export function readRung(rung: string): { dueOn: string; step: string; overdueDays: number; escalateTo: Escalation[] } {
  const [dueOn = '', step = ''] = rung.split('/');
  const overdueDays = step.startsWith('O') ? Number(step.slice(1)) : 0;
  const escalateTo = ESCALATION.filter(({ afterDays }) => overdueDays >= afterDays).map(({ to }) => to);
  return { dueOn, step, overdueDays, escalateTo };
}

/** Days ahead of the due day: the digest of the day before says as much. */
export const isEarlyRung = (rung: string): boolean => ['D-7', 'D-3'].includes(readRung(rung).step);

/**
 * The next reminder of an open item: D-7, D-3, D-1, D0, then every working day it is overdue. Days are working days.
 * Reminders that were missed (clock stopped, date moved) collapse into the latest one, sent at the next allowed
 * moment; a rung planned before the item was issued is not made up for.
 * @param sentRungs rungs of any due day already sent
 * @param issuedAt when the item reached whoever has to act; undefined plans from the whole ladder
 * @returns `dueAt` on a working day, outside quiet hours: at `digestAt`, or `now` when late
 */
export function nextRung(input: {
  dueOn: string;
  sentRungs: readonly string[];
  now: Date;
  calendar: Calendar;
  settings: ReminderSettings;
  issuedAt?: Date;
}): Rung {
  const { dueOn, now, calendar, settings } = input;
  const sent = sentSteps(input.sentRungs, dueOn);
  const floor = Math.max(sent, input.issuedAt ? lastStepBefore(input.issuedAt, input) : Number.NEGATIVE_INFINITY);
  const reached = lastStepBefore(now, input);
  if (reached > floor) {
    // By the time it may be sent, the next step may have been reached as well: that one replaces it.
    const dueAt = nextSendingTime(now, calendar, settings);
    return { rung: nameOf(dueOn, lastStepBefore(dueAt, input)), dueAt };
  }
  const step = stepAfter(Math.max(floor, reached));
  return { rung: nameOf(dueOn, step), dueAt: atLocal(calendar.addWorkdays(dueOn, step), digestTime(settings)) };
}

/** Whether a reminder may go out at this moment: a working day, outside quiet hours, not before the digest. */
export function isSendingTime(now: Date, calendar: Calendar, settings: ReminderSettings): boolean {
  const time = localTime(now);
  return calendar.isWorkday(localDay(now)) && time >= digestTime(settings) && !isQuiet(time, settings);
}

/** The first allowed moment at or after `now`. */
export function nextSendingTime(now: Date, calendar: Calendar, settings: ReminderSettings): Date {
  const today = localDay(now);
  const later = [now, atLocal(today, digestTime(settings)), atLocal(today, settings.quietUntil)]
    .filter((at) => at >= now && isSendingTime(at, calendar, settings))
    .toSorted((a, b) => a.getTime() - b.getTime());
  return later[0] ?? atLocal(calendar.addWorkdays(today, 1), digestTime(settings));
}

/** Steps are working days relative to the due day: -7, -3, -1, 0, 1, 2 … */
const stepAfter = (step: number): number => LADDER.map((n) => 0 - n).find((rung) => rung > step) ?? step + 1;

/** The last step whose planned moment is at or before `instant`; -Infinity when none is. */
function lastStepBefore(
  instant: Date,
  { dueOn, calendar, settings }: { dueOn: string; calendar: Calendar; settings: ReminderSettings },
): number {
  const today = localDay(instant);
  const isPast = (day: string) => atLocal(day, digestTime(settings)) <= instant;
  const overdue = calendar.workdaysBetween(dueOn, today);
  if (overdue > 0) {
    const todayCounts = !calendar.isWorkday(today) || isPast(today);
    const step = todayCounts ? overdue : overdue - 1;
    if (step > 0) return step;
  }
  return (
    LADDER.map((n) => 0 - n).findLast((step) => isPast(calendar.addWorkdays(dueOn, step))) ?? Number.NEGATIVE_INFINITY
  );
}

function sentSteps(sentRungs: readonly string[], dueOn: string): number {
  const steps = sentRungs
    .map(readRung)
    .filter((rung) => rung.dueOn === dueOn)
    .map(({ step }) => (step.startsWith('O') ? Number(step.slice(1)) : 0 - Number(step.replace(/^D-?/, ''))));
  return Math.max(Number.NEGATIVE_INFINITY, ...steps);
}

const nameOf = (dueOn: string, step: number): string =>
  `${dueOn}/${step > 0 ? `O${step}` : step === 0 ? 'D0' : `D${step}`}`;

const isQuiet = (time: string, { quietFrom, quietUntil }: ReminderSettings): boolean =>
  quietFrom <= quietUntil ? quietFrom <= time && time < quietUntil : time >= quietFrom || time < quietUntil;

/** A digest time inside the quiet hours is a contradiction; the quiet hours win. */
const digestTime = (settings: ReminderSettings): string =>
  isQuiet(settings.digestAt, settings) ? settings.quietUntil : settings.digestAt;
