import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { APP_ROLE, type Connection, type Database, type Tx } from './database.ts';
import { assertBound, MIGRATIONS_FOLDER } from './migrations.ts';
import * as schema from './schema/index.ts';

/**
 * PostgreSQL in WASM: one connection, so transactions queue up behind each other inside PGlite. Whoever asks for a
 * second one while holding the first would wait for ever; `withCorp` refuses that.
 * @param folder where it persists, or `memory`
 * @param dump a dumped data directory to start from
 */
export async function connectPglite(folder: string, dump?: Blob): Promise<Connection> {
  const client = await PGlite.create({
    ...(folder === 'memory' ? {} : { dataDir: folder }),
    ...(dump ? { loadDataDir: dump } : {}),
  });
  const orm = drizzle(client, { schema });
  const db: Database = {
    engine: 'pglite',
    orm,
    run: async (text, parameters) => {
      const { rows, affectedRows } = await client.query(text, [...parameters]);
      return affectedRows ?? rows.length;
    },
  };
  await becomeAppRole(orm);
  return {
    db,
    engine: 'pglite',
    migrate: async () => {
      await orm.execute(sql`reset role`);
      await migrate(orm, { migrationsFolder: MIGRATIONS_FOLDER });
      await becomeAppRole(orm);
      await assertBound(orm);
    },
    close: () => client.close(),
  };
}

/** A database that was never migrated has no application role yet, and no tables either. */
async function becomeAppRole(orm: Tx): Promise<void> {
  const known = await orm.execute(sql`select 1 from pg_roles where rolname = ${APP_ROLE}`);
  if ((known as unknown as { rows: unknown[] }).rows.length > 0) {
    await orm.execute(sql`set role ${sql.identifier(APP_ROLE)}`);
  }
}
