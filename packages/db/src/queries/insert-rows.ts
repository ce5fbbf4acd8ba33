import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '../database.ts';

/**
 * Inserts many rows as one parameter: the statement's text is the same for one row and for a thousand, so it is parsed
 * once, and nothing is spent on naming each value. Columns that the first row lacks take their defaults.
 * @param rows all with the same columns; instants are kept to the millisecond
 * @param after what follows the values, e.g. `on conflict do nothing`
 */
export async function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
  after: SQL = sql``,
): Promise<void> {
  const lines: readonly Record<string, unknown>[] = rows;
  const [first] = lines;
  if (!first) return;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => first[key] !== undefined);
  const names = sql.join(
    columns.map(([, { name }]) => sql.identifier(name)),
    sql`, `,
  );
  const values = lines.map((row) => Object.fromEntries(columns.map(([key, { name }]) => [name, row[key]])));
  await tx.execute(sql`
    insert into ${table} (${names})
    select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(values)}::text::jsonb) ${after}`);
}
