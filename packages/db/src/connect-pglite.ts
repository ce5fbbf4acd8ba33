import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { APP_ROLE, type Connection, type Database, type Tx } from './database.ts';
import { holdFolder } from './hold-folder.ts';
import { assertBound, MIGRATIONS_FOLDER } from './migrations.ts';
import { preparePglite } from './prepare-pglite.ts';
import * as schema from './schema/index.ts';

/**
 * PostgreSQL in WASM: one connection, so transactions queue up behind each other inside PGlite. Whoever asks for a
 * second one while holding the first would wait for ever; `withCorp` refuses that.
 * Two processes on one folder would write over each other's pages without a word: the second one is refused.
 * @param folder where it persists, or `memory`
 * @param dump a dumped data directory to start from
 * @throws Error for people, when somebody else uses the folder
 */
export async function connectPglite(folder: string, dump?: Blob): Promise<Connection> {
  if (folder === 'memory') return open(folder, dump);
  const release = holdFolder(folder);
  try {
    const connection = await open(folder, dump);
    return { ...connection, close: () => connection.close().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}

async function open(folder: string, dump?: Blob): Promise<Connection> {
  const client = await PGlite.create({
    ...(folder === 'memory' ? {} : { dataDir: folder }),
    ...(dump ? { loadDataDir: dump } : {}),
  });
  const orm = drizzle(preparePglite(client), { schema });
  const db: Database = {
    engine: 'pglite',
    orm,
    run: async (text, parameters) => (await client.query<Record<string, unknown>>(text, [...parameters])).rows,
  };
  await becomeAppRole(orm);
  return {
    db,
    engine: 'pglite',
    migrate: async () => {
      await orm.execute(sql`reset role`);
      await migrate(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
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
