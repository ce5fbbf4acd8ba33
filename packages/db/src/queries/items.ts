import { type CaseState, type ConfirmationFacts, type ItemState, waitingFor } from '@baton/core';
import { and, asc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { confirmations, handovers, items } from '../schema/index.ts';

export type ItemRow = typeof items.$inferSelect;
export type HandoverRow = typeof handovers.$inferSelect;
export type ConfirmationRow = typeof confirmations.$inferSelect;
/** An item with its required signers, as the rules want it. */
export type ItemWithConfirmations = ItemRow & { confirmations: ConfirmationFacts[] };
/** An item with what its case says of people. */
export type CardRow = ItemWithConfirmations & {
  caseState: CaseState;
  leaverId: string;
  managerId: string | null;
  hrId: string | null;
};

/** Cases in which somebody may have something to do. */
const RUNNING: readonly CaseState[] = ['planning', 'active', 'supplementing', 'awaiting_release', 'released'];

/** Every signer of the item of the outer query, in slot order. */
const signers = sql<{ slot: number; role: string; confirmerId: string; confirmedAt: string | null }[]>`coalesce((
  select json_agg(json_build_object('slot', c.slot, 'role', c.role, 'confirmerId', c.confirmer_id,
    'confirmedAt', c.confirmed_at) order by c.slot)
  from confirmations c where c.corp_id = "items"."corp_id" and c.item_id = "items"."id"), '[]'::json)`;

const withDates = (list: unknown): ConfirmationFacts[] =>
  (list as (Omit<ConfirmationFacts, 'confirmedAt'> & { confirmedAt: string | null })[]).map((row) => ({
    ...row,
    confirmedAt: row.confirmedAt === null ? null : new Date(row.confirmedAt),
  }));

async function cards(tx: Tx, where: SQL | undefined): Promise<CardRow[]> {
  const rows = await tx
    .select({
      item: items,
      caseState: handovers.state,
      leaverId: handovers.leaverId,
      managerId: handovers.managerId,
      hrId: handovers.hrId,
      confirmations: signers,
    })
    .from(items)
    .innerJoin(handovers, and(eq(handovers.corpId, items.corpId), eq(handovers.id, items.handoverId)))
    .where(where)
    .orderBy(asc(items.dueOn), asc(items.position), asc(items.id));
  return rows.map(({ item, confirmations: signed, ...about }) => ({
    ...item,
    ...about,
    confirmations: withDates(signed),
  }));
}

/** Every item of some cases, with who signs, soonest first. */
export async function listItems(tx: Tx, corpId: string, handoverIds: readonly string[]): Promise<CardRow[]> {
  if (handoverIds.length === 0) return [];
  return cards(tx, and(eq(items.corpId, corpId), inArray(items.handoverId, [...handoverIds])));
}

/** Some items by id, with who signs. */
export async function listItemsById(tx: Tx, corpId: string, itemIds: readonly string[]): Promise<CardRow[]> {
  if (itemIds.length === 0) return [];
  return cards(tx, and(eq(items.corpId, corpId), inArray(items.id, [...itemIds])));
}

/** One item with who signs, or undefined. */
export async function findItem(tx: Tx, corpId: string, itemId: string): Promise<CardRow | undefined> {
  return (await cards(tx, and(eq(items.corpId, corpId), eq(items.id, itemId))))[0];
}

/**
 * Everything in running cases that may wait for some people: as doer, acceptor or confirmer. The state decides whom it
 * waits for; the three indexes are used one by one.
 */
export async function listWaitingItems(tx: Tx, corpId: string, userIds: readonly string[]): Promise<CardRow[]> {
  if (userIds.length === 0) return [];
  const people = [...userIds];
  const doing: ItemState[] = ['todo', 'doing', 'returned', 'blocked', 'supplementary'];
  // As an array: the ids are looked up first and then each by the primary key, whatever the statistics say.
  const mine = sql`${items.id} = any(array(
    ${tx
      .select({ id: items.id })
      .from(items)
      .where(and(eq(items.corpId, corpId), inArray(items.doerId, people), inArray(items.state, doing)))}
    union all
    ${tx
      .select({ id: items.id })
      .from(items)
      .where(
        and(
          eq(items.corpId, corpId),
          inArray(items.acceptorId, people),
          or(
            eq(items.state, 'awaiting_acceptance'),
            and(eq(items.toBeReaccepted, true), eq(items.acceptorInterim, false)),
          ),
        ),
      )}
    union all
    ${tx
      .select({ id: confirmations.itemId })
      .from(confirmations)
      .where(
        and(
          eq(confirmations.corpId, corpId),
          inArray(confirmations.confirmerId, people),
          isNull(confirmations.confirmedAt),
        ),
      )}))`;
  const rows = await cards(tx, and(eq(items.corpId, corpId), mine));
  const asked = new Set(people);
  // Filtered here and not in SQL: a planner without fresh statistics would start from every open case.
  return rows.filter((row) => RUNNING.includes(row.caseState) && waitingFor(row).some((userId) => asked.has(userId)));
}

/** The case an item belongs to, its row locked: whoever changes an item holds its case first. */
export async function lockCaseOfItem(tx: Tx, corpId: string, itemId: string): Promise<HandoverRow | undefined> {
  const [row] = await tx
    .select({ handover: handovers })
    .from(handovers)
    .innerJoin(items, and(eq(items.corpId, handovers.corpId), eq(items.handoverId, handovers.id)))
    .where(and(eq(items.corpId, corpId), eq(items.id, itemId)))
    .for('no key update', { of: handovers });
  return row?.handover;
}

/** One case, or undefined. */
export async function findCase(tx: Tx, corpId: string, handoverId: string): Promise<HandoverRow | undefined> {
  const [row] = await tx
    .select()
    .from(handovers)
    .where(and(eq(handovers.corpId, corpId), eq(handovers.id, handoverId)));
  return row;
}

/** Changes an item if it is still the version that was read. @returns false when somebody was first */
export async function updateItem(
  tx: Tx,
  { corpId, id, version }: Pick<ItemRow, 'corpId' | 'id' | 'version'>,
  patch: Partial<ItemRow>,
): Promise<boolean> {
  const done = await tx
    .update(items)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(items.corpId, corpId), eq(items.id, id), eq(items.version, version)))
    .returning({ id: items.id });
  return done.length === 1;
}
