import { AppError, type Visibility } from '@baton/core';
import { schema, type Tx } from '@baton/db';
import { and, eq, inArray } from 'drizzle-orm';

/** How each kind of audience is looked up; the company needs no list. */
const KNOWN: Record<Visibility, ((tx: Tx, corpId: string, ids: readonly string[]) => Promise<string[]>) | null> = {
  company: null,
  departments: async (tx, corpId, ids) => {
    const { departments } = schema;
    const wanted = ids.map(Number).filter(Number.isSafeInteger);
    const rows = await tx
      .select({ id: departments.deptId })
      .from(departments)
      .where(and(eq(departments.corpId, corpId), inArray(departments.deptId, wanted)));
    return rows.map(({ id }) => String(id));
  },
  positions: async (tx, corpId, ids) => {
    const { positions } = schema;
    const rows = await tx
      .select({ id: positions.key })
      .from(positions)
      .where(and(eq(positions.corpId, corpId), inArray(positions.key, [...ids])));
    return rows.map(({ id }) => id);
  },
  people: async (tx, corpId, ids) => {
    const { people } = schema;
    const rows = await tx
      .select({ id: people.userId })
      .from(people)
      .where(and(eq(people.corpId, corpId), inArray(people.userId, [...ids])));
    return rows.map(({ id }) => id);
  },
};

/**
 * Whom a document is meant for, each once, in order.
 * @returns ids as they are kept; empty for the whole company
 * @throws AppError invalid_input when somebody or something on the list does not exist
 */
export async function requireAudience(
  tx: Tx,
  corpId: string,
  { visibility, visibleTo }: { visibility: Visibility; visibleTo: readonly string[] },
): Promise<string[]> {
  const find = KNOWN[visibility];
  if (find === null) return [];
  const wanted = [...new Set(visibleTo)].toSorted();
  const known = wanted.length === 0 ? [] : await find(tx, corpId, wanted);
  // Named people may be none: the document is then for its owner, verifier and editors alone. So may the others: the
  // position's own people read it anyway.
  if (wanted.some((id) => !known.includes(id))) throw new AppError('invalid_input', { field: 'visibleTo' });
  return wanted;
}
