import type { Calendar } from '../calendar.ts';

/**
 * When a question is to be answered: within the company's working days, and of somebody who leaves a working day before
 * their last at the latest. Never before the day it was asked.
 * @param facts.lastWorkingDay of the leaver it waits for; null when it waits for somebody who stays
 */
export function questionDueOn(
  askedOn: string,
  facts: { answerDays: number; lastWorkingDay: string | null; calendar: Calendar },
): string {
  const { answerDays, lastWorkingDay, calendar } = facts;
  const usual = calendar.addWorkdays(askedOn, answerDays);
  if (lastWorkingDay === null) return usual;
  const latest = calendar.addWorkdays(lastWorkingDay, -1);
  if (latest >= usual) return usual;
  return latest < askedOn ? askedOn : latest;
}

/**
 * The day of a question whose departure started or moved: what it would have been, only no day that passes by the change
 * itself. What is overdue stays as late as it was.
 */
export function questionDueAgain(due: string, { before, today }: { before: string; today: string }): string {
  if (due >= today) return due;
  return before < today ? before : today;
}
