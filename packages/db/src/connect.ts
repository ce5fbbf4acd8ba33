import { connectPglite } from './connect-pglite.ts';
import { connectPostgres } from './connect-postgres.ts';
import type { Connection } from './database.ts';

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
