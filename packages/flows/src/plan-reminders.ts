import { nextRung } from '@baton/core';
import { schema, type Tx } from '@baton/db';
import { and, eq, sql } from 'drizzle-orm';
import { readCalendar } from './read-calendar.ts';

/** Case states in which nobody is reminded: not started, withdrawn, closed. */
const SILENT = ['preparing', 'withdrawn', 'archived'];
/** Items that wait for nobody. */
const SETTLED = ['done', 'waived'];

/**
 * Works out for every item of a case which rung of the reminder ladder comes next and when, and keeps it as one row per
 * item. Called in the transaction of whatever changed dates, people or states; running it again changes nothing.
 * Rungs that were sent stay noted, so that a moved date or a reopened item never repeats one.
 */
export async function planReminders(
  tx: Tx,
  { corpId, handoverId, now }: { corpId: string; handoverId: string; now: Date },
): Promise<void> {
  const { items, reminders, handovers } = schema;
  const rows = await tx
    .select({
      itemId: items.id,
      state: items.state,
      dueOn: items.dueOn,
      caseState: handovers.state,
      sent: reminders.sent,
    })
    .from(items)
    .innerJoin(handovers, and(eq(handovers.corpId, items.corpId), eq(handovers.id, items.handoverId)))
    .leftJoin(reminders, and(eq(reminders.corpId, items.corpId), eq(reminders.itemId, items.id)))
    .where(and(eq(items.corpId, corpId), eq(items.handoverId, handoverId)));
  if (rows.length === 0) return;
  const { calendar, settings } = await readCalendar(tx, corpId);
  const planned = rows.map((row) => {
    const silent = SILENT.includes(row.caseState) || SETTLED.includes(row.state);
    const sentRungs = row.sent ?? [];
    const next = silent ? null : nextRung({ dueOn: row.dueOn, sentRungs, now, calendar, settings });
    return {
      corpId,
      itemId: row.itemId,
      handoverId,
      rung: next?.rung ?? '',
      dueAt: next?.dueAt ?? null,
      sent: sentRungs,
    };
  });
  await tx
    .insert(reminders)
    .values(planned)
    .onConflictDoUpdate({
      target: [reminders.corpId, reminders.itemId],
      set: { rung: sql`excluded.rung`, dueAt: sql`excluded.due_at` },
    });
}
