import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle, type PgliteDatabase } from 'drizzle-orm/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { preparePglite } from './prepare-pglite.ts';
import { sqlState } from './sql-state.ts';

let client: PGlite;
let prepared: PgliteDatabase;
let plain: PgliteDatabase;
beforeAll(async () => {
  client = await PGlite.create();
  plain = drizzle(client);
  prepared = drizzle(preparePglite(client));
  await client.exec('create table kept (id int primary key, said text not null)');
});
afterAll(() => client.close());

/** What a row of every type that our tables have says, through either client. */
const typed = (n: number) => sql`
  select ${n}::int as number, ${n}::bigint as big, ${'岗位'}::text as text, ${null}::text as nothing, ${n === 1} as yes,
    ${new Date('2026-03-02T02:07:00.123Z').toISOString()}::timestamptz as instant, ${'2026-03-02'}::date as day,
    ${JSON.stringify({ 步骤: [n, null] })}::jsonb as json, ${`{"a,b",${n}}`}::text[] as list, ${1.5}::float8 as share,
    ${'00000000-0000-4000-8000-000000000000'}::uuid as id, decode(${'ff00'}, 'hex') as bytes`;

test('says the same as PGlite by itself, for every type, the first time and afterwards', async () => {
  for (const n of [1, 2, 3]) {
    const { rows } = await plain.transaction((tx) => tx.execute(typed(n)));
    expect((await prepared.transaction((tx) => tx.execute(typed(n)))).rows).toEqual(rows);
  }
});

test('a statement is parsed once for as long as the database is open', async () => {
  const ask = (n: number) => prepared.transaction((tx) => tx.execute(sql`select ${n}::int + 1 as next`));
  const kept = async () =>
    (await client.query<{ n: number }>(`select count(*)::int as n from pg_prepared_statements`)).rows[0]?.n;
  const before = (await kept()) ?? 0;
  expect((await ask(1)).rows).toEqual([{ next: 2 }]);
  expect(await kept()).toBe(before + 1);
  expect((await ask(41)).rows).toEqual([{ next: 42 }]);
  expect(await kept()).toBe(before + 1);
});

test('long statements are not kept, and run', async () => {
  const before = await client.query('select 1 from pg_prepared_statements');
  const list = Array.from({ length: 60 }, (_, index) => sql`${index}::int`);
  const { rows } = await prepared.transaction((tx) => tx.execute(sql`select array[${sql.join(list, sql`, `)}] as all`));
  expect((rows[0] as { all: number[] }).all).toHaveLength(60);
  expect((await client.query('select 1 from pg_prepared_statements')).rows).toHaveLength(before.rows.length);
});

test('an error carries its code, ends its transaction alone, and the next statement runs', async () => {
  const insert = (id: number, said: string | null) =>
    prepared.transaction(async (tx) => {
      await tx.execute(sql`insert into kept values (${id}, ${said})`);
      return (await tx.execute(sql`select count(*)::int as n from kept`)).rows;
    });
  const stateOf = (work: Promise<unknown>) => work.then(() => 'none', sqlState);
  expect(await insert(1, '一')).toEqual([{ n: 1 }]);
  expect(await stateOf(insert(1, '又'))).toBe('23505');
  expect(await stateOf(insert(2, null))).toBe('23502');
  expect(await stateOf(prepared.transaction((tx) => tx.execute(sql`select nonsense from kept`)))).toBe('42703');
  expect(await insert(2, '二')).toEqual([{ n: 2 }]);
});

test('what follows an error in the same transaction is refused; a savepoint saves it', async () => {
  const after = prepared.transaction(async (tx) => {
    await tx.execute(sql`insert into kept values (${1}, ${'一'})`).catch(() => {});
    await tx.execute(sql`select ${1}::int as never_asked_before`);
  });
  expect(await after.then(() => 'none', sqlState)).toBe('25P02');
  const saved = await prepared.transaction(async (tx) => {
    await tx.transaction((inner) => inner.execute(sql`insert into kept values (${1}, ${'一'})`)).catch(() => {});
    return (await tx.execute(sql`select ${1}::int as never_asked_before`)).rows;
  });
  expect(saved).toEqual([{ never_asked_before: 1 }]);
});

test('a straggler does not run after the end of its transaction', async () => {
  let straggler: (() => Promise<unknown>) | undefined;
  await prepared.transaction(async (tx) => {
    straggler = async () => tx.execute(sql`insert into kept values (9, '迟到')`);
  });
  await expect(straggler?.()).rejects.toThrow();
  expect((await plain.execute(sql`select 1 from kept where id = 9`)).rows).toEqual([]);
});
