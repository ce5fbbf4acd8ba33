import { sql as statement } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { APP_ROLE, type Connection, type Database } from './database.ts';
import { assertBound, MIGRATIONS_FOLDER, MIGRATIONS_LOCK } from './migrations.ts';
import { prepareStatements } from './prepare-statements.ts';
import * as schema from './schema/index.ts';

/** PostgreSQL 14 or newer. Every pooled connection starts as the application role, before its first query. */
export function connectPostgres(url: string, poolSize: number): Connection {
  const client = postgres(url, {
    max: poolSize,
    onnotice: () => {},
    connection: { application_name: 'baton', role: APP_ROLE, idle_in_transaction_session_timeout: 60_000 },
  });
  const orm = drizzle(prepareStatements(client), { schema });
  const db: Database = {
    engine: 'postgres',
    orm,
    // A tagged template or `unsafe` with prepare: the statement is parsed once per connection.
    run: (text, parameters) => client.unsafe(text, [...parameters], { prepare: true }),
  };
  return {
    db,
    engine: 'postgres',
    migrate: async () => {
      await migrateAsOwner(url);
      await assertBound(orm);
    },
    close: () => client.end({ timeout: 5 }),
  };
}

/** Migrations run as the login role, one process at a time: the others wait for the lock and find nothing to do. */
async function migrateAsOwner(url: string): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'baton migrate' } });
  try {
    const orm = drizzle(owner);
    await orm.execute(statement`select pg_advisory_lock(${MIGRATIONS_LOCK})`);
    await migrate(orm, { migrationsFolder: MIGRATIONS_FOLDER });
  } finally {
    await owner.end({ timeout: 5 }); // ends the session, and with it the lock
  }
}
