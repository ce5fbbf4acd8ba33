import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection, Tx } from './database.ts';
import { insertEvent } from './queries/insert-event.ts';
import { documentSearch, documents, events, history, people } from './schema/index.ts';
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
      // Its owner's function must use an index that no policy lets through; the test after the next is about that.
      const forced = table.relname !== 'document_search';
      expect(table).toEqual({ relname: table.relname, forced, scoped: true, policies: 1 });
    }
  });

  test('search finds one corp’s documents only, whatever is asked of it, and no other role may ask', async () => {
    for (const corpId of ['corp-a', 'corp-b']) await withCorp(connection.db, corpId, (tx) => plantDocument(tx, corpId));
    const planted = sql`find_documents('{7}', '{1}', '{company}', '{published}', null, null, null, 10, 10, 10)`;
    const find = (tx: Tx) => tx.execute(sql`select document_id as id, key, found from ${planted}`);
    const titles = (tx: Tx) => tx.execute(sql`select id from find_titles('{7}', '{company}', '{published}', 10) as id`);
    for (const corpId of ['corp-a', 'corp-b']) {
      const id = DOCUMENT_OF[corpId];
      expect(rowsOf(await withCorp(connection.db, corpId, find))).toEqual([
        { id: null, key: 7, found: 1 },
        { id, key: null, found: null },
      ]);
      expect(rowsOf(await withCorp(connection.db, corpId, titles))).toEqual([{ id }]);
      const all = await withCorp(connection.db, corpId, (tx) => tx.select().from(documentSearch));
      expect(all.map((row) => row.documentId)).toEqual([id]);
    }
    expect(await select(sql`select * from ${planted}`)).toEqual([]);
    expect(await select(sql`select * from document_search`)).toEqual([]);
    const open = sql`select count(*)::int as n from pg_proc p, aclexplode(p.proacl) a
      where p.proname in ('find_documents', 'find_titles') and a.grantee = 0`;
    expect(await select(open)).toEqual([{ n: 0 }]);
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

const DOCUMENT_OF: Record<string, string> = {
  'corp-a': '00000000-0000-4000-8000-00000000000a',
  'corp-b': '00000000-0000-4000-8000-00000000000b',
};

/** Two companies whose words have the same number, which the hash all but excludes. */
async function plantDocument(tx: Tx, corpId: string): Promise<void> {
  const id = DOCUMENT_OF[corpId] as string;
  const people = { ownerId: 'u1', verifierId: 'u1', createdBy: 'u1' };
  const shared = { corpId, kind: 'sop' as const, state: 'published' as const, readers: ['company'] };
  const at = new Date('2026-11-02T00:00:00Z');
  await tx
    .insert(documents)
    .values({ ...shared, ...people, id, title: corpId, visibility: 'company' as const, updatedAt: at });
  const text = { title: corpId, body: corpId, attached: '', passages: [] };
  await tx.insert(documentSearch).values({ ...shared, ...text, documentId: id, number: 1, cut: 1, keys: [7] });
}

const rowsOf = (result: unknown): unknown[] =>
  Array.isArray(result) ? [...result] : (result as { rows: unknown[] }).rows;

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
