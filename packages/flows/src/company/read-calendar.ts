import { type Calendar, officialCalendar } from '@baton/core';
import { findSettings, type schema, type Tx } from '@baton/db';

export type CorpSettings = (typeof schema.corps.$inferSelect)['settings'];

type CompanyDays = { calendar: Calendar; settings: CorpSettings };

/** A transaction asks many times and must not change its mind in between. */
const asked = new WeakMap<Tx, Promise<CompanyDays>>();
/** Calendars by what they are made of: a setting that changes makes another one. */
const made = new Map<string, Calendar>();
const MOST_MADE = 50;

/**
 * The company's working calendar (the official one with its own exceptions) and its settings.
 * @throws Error when the corp was never seeded
 */
export function readCalendar(tx: Tx, corpId: string): Promise<CompanyDays> {
  const known = asked.get(tx) ?? read(tx, corpId);
  asked.set(tx, known);
  return known;
}

async function read(tx: Tx, corpId: string): Promise<CompanyDays> {
  const settings = await findSettings(tx, corpId);
  if (!settings) throw new Error('corp is not seeded');
  return { calendar: calendarOf(settings), settings };
}

function calendarOf({ extraWorkdays, extraHolidays }: CorpSettings): Calendar {
  const key = JSON.stringify([extraWorkdays, extraHolidays]);
  const calendar = made.get(key) ?? officialCalendar({ extraWorkdays, extraHolidays });
  if (made.size >= MOST_MADE) made.clear();
  made.set(key, calendar);
  return calendar;
}
