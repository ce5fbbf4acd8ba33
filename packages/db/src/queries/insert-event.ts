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

// Names the corp and inserts in one statement, hence one round trip: DingTalk waits for the answer. Row-level security
// checks each row as it is inserted, after `scope` was evaluated, and `true` ends the setting with the statement.
const INSERT_EVENT = `
  with scope as materialized (select set_config('app.corp_id', $1::text, true) as corp_id)
  insert into events (corp_id, key, type, source, payload, received_at)
  select corp_id, $2::text, $3::text, $4::text, $5::text::jsonb, $6::text::timestamptz from scope
  on conflict do nothing
  returning key`;

/**
 * Stores an event once.
 * @returns false when an event with this key is there already
 */
export async function insertEvent(db: Database, event: NewEvent): Promise<boolean> {
  const rows = await db.run(INSERT_EVENT, [
    event.corpId,
    event.key,
    event.type,
    event.source,
    event.payload,
    event.receivedAt.toISOString(),
  ]);
  return rows.length === 1;
}
