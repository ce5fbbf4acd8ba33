import { sql } from 'drizzle-orm';
import { text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The DingTalk corp a row belongs to; row-level security compares it with `app.corp_id`. */
export const corpId = () => text('corp_id').notNull();
export const id = () => uuid('id').notNull().defaultRandom();
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const createdAt = () => instant('created_at').notNull().default(sql`now()`);
