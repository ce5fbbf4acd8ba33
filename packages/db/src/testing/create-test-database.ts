import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import postgres from 'postgres';
import { connect } from '../connect.ts';
import type { Connection, Engine } from '../database.ts';
import { MIGRATIONS_FOLDER } from '../migrations.ts';
import { migrationsDigest } from './migrations-digest.ts';

/**
 * A migrated, empty database of its own for one test file; `close()` throws it away.
 * PGlite loads a data directory that is migrated once per set of migrations (0.7 s instead of 3); PostgreSQL gets a
 * database with a random name on the given server.
 * @param engine default pglite
 * @param serverUrl for postgres: any database of a server where the login role may create databases and roles
 */
export async function createTestDatabase(engine: Engine = 'pglite', serverUrl = ''): Promise<Connection> {
  if (engine === 'pglite') return connect('pglite:memory', { dump: await migratedDump() });
  const name = `baton_test_${randomUUID().replaceAll('-', '')}`;
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await server.unsafe(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const connection = await connect(url.href);
  await connection.migrate();
  return {
    ...connection,
    close: async () => {
      await connection.close();
      await server.unsafe(`drop database ${name} with (force)`);
      await server.end();
    },
  };
}

/** A migrated, empty data directory for `pglite:memory`; made once per set of migrations. */
export async function migratedDump(): Promise<Blob> {
  const file = join(tmpdir(), `baton-pglite-${migrationsDigest()}.tar`);
  if (!existsSync(file)) {
    const client = await PGlite.create();
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
    const dump = await client.dumpDataDir('none');
    await client.close();
    // Test files run in parallel processes: the rename makes the dump appear whole or not at all.
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
    await rename(draft, file);
  }
  // Read whole: a blob of the file itself is void when a process beside this one, as fast, puts its own dump there.
  return new Blob([readFileSync(file)]);
}
