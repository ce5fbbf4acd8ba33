import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, instant } from './columns.ts';

/** One company. The only table without row-level security: sweeps walk it. Holds no secret. */
export const corps = pgTable('corps', {
  corpId: text('corp_id').primaryKey(),
  name: text('name').notNull().default(''),
  settings: jsonb('settings').$type<CorpSettings>().notNull(),
  createdAt: createdAt(),
  /** Last complete directory walk; null until the first. */
  directorySyncedAt: instant('directory_synced_at'),
});

export type CorpSettings = {
  /** Quiet hours, local time `HH:mm`. */
  quietFrom: string;
  quietUntil: string;
  /** When the daily digest goes out, local time, never at the top of the hour. */
  digestAt: string;
  /** `YYYY-MM-DD` the company works or rests against the official calendar. */
  extraWorkdays: string[];
  extraHolidays: string[];
  monthlyCallLimit: number;
  /** Working days within which a question is to be answered; default core's `ANSWER_DAYS`. */
  answerDays?: number;
};
