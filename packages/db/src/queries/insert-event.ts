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
// checks a row after its values were worked out, and `true` ends the setting with the statement. No `returning`: the
// count of inserted rows says as much, and costs PostgreSQL and us a sixth less.
const INSERT_EVENT = `
  insert into events (corp_id, key, type, source, payload, received_at)
  values (set_config('app.corp_id', $1::text, true), $2::text, $3::text, $4::text, $5::text::jsonb,
    $6::text::timestamptz)
  on conflict do nothing`;

/**
 * Stores an event once.
 * @returns false when an event with this key is there already
 */
export async function insertEvent(db: Database, event: NewEvent): Promise<boolean> {
  const inserted = await db.run(INSERT_EVENT, [
    event.corpId,
    event.key,
    event.type,
    event.source,
    event.payload,
    event.receivedAt.toISOString(),
  ]);
  return inserted === 1;
}
