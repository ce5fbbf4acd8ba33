import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { connect } from './connect.ts';
import { departments } from './schema/index.ts';
import { createTestDatabase } from './testing/index.ts';
import { withCorp } from './with-corp.ts';

const row = { corpId: 'c', deptId: 9_999_999_999, parentId: 1, name: '设备部', leaderUserIds: [], seenAt: new Date(0) };

test('an embedded database keeps its rows, and comes back bound to the application role', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-db-'));
  const first = await connect(`pglite:${folder}`);
  await first.migrate();
  await withCorp(first.db, 'c', (tx) => tx.insert(departments).values(row));
  await first.close();
  const second = await connect(`pglite:${folder}`);
  expect(await second.db.orm.select().from(departments)).toEqual([]); // bound before migrate() is called again
  await second.migrate();
  const seen = await withCorp(second.db, 'c', (tx) => tx.select().from(departments));
  expect(seen).toMatchObject([{ name: '设备部', deptId: 9_999_999_999 }]);
  await second.close();
  await rm(folder, { recursive: true });
  // Two cold starts of PostgreSQL in WASM and a migration: slow on a machine that does other things.
}, 90_000);

test('an unknown URL is refused by naming what is known', async () => {
  await expect(connect('mysql://x')).rejects.toThrow('postgres://, postgresql:// or pglite:');
});

test('a failed transaction leaves nothing behind and the next one runs', async () => {
  const { db, close } = await createTestDatabase();
  const failed = withCorp(db, 'c', async (tx) => {
    await tx.insert(departments).values(row);
    throw new Error('stop');
  });
  await expect(failed).rejects.toThrow('stop');
  expect(await withCorp(db, 'c', (tx) => tx.select().from(departments))).toEqual([]);
  await close();
});

test('a serialization failure runs the work again, another error does not', async () => {
  const { db, close } = await createTestDatabase();
  const raise = (code: string) => sql.raw(`do $$ begin raise exception 'planted' using errcode = '${code}'; end $$`);
  let runs = 0;
  const done = await withCorp(db, 'c', async (tx) => {
    runs += 1;
    if (runs < 3) await tx.execute(raise('40001'));
    return 'done';
  });
  expect([done, runs]).toEqual(['done', 3]);
  runs = 0;
  const refused = withCorp(db, 'c', async (tx) => {
    runs += 1;
    await tx.execute(raise('23505'));
  });
  await expect(refused).rejects.toThrow();
  expect(runs).toBe(1);
  await close();
});

const serverUrl = process.env.TEST_DATABASE_URL;
if (serverUrl)
  test('two processes that migrate one PostgreSQL database at once both succeed', async () => {
    const first = await createTestDatabase('postgres', serverUrl);
    const rows = (await first.db.orm.execute(sql`select current_database() as name`)) as unknown as { name: string }[];
    const url = new URL(serverUrl ?? '');
    url.pathname = `/${rows[0]?.name}`;
    const owner = await connect(url.href);
    await first.migrate();
    await Promise.all([first.migrate(), owner.migrate()]);
    await owner.close();
    await first.close();
  });
