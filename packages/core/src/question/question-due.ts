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
