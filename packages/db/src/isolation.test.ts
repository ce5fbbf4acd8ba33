import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from './database.ts';
import { insertEvent } from './queries/insert-event.ts';
import { events, history, people } from './schema/index.ts';
import { sqlState } from './sql-state.ts';
import { createTestDatabase } from './testing/index.ts';
import { withCorp } from './with-corp.ts';

const serverUrl = process.env.TEST_DATABASE_URL;
// The stories run everything on PostgreSQL too; here it joins whenever a server is at hand.
const engines = serverUrl ? (['pglite', 'postgres'] as const) : (['pglite'] as const);

describe.each(engines)('row-level security on %s', (engine) => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await createTestDatabase(engine, serverUrl);
    for (const corpId of ['corp-a', 'corp-b']) {
      await withCorp(connection.db, corpId, (tx) => tx.insert(people).values(person(corpId, 'u1')));
    }
  });
  afterAll(() => connection?.close());

  const select = async (query: ReturnType<typeof sql>) => {
    const result = (await connection.db.orm.execute(query)) as unknown as { rows?: unknown[] } | unknown[];
    return (Array.isArray(result) ? result : (result.rows ?? [])) as Record<string, unknown>[];
  };

  test('is forced on every table but corps, with one policy each', async () => {
    const tables = await select(sql`
      select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
        exists (select from information_schema.columns i where i.table_name = c.relname and i.column_name = 'corp_id') as scoped,
        (select count(*)::int from pg_policies p where p.tablename = c.relname) as policies
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
    expect(tables.length).toBeGreaterThan(20);
    for (const table of tables.filter((t) => t.relname !== 'corps')) {
      expect(table).toEqual({ relname: table.relname, forced: true, scoped: true, policies: 1 });
    }
  });

  test('the connection runs as a role that cannot bypass it', async () => {
    const [role] = await select(
      sql`select rolname, rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = current_user`,
    );
    expect(role).toEqual({ rolname: 'baton_app', rolsuper: false, rolbypassrls: false, rolcanlogin: false });
  });

  test('without a named corp nothing is visible and nothing can be written', async () => {
    expect(await connection.db.orm.select().from(people)).toEqual([]);
    const refused = connection.db.orm.insert(people).values(person('corp-a', 'u9')).catch(sqlState);
    expect(await refused).toBe('42501');
  });

  test('a planted cross-corp read returns nothing, a planted write does nothing or is refused', async () => {
    const seen = await withCorp(connection.db, 'corp-a', (tx) =>
      tx.select().from(people).where(sql`corp_id = 'corp-b' or true`),
    );
    expect(seen.map((row) => row.corpId)).toEqual(['corp-a']);
    const changed = await withCorp(connection.db, 'corp-a', (tx) =>
      tx.update(people).set({ name: '改' }).where(sql`corp_id = 'corp-b'`).returning(),
    );
    expect(changed).toEqual([]);
    const planted = withCorp(connection.db, 'corp-a', (tx) => tx.insert(people).values(person('corp-b', 'u2')));
    expect(await planted.catch(sqlState)).toBe('42501');
    const moved = withCorp(connection.db, 'corp-a', (tx) => tx.update(people).set({ corpId: 'corp-b' }));
    expect(await moved.catch(sqlState)).toBe('42501');
  });

  test('the name of the corp ends with its transaction', async () => {
    await withCorp(connection.db, 'corp-a', (tx) => tx.select().from(people));
    expect(await connection.db.orm.select().from(people)).toEqual([]);
  });

  // Only PGlite watches for it, where it would wait for ever: see withCorp.
  if (engine === 'pglite')
    test('withCorp inside withCorp is refused at once', async () => {
      const nested = withCorp(connection.db, 'corp-a', () => withCorp(connection.db, 'corp-a', async () => 1));
      await expect(nested).rejects.toThrow('withCorp inside withCorp');
      expect(await withCorp(connection.db, 'corp-a', async () => 1)).toBe(1);
    });

  test('concurrent transactions of two corps keep apart', async () => {
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? 'corp-a' : 'corp-b')).map((corpId) =>
        withCorp(connection.db, corpId, async (tx) => {
          const first = await tx.select().from(people);
          return [corpId, ...first.map((row) => row.corpId)];
        }),
      ),
    );
    for (const [asked, ...got] of seen) expect(got).toEqual([asked]);
  });

  test('an event is stored once, in one statement, under its own corp', async () => {
    const event = {
      corpId: 'corp-a',
      key: 'e1',
      type: 'user_leave_org',
      source: 'push' as const,
      payload: '{"名":"张三","n":1}',
      receivedAt: new Date('2026-11-02T03:04:05.678Z'),
    };
    expect(await insertEvent(connection.db, event)).toBe(true);
    expect(await insertEvent(connection.db, event)).toBe(false);
    expect(await insertEvent(connection.db, { ...event, corpId: 'corp-b' })).toBe(true);
    const rows = await withCorp(connection.db, 'corp-a', (tx) => tx.select().from(events));
    expect(rows).toMatchObject([
      { corpId: 'corp-a', payload: { 名: '张三', n: 1 }, receivedAt: event.receivedAt, outcome: 'received' },
    ]);
    expect(await connection.db.orm.select().from(events)).toEqual([]);
  });

  test('history cannot be changed, not even by the owner of the tables', async () => {
    const change = (text: string) =>
      withCorp(connection.db, 'corp-a', (tx) => tx.execute(sql.raw(text))).then(() => 'done', sqlState);
    expect(await change(`update history set action = 'x'`)).toBe('42501');
    expect(await change('delete from history')).toBe('42501');
    expect(await change(`update template_versions set note = 'x'`)).toBe('42501');
    expect(await change(`update document_versions set note = 'x'`)).toBe('42501');
    expect(await change('delete from document_versions')).toBe('42501');
    expect(await change(`update document_history set action = 'x'`)).toBe('42501');
    expect(await change('delete from document_history')).toBe('42501');
    expect(await change('delete from documents')).toBe('42501');
    expect(await withCorp(connection.db, 'corp-a', (tx) => tx.select().from(history))).toEqual([]);
    if (engine === 'postgres') {
      const url = new URL(serverUrl ?? '');
      const [database] = await select(sql`select current_database() as name`);
      url.pathname = `/${database?.name}`;
      const owner = postgres(url.href, { max: 1 });
      expect(await owner`delete from history`.then(() => 'done', sqlState)).toBe('23001');
      expect(await owner`truncate history`.then(() => 'done', sqlState)).toBe('23001');
      expect(await owner`delete from document_versions`.then(() => 'done', sqlState)).toBe('23001');
      expect(await owner`update document_history set action = 'x'`.then(() => 'done', sqlState)).toBe('23001');
      await owner.end();
    }
  });
});

function person(corpId: string, userId: string) {
  return {
    corpId,
    userId,
    unionId: `union-${userId}`,
    name: '张建国',
    deptIds: [1],
    seenAt: new Date('2026-11-02T00:00:00Z'),
  };
}
