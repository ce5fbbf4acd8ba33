import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema/index.ts';

/** Queries run here, always inside {@link withCorp}. The same type on both engines. */
export type Tx = PgDatabase<PgQueryResultHKT, typeof schema>;

export type Engine = 'postgres' | 'pglite';

/** One connected database. Opaque to verbs: rows are reached through `withCorp`, never through `orm` directly. */
export type Database = {
  readonly engine: Engine;
  readonly orm: Tx;
  /** One statement, one round trip, prepared once per connection. @returns the rows it gives back */
  run(text: string, parameters: readonly (string | number | null)[]): Promise<readonly Record<string, unknown>[]>;
};

/** What `connect` gives: the database, how to bring its tables up to date, and how to let go of it. */
export type Connection = {
  db: Database;
  engine: Engine;
  /** Brings the schema up to date; safe when several processes start at once, and to run again. */
  migrate(): Promise<void>;
  /** Finishes what is in hand (5 seconds at most) and disconnects. */
  close(): Promise<void>;
};

/** The role every query runs as: no login, no superuser, bound by row-level security even if it owned the tables. */
export const APP_ROLE = 'baton_app';
