import { and, eq, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { departments, people } from '../schema/index.ts';

type Placed = { title: string; deptIds: readonly number[] };
type DepartmentRow = { deptId: number; parentId: number | null; name: string; leads: boolean };

/**
 * What decides on somebody's documents: where they are, whom they lead, and the departments of all of them.
 * @returns undefined for whom the directory does not know
 */
export async function readPlaces(
  tx: Tx,
  corpId: string,
  userId: string,
): Promise<{ person: Placed; led: Placed[]; departments: Map<number, DepartmentRow> } | undefined> {
  const placed = { userId: people.userId, title: people.title, deptIds: people.deptIds };
  const [person] = await tx
    .select(placed)
    .from(people)
    .where(and(eq(people.corpId, corpId), eq(people.userId, userId)));
  if (!person) return undefined;
  const rows: DepartmentRow[] = await tx
    .select({
      deptId: departments.deptId,
      parentId: departments.parentId,
      name: departments.name,
      leads: sql<boolean>`${departments.leaderUserIds} @> to_jsonb(${userId}::text)`,
    })
    .from(departments)
    .where(eq(departments.corpId, corpId));
  const ledDepartments = rows.filter(({ leads }) => leads).map(({ deptId }) => deptId);
  const led = await tx
    .select(placed)
    .from(people)
    .where(
      and(
        eq(people.corpId, corpId),
        ne(people.employment, 'left'),
        ne(people.userId, userId),
        or(
          eq(people.managerUserId, userId),
          ...ledDepartments.map((deptId) => sql`${people.deptIds} @> to_jsonb(${deptId}::bigint)`),
        ),
      ),
    );
  return { person, led, departments: new Map(rows.map((row) => [row.deptId, row])) };
}
