import { type CaseKind, OPEN_CASE_STATES, type TemplateItem } from '@baton/core';
import { and, desc, eq, gt, inArray, isNotNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import {
  confirmations,
  departments,
  handovers,
  items,
  people,
  positionRules,
  positions,
  roleHolders,
  templates,
  templateVersions,
} from '../schema/index.ts';
import { together } from '../together.ts';
import { insertRows } from './insert-rows.ts';
import type { HandoverRow } from './items.ts';

type CaseRow = HandoverRow;
export type NewItem = typeof items.$inferInsert;
export type NewConfirmation = typeof confirmations.$inferInsert;

/** The row of a case, locked until the transaction ends. */
export async function lockCase(tx: Tx, corpId: string, handoverId: string): Promise<CaseRow | undefined> {
  const [row] = await tx
    .select()
    .from(handovers)
    .where(and(eq(handovers.corpId, corpId), eq(handovers.id, handoverId)))
    .for('no key update');
  return row;
}

/** All departures of one person, newest first, under a row lock. */
export function lockCasesOf(tx: Tx, corpId: string, leaverId: string): Promise<CaseRow[]> {
  return tx
    .select()
    .from(handovers)
    .where(and(eq(handovers.corpId, corpId), eq(handovers.leaverId, leaverId), eq(handovers.kind, 'departure')))
    .orderBy(desc(handovers.createdAt), desc(handovers.id))
    .for('no key update');
}

export async function insertCase(tx: Tx, row: typeof handovers.$inferInsert): Promise<CaseRow> {
  const [inserted] = await tx.insert(handovers).values(row).returning();
  if (!inserted) throw new Error('no case inserted');
  return inserted;
}

/** Changes a case whose row this transaction has locked, and its version. @returns the row as it is now */
export async function updateCase(
  tx: Tx,
  before: Pick<CaseRow, 'corpId' | 'id'>,
  change: Partial<typeof handovers.$inferInsert>,
  now: Date,
): Promise<CaseRow> {
  const [row] = await tx
    .update(handovers)
    .set({ ...change, updatedAt: now, version: sql`${handovers.version} + 1` })
    .where(and(eq(handovers.corpId, before.corpId), eq(handovers.id, before.id)))
    .returning();
  if (!row) throw new Error('case vanished');
  return row;
}

/** Position, template and versions as they are now, for a case that is being born. */
export async function readPositionRules(tx: Tx, corpId: string) {
  const [rules, known, drafts] = await together([
    tx.select().from(positionRules).where(eq(positionRules.corpId, corpId)),
    tx.select().from(positions).where(eq(positions.corpId, corpId)),
    tx.select().from(templates).where(eq(templates.corpId, corpId)),
  ]);
  return { rules, positions: known, templates: drafts };
}

/** The templates a case is bound to, in its order. */
export async function readBoundTemplates(
  tx: Tx,
  corpId: string,
  bound: readonly { key: string; version: number }[],
): Promise<{ key: string; needsWitness: boolean; items: readonly TemplateItem[] }[]> {
  if (bound.length === 0) return [];
  const rows = await tx
    .select({
      key: templates.key,
      version: templateVersions.version,
      needsWitness: templates.needsWitness,
      items: templateVersions.items,
    })
    .from(templateVersions)
    .innerJoin(
      templates,
      and(eq(templates.corpId, templateVersions.corpId), eq(templates.key, templateVersions.templateKey)),
    )
    .where(
      and(
        eq(templateVersions.corpId, corpId),
        inArray(
          templateVersions.templateKey,
          bound.map(({ key }) => key),
        ),
      ),
    );
  return bound.map(({ key, version }) => {
    const row = rows.find((candidate) => candidate.key === key && candidate.version === version);
    if (!row) throw new Error(`template ${key} version ${version} is missing`);
    return row;
  });
}

/** The leaver with what decides position and manager. */
export async function readLeaver(tx: Tx, corpId: string, leaverId: string) {
  const [person] = await tx
    .select()
    .from(people)
    .where(and(eq(people.corpId, corpId), eq(people.userId, leaverId)));
  if (!person) return undefined;
  const names =
    person.deptIds.length === 0
      ? []
      : await tx
          .select({ name: departments.name })
          .from(departments)
          .where(
            and(
              eq(departments.corpId, corpId),
              inArray(departments.deptId, person.deptIds),
              // The root is the company itself; 星河精密制造 says nothing about a position.
              sql`${departments.parentId} is not null`,
            ),
          );
  const [reports] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(people)
    .where(and(eq(people.corpId, corpId), eq(people.managerUserId, leaverId), ne(people.employment, 'left')));
  return { person, departments: names.map(({ name }) => name), directReports: reports?.count ?? 0 };
}

/**
 * Who leads a person: the manager DingTalk names, else the nearest department leader upwards, never somebody who left.
 * @returns null when nobody does
 */
export const findManagerOf = async (tx: Tx, corpId: string, userId: string): Promise<string | null> =>
  (await listManagersOf(tx, corpId, [userId])).get(userId) ?? null;

/** The same for many at once; whom nobody leads is not in the reply. */
export async function listManagersOf(
  tx: Tx,
  corpId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = (await tx.execute(sql`
    with recursive me as (
      select user_id, manager_user_id, dept_ids from ${people}
      where corp_id = ${corpId}
        and user_id in (select jsonb_array_elements_text(${JSON.stringify(userIds)}::text::jsonb))
    ), up as (
      select me.user_id as of_id, d.dept_id, d.parent_id, d.leader_user_ids, 1 as height
      from ${departments} d, me where d.corp_id = ${corpId} and me.dept_ids @> to_jsonb(d.dept_id)
      union all
      select up.of_id, d.dept_id, d.parent_id, d.leader_user_ids, up.height + 1
      from ${departments} d join up on d.dept_id = up.parent_id where d.corp_id = ${corpId} and up.height < 20
    ), candidates as (
      select user_id as of_id, manager_user_id as user_id, 0 as height, 0::bigint as place from me
      union all
      select up.of_id, leader.value, up.height, leader.ordinality
      from up, jsonb_array_elements_text(up.leader_user_ids) with ordinality as leader(value, ordinality)
    )
    select distinct on (c.of_id) c.of_id, c.user_id from candidates c
    left join ${people} p on p.corp_id = ${corpId} and p.user_id = c.user_id
    where c.user_id is not null and c.user_id <> c.of_id and coalesce(p.employment, 'on_job') <> 'left'
    order by c.of_id, c.height, c.place, c.user_id`)) as unknown as { rows: Led[] } | Led[];
  const found = Array.isArray(rows) ? rows : rows.rows;
  return new Map(found.map(({ of_id, user_id }) => [of_id, user_id]));
}
type Led = { of_id: string; user_id: string };

/** Userids behind some roles, lowest rank first, people who left passed over. */
export async function listRoleHolders(tx: Tx, corpId: string, roles: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ userId: roleHolders.userId, role: roleHolders.role })
    .from(roleHolders)
    .leftJoin(people, and(eq(people.corpId, roleHolders.corpId), eq(people.userId, roleHolders.userId)))
    .where(
      and(
        eq(roleHolders.corpId, corpId),
        inArray(roleHolders.role, [...roles]),
        sql`coalesce(${people.employment}, 'on_job') <> 'left'`,
      ),
    )
    .orderBy(roleHolders.rank, roleHolders.userId);
  return rows.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role)).map(({ userId }) => userId);
}

/** Admins of the company, as DingTalk knows them. */
export async function listAdmins(tx: Tx, corpId: string): Promise<string[]> {
  const rows = await tx
    .select({ userId: people.userId })
    .from(people)
    .where(and(eq(people.corpId, corpId), eq(people.isAdmin, true), ne(people.employment, 'left')))
    .orderBy(people.userId);
  return rows.map(({ userId }) => userId);
}

/** Issues the checklist of a case that has none yet. */
export async function insertItems(
  tx: Tx,
  lines: readonly { item: NewItem & { id: string }; confirmations: readonly NewConfirmation[] }[],
): Promise<void> {
  await insertRows(
    tx,
    items,
    lines.map(({ item }) => item),
  );
  await insertRows(
    tx,
    confirmations,
    lines.flatMap((line) => line.confirmations),
  );
}

/** Items of a case with their signers, under row locks, in checklist order. */
export async function lockItems(tx: Tx, corpId: string, handoverId: string) {
  const rows = await tx
    .select()
    .from(items)
    .where(and(eq(items.corpId, corpId), eq(items.handoverId, handoverId)))
    .orderBy(items.position)
    .for('no key update');
  if (rows.length === 0) return [];
  const signers = await tx
    .select()
    .from(confirmations)
    .where(
      and(
        eq(confirmations.corpId, corpId),
        inArray(
          confirmations.itemId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(confirmations.slot);
  return rows.map((item) => ({ item, signers: signers.filter(({ itemId }) => itemId === item.id) }));
}

/** Leavers with an open departure; with `troubled`, only those whose case cannot start or lacks somebody. */
export async function listOpenLeavers(tx: Tx, corpId: string, only?: 'troubled'): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ leaverId: handovers.leaverId })
    .from(handovers)
    .where(
      and(
        eq(handovers.corpId, corpId),
        eq(handovers.kind, 'departure'),
        inArray(handovers.state, [...OPEN_CASE_STATES]),
        only ? or(eq(handovers.state, 'preparing'), gt(handovers.problems, 0)) : undefined,
      ),
    );
  return rows.map(({ leaverId }) => leaverId);
}

/** The open case of one person and kind, if there is one. */
export async function findOpenCaseId(tx: Tx, corpId: string, leaverId: string, kind: CaseKind): Promise<string | null> {
  const [row] = await tx
    .select({ id: handovers.id })
    .from(handovers)
    .where(
      and(
        eq(handovers.corpId, corpId),
        eq(handovers.leaverId, leaverId),
        eq(handovers.kind, kind),
        inArray(handovers.state, [...OPEN_CASE_STATES]),
      ),
    );
  return row?.id ?? null;
}

/** Leavers of open cases in which somebody plays a part: manager, successor …, or does, accepts or signs an open item. */
export async function listLeaversInvolving(tx: Tx, corpId: string, userId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ leaverId: handovers.leaverId })
    .from(handovers)
    .where(
      and(
        eq(handovers.corpId, corpId),
        eq(handovers.kind, 'departure'),
        ne(handovers.leaverId, userId),
        inArray(handovers.state, [...OPEN_CASE_STATES]),
        or(
          eq(handovers.managerId, userId),
          eq(handovers.successorId, userId),
          eq(handovers.interimHolderId, userId),
          eq(handovers.witnessId, userId),
          sql`${handovers.id} in (
            select i.handover_id from ${items} i
            where i.corp_id = ${corpId} and (i.doer_id = ${userId} or i.acceptor_id = ${userId})
            union all
            select i.handover_id from ${confirmations} c join ${items} i on i.corp_id = c.corp_id and i.id = c.item_id
            where c.corp_id = ${corpId} and c.confirmer_id = ${userId} and c.confirmed_at is null)`,
        ),
      ),
    );
  return rows.map(({ leaverId }) => leaverId);
}

/**
 * Takes the end of access off the cases that somebody had before they came back at `since`.
 * @returns the cases that changed
 */
export async function endCutoffs(
  tx: Tx,
  { corpId, leaverId, since, now }: { corpId: string; leaverId: string; since: Date; now: Date },
): Promise<string[]> {
  const rows = await tx
    .update(handovers)
    .set({ accessCutoffAt: null, updatedAt: now, version: sql`${handovers.version} + 1` })
    .where(
      and(
        eq(handovers.corpId, corpId),
        eq(handovers.leaverId, leaverId),
        isNotNull(handovers.accessCutoffAt),
        lt(handovers.createdAt, since),
      ),
    )
    .returning({ id: handovers.id });
  return rows.map(({ id }) => id);
}
