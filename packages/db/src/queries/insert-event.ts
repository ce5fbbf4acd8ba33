import type { Database } from '../database.ts';

/** One event as it goes into the inbox. `payload` is the decrypted text of the push, already proven to be JSON. */
export type NewEvent = {
  corpId: string;
  key: string;
  type: string;
  source: 'push' | 'failed_list' | 'reconcile' | 'replay';
  payload: string;
  receivedAt: Date;
};

/** Events of one statement at most: each number of them is prepared once per connection. */
const TOGETHER = 16;
/** Statements under way at most. More than one, so that a statement that waits does not hold up everybody. */
const UNDER_WAY = 2;

type Waiting = { event: NewEvent; done(stored: boolean): void; failed(error: unknown): void };
type Queue = { waiting: Waiting[]; underWay: number };
const queues = new WeakMap<Database, Queue>();

/**
 * Stores an event once. What arrives while others are being stored goes with the next statement: a single event leaves
 * at once, and in a burst the round trips and commits are shared.
 * @returns false when an event with this key is there already
 * @throws the database's error about this event; one that cannot be stored does not keep its neighbours out
 */
export function insertEvent(db: Database, event: NewEvent): Promise<boolean> {
  const queue = queues.get(db) ?? { waiting: [], underWay: 0 };
  queues.set(db, queue);
  return new Promise((done, failed) => {
    queue.waiting.push({ event, done, failed });
    if (queue.underWay < UNDER_WAY) void empty(db, queue);
  });
}

async function empty(db: Database, queue: Queue): Promise<void> {
  queue.underWay += 1;
  try {
    while (queue.waiting.length > 0) await store(db, takeTogether(queue));
  } finally {
    queue.underWay -= 1;
  }
}

/** The next few of one company, each key once: who comes second with a key is answered by the next statement. */
function takeTogether(queue: Queue): Waiting[] {
  const corpId = queue.waiting[0]?.event.corpId;
  const keys = new Set<string>();
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  let seen = 0;
  for (const one of queue.waiting) {
    if (taken.length === TOGETHER) break;
    const { event } = one;
    (event.corpId === corpId && !keys.has(event.key) ? taken : left).push(one);
    keys.add(event.key);
    seen += 1;
  }
  queue.waiting = [...left, ...queue.waiting.slice(seen)];
  return taken;
}

/** Settles every one of them; never throws. */
async function store(db: Database, together: readonly Waiting[]): Promise<void> {
  try {
    const stored = await insert(
      db,
      together.map(({ event }) => event),
    );
    for (const { event, done } of together) done(stored.has(event.key));
  } catch (error) {
    if (together.length === 1) together[0]?.failed(error);
    else for (const one of together) await store(db, [one]);
  }
}

/** The values of one event besides its corp, which they all share. */
const VALUES_EACH = 5;

// Names the corp and inserts in one statement, hence one round trip: DingTalk waits for the answer. Row-level security
// checks a row after its values were worked out, and `true` ends the setting with the statement.
function insertText(count: number): string {
  const rows = Array.from({ length: count }, (_, row) => {
    const [key, type, source, payload, at] = Array.from(
      { length: VALUES_EACH },
      (_, n) => `$${2 + row * VALUES_EACH + n}`,
    );
    return `(set_config('app.corp_id', $1::text, true), ${key}::text, ${type}::text, ${source}::text, ${payload}::text::jsonb, ${at}::text::timestamptz)`;
  });
  return `insert into events (corp_id, key, type, source, payload, received_at) values ${rows.join(', ')}
    on conflict do nothing returning key`;
}
const TEXTS = Array.from({ length: TOGETHER }, (_, n) => insertText(n + 1));

async function insert(db: Database, events: readonly NewEvent[]): Promise<Set<string>> {
  const parameters: string[] = [events[0]?.corpId ?? ''];
  for (const { key, type, source, payload, receivedAt } of events)
    parameters.push(key, type, source, payload, receivedAt.toISOString());
  const rows = await db.run(TEXTS[events.length - 1] ?? '', parameters);
  return new Set(rows.map(({ key }) => key as string));
}
