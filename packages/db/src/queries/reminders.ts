import type { CaseState } from '@baton/core';
import { and, asc, eq, inArray, lte, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { handovers, items, reminders } from '../schema/index.ts';

export type ReminderRow = typeof reminders.$inferSelect;
export type PlannedItem = Pick<typeof items.$inferSelect, 'state' | 'dueOn' | 'level' | 'gate' | 'stateSince'> & {
  itemId: string;
  caseState: (typeof handovers.$inferSelect)['state'];
  sent: string[];
};

/** A reminder that is due, with what says whom else to tell. */
export type DueReminder = Pick<ReminderRow, 'itemId' | 'handoverId' | 'rung' | 'sent'> &
  Pick<typeof handovers.$inferSelect, 'leaverId' | 'managerId' | 'hrId'> & { caseState: CaseState };

/** Every item of a case with the rungs already sent for it. */
export async function listPlannedItems(tx: Tx, corpId: string, handoverId: string): Promise<PlannedItem[]> {
  const rows = await tx
    .select({
      itemId: items.id,
      state: items.state,
      stateSince: items.stateSince,
      dueOn: items.dueOn,
      level: items.level,
      gate: items.gate,
      caseState: handovers.state,
      sent: reminders.sent,
    })
    .from(items)
    .innerJoin(handovers, and(eq(handovers.corpId, items.corpId), eq(handovers.id, items.handoverId)))
    .leftJoin(reminders, and(eq(reminders.corpId, items.corpId), eq(reminders.itemId, items.id)))
    .where(and(eq(items.corpId, corpId), eq(items.handoverId, handoverId)));
  return rows.map((row) => ({ ...row, sent: row.sent ?? [] }));
}

/** One row per item: the next rung and its time. The rungs already sent are left as they are. */
export async function upsertReminders(tx: Tx, rows: (typeof reminders.$inferInsert)[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(reminders)
    .values(rows)
    .onConflictDoUpdate({
      target: [reminders.corpId, reminders.itemId],
      set: { rung: sql`excluded.rung`, dueAt: sql`excluded.due_at` },
    });
}

/**
 * Locks what is due: `due_at <= now` of items that still wait for somebody, in cases that run. Never "due exactly now":
 * a clock that jumps or a server that was down loses nothing.
 */
export async function lockDueReminders(
  tx: Tx,
  { corpId, now, limit }: { corpId: string; now: Date; limit: number },
): Promise<DueReminder[]> {
  return tx
    .select({
      itemId: reminders.itemId,
      handoverId: reminders.handoverId,
      rung: reminders.rung,
      sent: reminders.sent,
      caseState: handovers.state,
      leaverId: handovers.leaverId,
      managerId: handovers.managerId,
      hrId: handovers.hrId,
    })
    .from(reminders)
    .innerJoin(items, and(eq(items.corpId, reminders.corpId), eq(items.id, reminders.itemId)))
    .innerJoin(handovers, and(eq(handovers.corpId, reminders.corpId), eq(handovers.id, reminders.handoverId)))
    .where(
      and(
        eq(reminders.corpId, corpId),
        lte(reminders.dueAt, now),
        notInArray(items.state, ['done', 'waived']),
        inArray(handovers.state, ['planning', 'active', 'supplementing', 'awaiting_release', 'released']),
      ),
    )
    .orderBy(asc(reminders.dueAt), asc(reminders.itemId))
    .limit(limit)
    .for('update', { of: reminders, skipLocked: true });
}

/** Notes what was sent for some items and when the next is due. */
export async function settleReminders(
  tx: Tx,
  rows: (typeof reminders.$inferInsert & { sent: string[] })[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(reminders)
    .values(rows)
    .onConflictDoUpdate({
      target: [reminders.corpId, reminders.itemId],
      set: { rung: sql`excluded.rung`, dueAt: sql`excluded.due_at`, sent: sql`excluded.sent` },
    });
}
