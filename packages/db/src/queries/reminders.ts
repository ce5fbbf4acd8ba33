import { and, asc, eq, gt, inArray, lte, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { handovers, items, reminders } from '../schema/index.ts';
import { insertRows } from './insert-rows.ts';

export type ReminderRow = typeof reminders.$inferSelect;
export type PlannedItem = Pick<
  typeof items.$inferSelect,
  'state' | 'dueOn' | 'level' | 'gate' | 'stateSince' | 'doerId'
> & {
  itemId: string;
  leaverId: string;
  caseState: (typeof handovers.$inferSelect)['state'];
  sent: string[];
};

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
      doerId: items.doerId,
      leaverId: handovers.leaverId,
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
export function upsertReminders(tx: Tx, rows: readonly (typeof reminders.$inferInsert)[]): Promise<void> {
  const again = sql`on conflict (corp_id, item_id) do update set rung = excluded.rung, due_at = excluded.due_at`;
  return insertRows(tx, reminders, rows, again);
}

/**
 * Locks what is due: `due_at <= now`, never "due exactly now": a clock that jumps or a server that was down loses
 * nothing. Rows another process holds are passed over, and those of the cases in `except`. Alone, without items and cases: the index gives exactly these.
 */
export function lockDueReminders(
  tx: Tx,
  { corpId, now, limit, except }: { corpId: string; now: Date; limit: number; except: readonly string[] },
): Promise<ReminderRow[]> {
  const others = except.length === 0 ? undefined : notInArray(reminders.handoverId, [...except]);
  return tx
    .select()
    .from(reminders)
    .where(and(eq(reminders.corpId, corpId), lte(reminders.dueAt, now), others))
    .orderBy(asc(reminders.dueAt), asc(reminders.itemId))
    .limit(limit)
    .for('update', { skipLocked: true });
}

/** Locks the reminders of some items that come due later than now, until `until`. Rows another process holds are passed over. */
export async function lockComingReminders(
  tx: Tx,
  { corpId, itemIds, now, until }: { corpId: string; itemIds: readonly string[]; now: Date; until: Date },
): Promise<ReminderRow[]> {
  if (itemIds.length === 0) return [];
  return tx
    .select()
    .from(reminders)
    .where(
      and(
        eq(reminders.corpId, corpId),
        inArray(reminders.itemId, [...itemIds]),
        gt(reminders.dueAt, now),
        lte(reminders.dueAt, until),
      ),
    )
    .for('update', { skipLocked: true });
}

/** Notes what was sent for some items and when the next is due. */
export function settleReminders(
  tx: Tx,
  rows: readonly (typeof reminders.$inferInsert & { sent: string[] })[],
): Promise<void> {
  const again = sql`on conflict (corp_id, item_id)
    do update set rung = excluded.rung, due_at = excluded.due_at, sent = excluded.sent`;
  return insertRows(tx, reminders, rows, again);
}
