import { type Calendar, officialCalendar } from '@baton/core';
import { findSettings, type schema, type Tx } from '@baton/db';

export type CorpSettings = (typeof schema.corps.$inferSelect)['settings'];

/**
 * The company's working calendar (the official one with its own exceptions) and its settings.
 * @throws Error when the corp was never seeded
 */
export async function readCalendar(tx: Tx, corpId: string): Promise<{ calendar: Calendar; settings: CorpSettings }> {
  const settings = await findSettings(tx, corpId);
  if (!settings) throw new Error('corp is not seeded');
  return { calendar: officialCalendar(settings), settings };
}
