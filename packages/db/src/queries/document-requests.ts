import { and, desc, eq, gte, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { departments, documentRequests, people } from '../schema/index.ts';

export type RequestRow = typeof documentRequests.$inferSelect;
type NewRequest = Pick<RequestRow, 'corpId' | 'wanted' | 'wantedKey' | 'positionKey' | 'ownerId' | 'createdAt'>;

/**
 * Asks for a document, or joins who asked for the same: one open request a position and wording, unique in the database.
 * Asking twice is asking once.
 */
export async function putRequest(tx: Tx, request: NewRequest, askerId: string): Promise<RequestRow> {
  const [made] = await tx
    .insert(documentRequests)
    .values({ ...request, askerIds: [askerId] })
    .onConflictDoUpdate({
      target: [documentRequests.corpId, documentRequests.positionKey, documentRequests.wantedKey],
      targetWhere: sql`state = 'open'`,
      set: {
        askerIds: sql`case when ${askerId} = any(${documentRequests.askerIds}) then ${documentRequests.askerIds}
          else array_append(${documentRequests.askerIds}, ${askerId}) end`,
      },
    })
    .returning();
  if (!made) throw new Error('a request was neither made nor joined');
  return made;
}

/** Its row locked. */
export async function lockRequest(tx: Tx, corpId: string, id: string): Promise<RequestRow | undefined> {
  const one = and(eq(documentRequests.corpId, corpId), eq(documentRequests.id, id));
  const [row] = await tx.select().from(documentRequests).where(one).for('no key update');
  return row;
}

/** Changes a request and its version; call under {@link lockRequest}. */
export async function updateRequest(
  tx: Tx,
  { corpId, id, version }: RequestRow,
  patch: Partial<RequestRow>,
): Promise<void> {
  await tx
    .update(documentRequests)
    .set({ ...patch, version: version + 1 })
    .where(
      and(eq(documentRequests.corpId, corpId), eq(documentRequests.id, id), eq(documentRequests.version, version)),
    );
}

/** Requests that were waiting for this document: it is there now. */
export async function settleRequests(
  tx: Tx,
  { corpId, documentId, by, at }: { corpId: string; documentId: string; by: string; at: Date },
): Promise<void> {
  await tx
    .update(documentRequests)
    .set({ state: 'written', closedAt: at, closedBy: by, version: sql`${documentRequests.version} + 1` })
    .where(
      and(
        eq(documentRequests.corpId, corpId),
        eq(documentRequests.documentId, documentId),
        eq(documentRequests.state, 'open'),
      ),
    );
}

const MOST = 100;

/**
 * Open requests that nobody writes for yet: what the digest tells of. All of them: whoever waits behind a hundred that
 * are more wanted would never hear.
 */
export const listUnansweredRequests = (tx: Tx, corpId: string): Promise<RequestRow[]> =>
  tx
    .select()
    .from(documentRequests)
    .where(
      and(eq(documentRequests.corpId, corpId), eq(documentRequests.state, 'open'), isNull(documentRequests.documentId)),
    )
    .orderBy(documentRequests.createdAt, documentRequests.id);

/** The hundred open requests that are most wanted. @param ownerId undefined: whoever they wait for */
export function listOpenRequests(tx: Tx, corpId: string, ownerId?: string): Promise<RequestRow[]> {
  return tx
    .select()
    .from(documentRequests)
    .where(
      and(
        eq(documentRequests.corpId, corpId),
        eq(documentRequests.state, 'open'),
        ownerId === undefined ? undefined : eq(documentRequests.ownerId, ownerId),
      ),
    )
    .orderBy(desc(sql`cardinality(${documentRequests.askerIds})`), documentRequests.createdAt, documentRequests.id)
    .limit(MOST);
}

/** What somebody asked for, latest first. */
export function listAskedRequests(tx: Tx, corpId: string, askerId: string): Promise<RequestRow[]> {
  return tx
    .select()
    .from(documentRequests)
    .where(and(eq(documentRequests.corpId, corpId), sql`${askerId} = any(${documentRequests.askerIds})`))
    .orderBy(desc(documentRequests.createdAt), documentRequests.id)
    .limit(MOST);
}

/** Requests that came to an end since. */
export function listClosedRequests(tx: Tx, corpId: string, since: Date): Promise<RequestRow[]> {
  return tx
    .select()
    .from(documentRequests)
    .where(
      and(
        eq(documentRequests.corpId, corpId),
        inArray(documentRequests.state, ['written', 'declined']),
        gte(documentRequests.closedAt, since),
      ),
    );
}

/** Everybody who is there, with their title and the names of their departments, the company itself left out. */
export async function listPlacedPeople(
  tx: Tx,
  corpId: string,
): Promise<{ userId: string; title: string; departments: string[] }[]> {
  const rows = await tx
    .select({ userId: people.userId, title: people.title, deptIds: people.deptIds })
    .from(people)
    .where(and(eq(people.corpId, corpId), ne(people.employment, 'left')))
    .orderBy(people.userId);
  const known = await tx
    .select({ deptId: departments.deptId, name: departments.name })
    .from(departments)
    .where(and(eq(departments.corpId, corpId), isNotNull(departments.parentId)));
  const names = new Map(known.map(({ deptId, name }) => [deptId, name]));
  return rows.map(({ userId, title, deptIds }) => ({
    ...{ userId, title },
    departments: deptIds.map((deptId) => names.get(deptId)).filter((name) => name !== undefined),
  }));
}
