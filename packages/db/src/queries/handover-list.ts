import type { CaseState, ConfirmationFacts } from '@baton/core';
import { and, asc, eq, ilike, inArray, isNotNull, isNull, ne, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { confirmations, handovers, items, people, positions, templates } from '../schema/index.ts';
import type { HandoverRow } from './items.ts';

/**
 * Whose cases: everybody's (HR, admin), those a person takes part in, or those that are for one of HR to look after;
 * `holders` are all who hold the role and have not left.
 */
export type CaseAudience =
  | { everybody: true }
  | { everybody: false; userId: string }
  | { everybody: false; hrId: string; holders: readonly string[] };

export type CaseListArgs = {
  corpId: string;
  audience: CaseAudience;
  states: readonly CaseState[];
  q: string;
  /** Position after the last row of the page before. */
  after: { lastWorkingDay: string; id: string } | null;
  limit: number;
};

/** Cases without a last working day come first: they wait for somebody to say. */
const NO_DAY = '0001-01-01';
const sortDay = sql<string>`coalesce(${handovers.lastWorkingDay}, ${NO_DAY}::date)`;

/** As core's `canSeeCase`: the leaver and the manager; from the launch on its other people, and who acts on an item. */
function seenBy(corpId: string, userId: string): SQL | undefined {
  const takingPart = or(
    eq(handovers.successorId, userId),
    eq(handovers.interimHolderId, userId),
    eq(handovers.witnessId, userId),
    sql`${handovers.id} = any(array(
      select i.handover_id from ${items} i where i.corp_id = ${corpId} and (i.acceptor_id = ${userId} or i.doer_id = ${userId})
      union all
      select i.handover_id from ${confirmations} c join ${items} i on i.corp_id = c.corp_id and i.id = c.item_id
      where c.corp_id = ${corpId} and c.confirmer_id = ${userId}))`,
  );
  return or(
    eq(handovers.leaverId, userId),
    eq(handovers.managerId, userId),
    and(isNotNull(handovers.launchedAt), takingPart),
  );
}

/** As core's `hrOfCase`: given to them, or to nobody who can see to it; never their own. */
function lookedAfterBy(hrId: string, holders: readonly string[]): SQL | undefined {
  return and(
    ne(handovers.leaverId, hrId),
    or(
      isNull(handovers.hrId),
      eq(handovers.hrId, hrId),
      eq(handovers.hrId, handovers.leaverId),
      notInArray(handovers.hrId, [...holders]),
    ),
  );
}

function ofAudience(corpId: string, audience: CaseAudience): SQL | undefined {
  if (audience.everybody) return undefined;
  return 'hrId' in audience ? lookedAfterBy(audience.hrId, audience.holders) : seenBy(corpId, audience.userId);
}

function matching({ corpId, audience, states, q }: Omit<CaseListArgs, 'after' | 'limit'>): SQL | undefined {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return and(
    eq(handovers.corpId, corpId),
    inArray(handovers.state, [...states]),
    ofAudience(corpId, audience),
    q === ''
      ? undefined
      : sql`exists (select 1 from ${people} where ${people.corpId} = ${handovers.corpId}
          and ${people.userId} = ${handovers.leaverId} and ${ilike(people.name, pattern)})`,
  );
}

/** One page of cases by last working day; keyset, so that page 100 costs what page 1 does. */
export function listCases(tx: Tx, args: CaseListArgs): Promise<HandoverRow[]> {
  const after = args.after
    ? sql`(${sortDay}, ${handovers.id}) > (${args.after.lastWorkingDay}::date, ${args.after.id}::uuid)`
    : undefined;
  return tx
    .select()
    .from(handovers)
    .where(and(matching(args), after))
    .orderBy(asc(sortDay), asc(handovers.id))
    .limit(args.limit);
}

/** The keyset position of a row of {@link listCases}. */
export const positionOf = (
  row: Pick<HandoverRow, 'lastWorkingDay' | 'id'>,
): { lastWorkingDay: string; id: string } => ({
  lastWorkingDay: row.lastWorkingDay ?? NO_DAY,
  id: row.id,
});

/** How many cases there are in each state, over the whole audience. */
export async function countCases(
  tx: Tx,
  args: Omit<CaseListArgs, 'after' | 'limit'>,
): Promise<Partial<Record<CaseState, number>>> {
  const rows = await tx
    .select({ state: handovers.state, n: sql<number>`count(*)::integer` })
    .from(handovers)
    .where(matching(args))
    .groupBy(handovers.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

/** What a case row says about its items: only what progress, overdue and blockers need. */
export type ItemPulse = Pick<
  typeof items.$inferSelect,
  'handoverId' | 'state' | 'level' | 'gate' | 'dueOn' | 'doerId' | 'acceptorId' | 'acceptorInterim' | 'toBeReaccepted'
> & { /** Open ones only, and only while the item waits for them. */ confirmations: ConfirmationFacts[] };

/** The pulse of every item of some cases, in one query. */
export async function listPulses(tx: Tx, corpId: string, handoverIds: readonly string[]): Promise<ItemPulse[]> {
  if (handoverIds.length === 0) return [];
  return tx
    .select({
      handoverId: items.handoverId,
      state: items.state,
      level: items.level,
      gate: items.gate,
      dueOn: items.dueOn,
      doerId: items.doerId,
      acceptorId: items.acceptorId,
      acceptorInterim: items.acceptorInterim,
      toBeReaccepted: items.toBeReaccepted,
      confirmations: sql<ConfirmationFacts[]>`case when ${items.state} = 'awaiting_confirmation' then coalesce((
        select json_agg(json_build_object('slot', c.slot, 'role', c.role, 'confirmerId', c.confirmer_id,
          'confirmedAt', null) order by c.slot)
        from confirmations c
        where c.corp_id = "items"."corp_id" and c.item_id = "items"."id" and c.confirmed_at is null), '[]'::json)
        else '[]'::json end`,
    })
    .from(items)
    .where(and(eq(items.corpId, corpId), inArray(items.handoverId, [...handoverIds])));
}

/** 岗位 by name, for whoever corrects a match. */
export function listPositionRows(tx: Tx, corpId: string): Promise<{ key: string; name: string }[]> {
  return tx
    .select({ key: positions.key, name: positions.name })
    .from(positions)
    .where(eq(positions.corpId, corpId))
    .orderBy(asc(positions.name), asc(positions.key));
}

export function listTemplateNames(tx: Tx, corpId: string): Promise<{ key: string; name: string }[]> {
  return tx.select({ key: templates.key, name: templates.name }).from(templates).where(eq(templates.corpId, corpId));
}
