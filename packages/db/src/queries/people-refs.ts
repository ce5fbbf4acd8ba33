import { and, asc, eq, ilike, inArray, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { departments, people } from '../schema/index.ts';

/** What anyone in the company may know of a colleague. */
export type PersonRefRow = { userId: string; name: string; title: string; department: string };
export type PersonRow = typeof people.$inferSelect;

const ref = {
  userId: people.userId,
  name: people.name,
  title: people.title,
  department: sql<string>`coalesce(${departments.name}, '')`,
};
const firstDepartment = and(
  eq(departments.corpId, people.corpId),
  eq(departments.deptId, sql`(${people.deptIds} ->> 0)::bigint`),
);

/** Names of people by id; who is unknown is not in the reply. People who left keep their names. */
export async function listPersonRefs(
  tx: Tx,
  corpId: string,
  userIds: readonly string[],
): Promise<(PersonRefRow & Pick<PersonRow, 'language'>)[]> {
  if (userIds.length === 0) return [];
  return tx
    .select({ ...ref, language: people.language })
    .from(people)
    .leftJoin(departments, firstDepartment)
    .where(and(eq(people.corpId, corpId), inArray(people.userId, [...userIds])));
}

/** Colleagues whom DingTalk showed us and who have not left, whose name or title contains `q`; an empty `q` gives the first of everybody. */
export function searchPeople(tx: Tx, corpId: string, q: string, limit: number): Promise<PersonRefRow[]> {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return tx
    .select(ref)
    .from(people)
    .leftJoin(departments, firstDepartment)
    .where(
      and(
        eq(people.corpId, corpId),
        ne(people.employment, 'left'),
        ne(people.unionId, ''),
        q === '' ? undefined : or(ilike(people.name, pattern), ilike(people.title, pattern)),
      ),
    )
    .orderBy(asc(people.name), asc(people.userId))
    .limit(limit);
}

export async function findPerson(tx: Tx, corpId: string, userId: string): Promise<PersonRow | undefined> {
  const [row] = await tx
    .select()
    .from(people)
    .where(and(eq(people.corpId, corpId), eq(people.userId, userId)));
  return row;
}

/** Language and employment of some people, for messages. */
export async function listReaders(
  tx: Tx,
  corpId: string,
  userIds: readonly string[],
): Promise<Pick<PersonRow, 'userId' | 'name' | 'language' | 'managerUserId'>[]> {
  if (userIds.length === 0) return [];
  return tx
    .select({
      userId: people.userId,
      name: people.name,
      language: people.language,
      managerUserId: people.managerUserId,
    })
    .from(people)
    .where(and(eq(people.corpId, corpId), inArray(people.userId, [...userIds]), ne(people.employment, 'left')));
}

/** What signing in tells about a person besides the directory. */
export async function updatePerson(
  tx: Tx,
  corpId: string,
  userId: string,
  patch: Partial<Pick<PersonRow, 'isAdmin' | 'language'>>,
): Promise<void> {
  await tx
    .update(people)
    .set(patch)
    .where(and(eq(people.corpId, corpId), eq(people.userId, userId)));
}

/** Living colleagues by their whole name: files name people so. */
export async function listPeopleNamed(
  tx: Tx,
  corpId: string,
  names: readonly string[],
): Promise<{ userId: string; name: string }[]> {
  if (names.length === 0) return [];
  return tx
    .select({ userId: people.userId, name: people.name })
    .from(people)
    .where(
      and(
        eq(people.corpId, corpId),
        inArray(people.name, [...names]),
        ne(people.employment, 'left'),
        ne(people.unionId, ''),
      ),
    );
}
