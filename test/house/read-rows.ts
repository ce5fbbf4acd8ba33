import { schema, withCorp } from '@baton/db';
import { eq } from 'drizzle-orm';
import { APP, type House } from './start-house.ts';

/** What an auditor reads in the database: the rows of the story's company. */
export type Rows = Awaited<ReturnType<typeof readRows>>;

/** Every row that tells what became of departures. */
export function readRows(house: House) {
  return withCorp(house.server.deps.db, APP.corpId, async (tx) => ({
    events: await tx.select().from(schema.events),
    cases: await tx.select().from(schema.handovers),
    items: await tx.select().from(schema.items),
    confirmations: await tx.select().from(schema.confirmations),
    evidence: await tx.select().from(schema.evidence),
    files: await tx.select().from(schema.files),
    approvals: await tx.select().from(schema.handoverApprovals),
    reminders: await tx.select().from(schema.reminders),
    notices: await tx.select().from(schema.notices),
    history: await tx.select().from(schema.history),
  }));
}

/** Sets the company's monthly limit in our own ledger, and DingTalk's: for stories with thousands of departures. */
export async function raiseQuotas(house: House, limit: number): Promise<void> {
  house.dingtalk.control.settings({ callQuota: limit, pushQuota: limit });
  await withCorp(house.server.deps.db, APP.corpId, async (tx) => {
    const [corp] = await tx.select().from(schema.corps).where(eq(schema.corps.corpId, APP.corpId));
    if (!corp) throw new Error('the company was not seeded');
    const settings = { ...corp.settings, monthlyCallLimit: limit };
    await tx.update(schema.corps).set({ settings }).where(eq(schema.corps.corpId, APP.corpId));
  });
}
