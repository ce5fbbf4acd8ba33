import {
  type messages,
  type PGlite,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from '@electric-sql/pglite';

/** A text varies with the length of its lists and every text stays in memory: long ones are not kept. */
const MOST_PARAMETERS = 40;
const MOST_STATEMENTS = 2000;

type Statement = { name: string; takes: readonly number[]; columns: readonly Column[] };
type Column = { name: string; parse: (text: string) => unknown };
type Parsers = NonNullable<QueryOptions['parsers']>;

/**
 * The same database, whose statements inside transactions are parsed and described once, as {@link prepareStatements}
 * does on a server. PGlite itself takes six calls into WebAssembly for every statement and copies its table of
 * parsers for each: together two thirds of what a short statement costs. Outside a transaction nothing changes.
 * @returns what Drizzle's driver for PGlite needs; it must always ask with the same `parsers`
 */
export function preparePglite(client: PGlite): PGlite {
  const known = new Map<string, Statement>();

  const prepare = async (text: string, name: string, parsers: Parsers): Promise<Statement> => {
    const { messages } = await client.execProtocol(
      joined(protocol.serialize.parse({ name, text }), protocol.serialize.describe({ type: 'S', name })),
      { syncToFs: false },
    );
    const takes = messages.find(isParameters)?.dataTypeIDs ?? [];
    const columns = (messages.find(isColumns)?.fields ?? []).map((field) => {
      const parse = parsers[field.dataTypeID] ?? client.parsers[field.dataTypeID];
      return { name: field.name, parse: (value: string) => (parse ? parse(value, field.dataTypeID) : value) };
    });
    return { name, takes, columns };
  };

  const ask = async (text: string, values: readonly unknown[], options: QueryOptions = {}): Promise<Results> => {
    let statement = known.get(text);
    if (!statement) {
      const isKept = values.length <= MOST_PARAMETERS && known.size < MOST_STATEMENTS;
      statement = await prepare(text, isKept ? `s${known.size}` : '', options.parsers ?? {});
      if (isKept) known.set(text, statement);
    }
    const { name, takes, columns } = statement;
    const bound = values.map((value, index) => {
      if (value === null || value === undefined) return null;
      const serialize = client.serializers[takes[index] ?? 0];
      return serialize ? serialize(value) : String(value);
    });
    const { messages } = await client.execProtocol(
      joined(protocol.serialize.bind({ statement: name, values: bound }), protocol.serialize.execute({})),
      { syncToFs: false },
    );
    const isArray = options.rowMode === 'array';
    const rows = messages.filter(isRow).map(({ fields }) => {
      const cells = columns.map(({ parse }, index) => {
        const text = fields[index];
        return text === null || text === undefined ? null : parse(text);
      });
      return isArray ? cells : Object.fromEntries(columns.map((column, index) => [column.name, cells[index]]));
    });
    return { rows: rows as Results['rows'], fields: [] };
  };

  const inside = (tx: Transaction): Transaction => ({
    query: (async (text: string, values: unknown[] = [], options?: QueryOptions) => {
      // As PGlite's own: a straggler must not run after the end of its transaction.
      if (tx.closed) throw new Error('Transaction is closed');
      return client.runExclusive(() => ask(text, values, options));
    }) as Transaction['query'],
    sql: tx.sql,
    exec: tx.exec,
    rollback: tx.rollback,
    listen: tx.listen,
    get closed() {
      return tx.closed;
    },
  });
  return new Proxy(client, {
    get: (target, key) => {
      if (key === 'transaction') {
        return <T>(work: (tx: Transaction) => Promise<T>) => target.transaction((tx) => work(inside(tx)));
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Messages in one buffer, ended by a sync: after an error PostgreSQL skips what comes before the next one. */
function joined(...parts: Uint8Array[]): Uint8Array {
  return Buffer.concat([...parts, protocol.serialize.sync()]);
}

type Message = { readonly name: string };
const isParameters = (message: Message): message is messages.ParameterDescriptionMessage =>
  message.name === 'parameterDescription';
const isColumns = (message: Message): message is messages.RowDescriptionMessage => message.name === 'rowDescription';
const isRow = (message: Message): message is messages.DataRowMessage => message.name === 'dataRow';
