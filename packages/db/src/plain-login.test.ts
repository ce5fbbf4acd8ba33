import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { connect } from './connect.ts';
import { MIGRATIONS_FOLDER } from './migrations.ts';
import { people } from './schema/index.ts';
import { withCorp } from './with-corp.ts';

// Tests elsewhere connect as a superuser, who may do anything. A managed server gives out logins that may not.

/** What docs/operations.md tells an administrator to run. */
function snippet(login: string, database: string): string {
  const manual = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const [, sql = ''] = manual.match(/```sql\n(create role baton_app[\s\S]*?)```/) ?? [];
  return sql.replaceAll('<login of DATABASE_URL>', login).replaceAll('<database>', database);
}

type Case = { title: string; login: string; prepare: (login: string, database: string) => string };
const cases: Case[] = [
  {
    title: 'a login that may create roles and owns its database',
    login: 'createrole',
    prepare: (login, database) => `alter database ${database} owner to ${login};`,
  },
  { title: 'a login that may do nothing, prepared as in the manual', login: '', prepare: snippet },
];

test.each(cases)(
  'PGlite: $title installs Baton and works as its role',
  async ({ login, prepare }) => {
    const client = await PGlite.create();
    await client.exec(
      `create role plain login ${login}; ${prepare('plain', 'postgres')} set session authorization plain`,
    );
    const orm = drizzle(client);
    await migrate(orm, { migrationsFolder: MIGRATIONS_FOLDER });
    await client.exec('set role baton_app');
    expect((await client.query('select session_user, current_user')).rows).toEqual([
      { session_user: 'plain', current_user: 'baton_app' },
    ]);
    expect((await client.query('select * from people')).rows).toEqual([]);
    await client.close();
  },
  60_000,
);

const serverUrl = process.env.TEST_DATABASE_URL;
if (serverUrl)
  test.each(cases)('PostgreSQL: $title installs Baton and works as its role', async ({ login, prepare }) => {
    const name = `baton_plain_${randomUUID().replaceAll('-', '')}`;
    const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
    await admin.unsafe(`create role ${name} login password 'plain' ${login}`);
    await admin.unsafe(`create database ${name}`);
    const inside = postgres(at(serverUrl, name), { max: 1, onnotice: () => {} });
    try {
      await inside.unsafe(await withRoleAlreadyThere(inside, name, prepare(name, name)));
      const url = new URL(at(serverUrl, name));
      url.username = name;
      url.password = 'plain';
      const connection = await connect(url.href);
      await connection.migrate();
      await connection.migrate();
      expect(await withCorp(connection.db, 'c', (tx) => tx.select().from(people))).toEqual([]);
      await connection.close();
    } finally {
      await inside.end();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.unsafe(`drop role ${name}`);
      await admin.end();
    }
  });

function at(url: string, database: string): string {
  const there = new URL(url);
  there.pathname = `/${database}`;
  return there.href;
}

/**
 * Roles belong to the whole server, and the tests beside this one have made baton_app. Leaves its making out and, for
 * a login that would have made it, gives what PostgreSQL 16 and later give whoever makes a role.
 */
async function withRoleAlreadyThere(sql: postgres.Sql, login: string, prepared: string): Promise<string> {
  await sql`do $$ begin create role baton_app nologin; exception when duplicate_object or unique_violation then null; end $$`;
  const making = /create role baton_app[^;]*;/;
  const [row] = await sql`select current_setting('server_version_num')::int >= 160000 as modern`;
  if (making.test(prepared)) return prepared.replace(making, '');
  return row?.modern ? `${prepared} grant baton_app to ${login} with admin true, inherit false, set false;` : prepared;
}
