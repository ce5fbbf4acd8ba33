import { type Database, schema } from '@baton/db';

/** Every company of this deployment, for sweeps. The one table that row-level security leaves open; it holds no secret. */
export async function listCorpIds(db: Database): Promise<string[]> {
  const rows = await db.orm.select({ corpId: schema.corps.corpId }).from(schema.corps).orderBy(schema.corps.corpId);
  return rows.map(({ corpId }) => corpId);
}
