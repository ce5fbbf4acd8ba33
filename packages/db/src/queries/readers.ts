import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { departments, people } from '../schema/index.ts';

type Placed = { title: string; deptIds: readonly number[] };
type DepartmentRow = { deptId: number; parentId: number | null; name: string };
type Places = { person: Placed; led: Placed[]; departments: ReadonlyMap<number, DepartmentRow> };

/**
 * What decides on people's documents: where they are, whom they lead, and the departments of all of them. As many
 * statements for a thousand people as for one.
 * @returns by userId; nobody whom the directory does not know
 */
export async function readPlaces(tx: Tx, corpId: string, userIds: readonly string[]): Promise<Map<string, Places>> {
  const wanted = [...new Set(userIds)];
  if (wanted.length === 0) return new Map();
  const placed = { userId: people.userId, title: people.title, deptIds: people.deptIds };
  const persons = await tx
    .select(placed)
    .from(people)
    .where(and(eq(people.corpId, corpId), inArray(people.userId, wanted)));
  const { deptId, parentId, name, leaderUserIds } = departments;
  const lines = await tx
    .select({ deptId, parentId, name, leaderUserIds })
    .from(departments)
    .where(eq(departments.corpId, corpId));
  const asked = new Set(wanted);
  const ledDepartments = lines.filter((line) => line.leaderUserIds.some((leader) => asked.has(leader)));
  const led = await tx
    .select({ ...placed, managerUserId: people.managerUserId })
    .from(people)
    .where(
      and(
        eq(people.corpId, corpId),
        ne(people.employment, 'left'),
        or(
          inArray(people.managerUserId, wanted),
          ...ledDepartments.map((line) => sql`${people.deptIds} @> to_jsonb(${line.deptId}::bigint)`),
        ),
      ),
    );
  const byId = new Map(lines.map(({ leaderUserIds: _leaders, ...line }) => [line.deptId, line]));
  return new Map(
    persons.map((person) => {
      const { userId } = person;
      const own = new Set(
        ledDepartments.filter((line) => line.leaderUserIds.includes(userId)).map((line) => line.deptId),
      );
      const isLed = (row: (typeof led)[number]) =>
        row.userId !== userId && (row.managerUserId === userId || row.deptIds.some((id) => own.has(id)));
      return [userId, { person, led: led.filter(isLed), departments: byId }];
    }),
  );
}
