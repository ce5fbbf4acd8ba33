import { eq } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import type { CorpSettings } from '../schema/corps.ts';
import { corps } from '../schema/index.ts';

/** Settings of a corp; undefined when it was never seeded. */
export async function findSettings(tx: Tx, corpId: string): Promise<CorpSettings | undefined> {
  const [corp] = await tx.select({ settings: corps.settings }).from(corps).where(eq(corps.corpId, corpId));
  return corp?.settings;
}
