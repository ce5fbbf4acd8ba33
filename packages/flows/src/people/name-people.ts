import { listPersonRefs, type PersonRefRow, type Tx } from '@baton/db';

/** Gives the person behind an id; ids nobody knows stay readable as themselves. */
export type Naming = { (userId: string): PersonRefRow; (userId: string | null): PersonRefRow | null };

/** Looks up everybody a reply speaks of in one query. Nulls are passed over. */
export async function namePeople(
  tx: Tx,
  corpId: string,
  userIds: Iterable<string | null | undefined>,
): Promise<Naming> {
  const wanted = [...new Set(userIds)].filter((id): id is string => typeof id === 'string');
  const rows = await listPersonRefs(tx, corpId, wanted);
  return naming(rows);
}

export function naming(rows: readonly PersonRefRow[]): Naming {
  const known = new Map(
    rows.map(({ userId, name, title, department }) => [userId, { userId, name, title, department }]),
  );
  const name = (userId: string | null): PersonRefRow | null =>
    userId === null ? null : (known.get(userId) ?? { userId, name: userId, title: '', department: '' });
  return name as Naming;
}
