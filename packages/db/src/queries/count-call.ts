import type { Database } from '../database.ts';

export type CountedCall = {
  corpId: string;
  /** YYYY-MM in Asia/Shanghai. */
  month: string;
  api: string;
  purpose: string;
  metered: number;
  free: number;
  refused: number;
};

// One round trip, like insertEvent: a directory walk makes hundreds of calls.
const COUNT_CALL = `
  with scope as materialized (select set_config('app.corp_id', $1::text, true) as corp_id)
  insert into dingtalk_calls as known (corp_id, month, api, purpose, metered, free, refused)
  select corp_id, $2::text, $3::text, $4::text, $5::integer, $6::integer, $7::integer from scope
  on conflict (corp_id, month, api, purpose) do update set
    metered = known.metered + excluded.metered,
    free = known.free + excluded.free,
    refused = known.refused + excluded.refused`;

/** Adds one outgoing call to the month's count. */
export async function countCall(db: Database, call: CountedCall): Promise<void> {
  const { corpId, month, api, purpose, metered, free, refused } = call;
  await db.run(COUNT_CALL, [corpId, month, api, purpose, metered, free, refused]);
}
