import { and, asc, eq, gt, gte, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { departments, people } from '../schema/index.ts';

export type SeenPerson = {
  userId: string;
  unionId: string;
  name: string;
  title: string;
  deptIds: number[];
  isAdmin: boolean;
  /** Undefined: the source does not tell; what is known stays. */
  managerUserId?: string | null;
};

/**
 * Writes people as DingTalk shows them now. Whether somebody works here is not decided by this: see presence facts.
 * @param at when they were seen; `detailedAt` is set when the manager is known
 */
export async function upsertPeople(tx: Tx, corpId: string, seen: readonly SeenPerson[], at: Date): Promise<void> {
  if (seen.length === 0) return;
  await tx
    .insert(people)
    .values(
      seen.map((person) => ({
        ...person,
        corpId,
        managerUserId: person.managerUserId ?? null,
        seenAt: at,
        detailedAt: person.managerUserId === undefined ? null : at,
      })),
    )
    .onConflictDoUpdate({
      target: [people.corpId, people.userId],
      set: {
        unionId: sql`excluded.union_id`,
        name: sql`excluded.name`,
        title: sql`excluded.title`,
        deptIds: sql`excluded.dept_ids`,
        isAdmin: sql`excluded.is_admin`,
        managerUserId: sql`case when excluded.detailed_at is null then ${people.managerUserId} else excluded.manager_user_id end`,
        detailedAt: sql`coalesce(excluded.detailed_at, ${people.detailedAt})`,
        seenAt: sql`greatest(excluded.seen_at, ${people.seenAt})`,
      },
    });
}

export async function upsertDepartment(
  tx: Tx,
  corpId: string,
  seen: { deptId: number; parentId: number | null; name: string; leaderUserIds: string[] },
  at: Date,
): Promise<void> {
  await tx
    .insert(departments)
    .values({ ...seen, corpId, seenAt: at, goneAt: null })
    .onConflictDoUpdate({
      target: [departments.corpId, departments.deptId],
      set: {
        parentId: sql`excluded.parent_id`,
        name: sql`excluded.name`,
        leaderUserIds: sql`excluded.leader_user_ids`,
        seenAt: sql`greatest(excluded.seen_at, ${departments.seenAt})`,
        goneAt: null,
      },
    });
}

/** Marks a department as gone; it keeps its row, because old cases name it. */
export async function markDepartmentGone(tx: Tx, corpId: string, deptId: number, at: Date): Promise<void> {
  await tx
    .update(departments)
    .set({ goneAt: at })
    .where(and(eq(departments.corpId, corpId), eq(departments.deptId, deptId), sql`gone_at is null`));
}

/** Departments of a person, and parents of known ones, that were never read. */
export async function listUnknownDepartments(tx: Tx, corpId: string, userId: string): Promise<number[]> {
  const result = (await tx.execute(sql`
    with recursive wanted as (
      select (jsonb_array_elements_text(dept_ids))::bigint as dept_id
      from ${people} where corp_id = ${corpId} and user_id = ${userId}
      union
      select d.parent_id from ${departments} d join wanted w on d.dept_id = w.dept_id
      where d.corp_id = ${corpId} and d.parent_id is not null
    )
    select w.dept_id::text as dept_id from wanted w
    where not exists (select from ${departments} d where d.corp_id = ${corpId} and d.dept_id = w.dept_id)`)) as unknown as
    | { rows: { dept_id: string }[] }
    | { dept_id: string }[];
  return (Array.isArray(result) ? result : result.rows).map((row) => Number(row.dept_id));
}

/** People whose manager was never read, by userId after `after`. */
export async function listPeopleWithoutDetails(
  tx: Tx,
  corpId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .select({ userId: people.userId })
    .from(people)
    .where(
      and(
        eq(people.corpId, corpId),
        isNull(people.detailedAt),
        ne(people.employment, 'left'),
        gt(people.userId, after),
      ),
    )
    .orderBy(asc(people.userId))
    .limit(limit);
  return rows.map(({ userId }) => userId);
}

/** People whom a walk contradicts: here but not met since it began, or gone but met. By userId after `after`. */
export async function listPeopleToVerify(
  tx: Tx,
  corpId: string,
  since: Date,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .select({ userId: people.userId })
    .from(people)
    .where(
      and(
        eq(people.corpId, corpId),
        or(
          and(ne(people.employment, 'left'), lt(people.seenAt, since)),
          and(eq(people.employment, 'left'), gte(people.seenAt, since), gt(people.seenAt, people.leftAt)),
        ),
        gt(people.userId, after),
      ),
    )
    .orderBy(asc(people.userId))
    .limit(limit);
  return rows.map(({ userId }) => userId);
}

/** Departments that a complete walk did not meet. */
export async function markUnseenDepartmentsGone(tx: Tx, corpId: string, since: Date, at: Date): Promise<void> {
  await tx
    .update(departments)
    .set({ goneAt: at })
    .where(and(eq(departments.corpId, corpId), lt(departments.seenAt, since), isNull(departments.goneAt)));
}

/** Who works here, by userId after `after`. */
export async function listEmployees(tx: Tx, corpId: string, after: string, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ userId: people.userId })
    .from(people)
    .where(and(eq(people.corpId, corpId), ne(people.employment, 'left'), gt(people.userId, after)))
    .orderBy(asc(people.userId))
    .limit(limit);
  return rows.map(({ userId }) => userId);
}
