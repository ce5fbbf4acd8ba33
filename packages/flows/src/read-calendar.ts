import { type Calendar, officialCalendar } from '@baton/core';
import { schema, type Tx } from '@baton/db';
import { eq } from 'drizzle-orm';

export type CorpSettings = typeof schema.corps.$inferSelect.settings;

/**
 * The company's working calendar (the official one with its own exceptions) and its settings.
 * @throws Error when the corp was never seeded
 */
export async function readCalendar(tx: Tx, corpId: string): Promise<{ calendar: Calendar; settings: CorpSettings }> {
  const [corp] = await tx
    .select({ settings: schema.corps.settings })
    .from(schema.corps)
    .where(eq(schema.corps.corpId, corpId));
  if (!corp) throw new Error('corp is not seeded');
  return { calendar: officialCalendar(corp.settings), settings: corp.settings };
}
