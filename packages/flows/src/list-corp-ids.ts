import type { Database } from '@baton/db';

/** Every company this deployment serves, for sweeps that walk them. `corps` is the one table without row security. */
export async function listCorpIds(db: Database): Promise<string[]> {
  const rows = await db.run('select corp_id from corps order by corp_id', []);
  return rows.map((row) => String(row.corp_id));
}
