import type { Sql, TransactionSql } from 'postgres';

/** A text varies with the length of its lists and every text stays with its connection: long ones are not kept. */
const MOST_PARAMETERS = 40;

const isShort = ({ length }: readonly unknown[]) => length > 0 && length <= MOST_PARAMETERS;

/**
 * The same client, whose statements are parsed once per connection: one round trip each instead of two, and most of what
 * PostgreSQL does for a short statement is done before. Drizzle asks for unprepared ones.
 */
export function prepareStatements<C extends Sql | TransactionSql>(client: C): C {
  const overrides = {
    unsafe: (text: string, parameters: never[] = [], options = {}) =>
      client.unsafe(text, parameters, { ...options, prepare: isShort(parameters) }),
    begin: <T>(work: (tx: TransactionSql) => Promise<T>) => (client as Sql).begin((tx) => work(prepareStatements(tx))),
    savepoint: <T>(work: (tx: TransactionSql) => Promise<T>) =>
      (client as TransactionSql).savepoint((tx) => work(prepareStatements(tx))),
  };
  return new Proxy(client, {
    get: (target, name) => Reflect.get(Object.hasOwn(overrides, name) ? overrides : target, name),
  });
}
