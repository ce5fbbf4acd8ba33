import { connectPglite } from './connect-pglite.ts';
import { connectPostgres } from './connect-postgres.ts';
import type { Database, Engine } from './database.ts';

/** What {@link connect} gives: the database, how to bring its tables up to date, and how to let go of it. */
export type Connection = {
  db: Database;
  engine: Engine;
  /** Brings the schema up to date; safe when several processes start at once, and to run again. */
  migrate(): Promise<void>;
  /** Finishes what is in hand (5 seconds at most) and disconnects. */
  close(): Promise<void>;
};

/**
 * Connects by URL. Call `migrate()` before the first query of a new database.
 * @param url `postgres://…` | `postgresql://…` | `pglite:<folder>` | `pglite:memory`
 * @param options.dump for `pglite:memory`: a data directory dumped by PGlite, loaded instead of an empty one
 * @param options.poolSize for PostgreSQL: connections at most (default 10)
 * @throws Error when the URL names no engine we know
 */
export async function connect(url: string, options: { dump?: Blob; poolSize?: number } = {}): Promise<Connection> {
  if (/^postgres(ql)?:\/\//.test(url)) return connectPostgres(url, options.poolSize ?? 10);
  if (url.startsWith('pglite:')) return connectPglite(url.slice('pglite:'.length), options.dump);
  throw new Error('DATABASE_URL must start with postgres://, postgresql:// or pglite:');
}
