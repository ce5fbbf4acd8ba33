import { OPEN_CASE_STATES } from '@baton/core';
import { and, asc, desc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import {
  documents,
  documentVersions,
  handovers,
  people,
  readConfirmations,
  responsibilities,
  responsibilityDocuments,
  responsibilityDoers,
} from '../schema/index.ts';

export type ResponsibilityRow = typeof responsibilities.$inferSelect;

/** Living responsibilities, ★ first, in the order they were written; of these positions when they are named. */
export function listResponsibilities(
  tx: Tx,
  corpId: string,
  positionKeys?: readonly string[],
): Promise<ResponsibilityRow[]> {
  const of = positionKeys ? inArray(responsibilities.positionKey, [...positionKeys]) : undefined;
  return tx
    .select()
    .from(responsibilities)
    .where(and(eq(responsibilities.corpId, corpId), isNull(responsibilities.retiredAt), of))
    .orderBy(desc(responsibilities.starred), asc(responsibilities.createdAt), asc(responsibilities.id));
}

/** The responsibility, retired or not, its row locked; undefined when there is none. */
export async function lockResponsibility(
  tx: Tx,
  corpId: string,
  responsibilityId: string,
): Promise<ResponsibilityRow | undefined> {
  const [row] = await tx
    .select()
    .from(responsibilities)
    .where(and(eq(responsibilities.corpId, corpId), eq(responsibilities.id, responsibilityId)))
    .for('update');
  return row;
}

/** @returns the new row; undefined when a living one of that position says the same */
export async function insertResponsibility(
  tx: Tx,
  row: typeof responsibilities.$inferInsert,
): Promise<ResponsibilityRow | undefined> {
  const [added] = await tx.insert(responsibilities).values(row).onConflictDoNothing().returning();
  return added;
}

/** The living responsibility of a position that says this; undefined when none does. */
export async function findSaying(
  tx: Tx,
  { corpId, positionKey, titleKey }: Pick<ResponsibilityRow, 'corpId' | 'positionKey' | 'titleKey'>,
): Promise<ResponsibilityRow | undefined> {
  const [row] = await tx
    .select()
    .from(responsibilities)
    .where(
      and(
        eq(responsibilities.corpId, corpId),
        eq(responsibilities.positionKey, positionKey),
        eq(responsibilities.titleKey, titleKey),
        isNull(responsibilities.retiredAt),
      ),
    );
  return row;
}

/** Changes a locked row and counts its version on. */
export async function updateResponsibility(
  tx: Tx,
  { corpId, id, version }: Pick<ResponsibilityRow, 'corpId' | 'id' | 'version'>,
  change: Partial<typeof responsibilities.$inferInsert>,
): Promise<void> {
  await tx
    .update(responsibilities)
    .set({ ...change, version: version + 1 })
    .where(and(eq(responsibilities.corpId, corpId), eq(responsibilities.id, id)));
}

/** These documents and no others say how it is done. */
export async function replaceLinks(
  tx: Tx,
  { corpId, id }: Pick<ResponsibilityRow, 'corpId' | 'id'>,
  documentIds: readonly string[],
): Promise<void> {
  await tx
    .delete(responsibilityDocuments)
    .where(and(eq(responsibilityDocuments.corpId, corpId), eq(responsibilityDocuments.responsibilityId, id)));
  if (documentIds.length === 0) return;
  const rows = documentIds.map((documentId) => ({ corpId, responsibilityId: id, documentId }));
  await tx.insert(responsibilityDocuments).values(rows).onConflictDoNothing();
}

/** Documents of these responsibilities that more than named people may read: what few may open covers no position. */
export function listLinkedDocuments(tx: Tx, corpId: string, responsibilityIds: readonly string[]) {
  if (responsibilityIds.length === 0) return Promise.resolve([]);
  const { id, title, state, reviewOn, readers, publishedNumber, source } = documents;
  return tx
    .select({
      responsibilityId: responsibilityDocuments.responsibilityId,
      ...{ id, title, state, reviewOn, readers, publishedNumber, source },
    })
    .from(responsibilityDocuments)
    .innerJoin(
      documents,
      and(eq(documents.corpId, responsibilityDocuments.corpId), eq(id, responsibilityDocuments.documentId)),
    )
    .where(
      and(
        eq(responsibilityDocuments.corpId, corpId),
        inArray(responsibilityDocuments.responsibilityId, [...responsibilityIds]),
        ne(documents.visibility, 'people'),
      ),
    )
    .orderBy(asc(title), asc(id));
}

/** Who wrote in the published versions of these documents; whoever imported a file did not write it. */
export function listAuthors(tx: Tx, corpId: string, documentIds: readonly string[]) {
  if (documentIds.length === 0) return Promise.resolve([]);
  const { documentId, authorIds, number } = documentVersions;
  return tx
    .select({ documentId, userId: sql<string>`unnest(${authorIds})` })
    .from(documentVersions)
    .innerJoin(documents, and(eq(documents.corpId, documentVersions.corpId), eq(documents.id, documentId)))
    .where(
      and(
        eq(documentVersions.corpId, corpId),
        inArray(documentId, [...documentIds]),
        eq(documentVersions.minor, false),
        or(ne(documents.source, 'imported'), ne(number, 1)),
      ),
    );
}

/** Who confirmed having read these documents, in a version that still counts. */
export function listReadersOf(tx: Tx, corpId: string, documentIds: readonly string[]) {
  if (documentIds.length === 0) return Promise.resolve([]);
  const { documentId, userId, number } = readConfirmations;
  return tx
    .selectDistinct({ documentId, userId })
    .from(readConfirmations)
    .where(
      and(
        eq(readConfirmations.corpId, corpId),
        inArray(documentId, [...documentIds]),
        sql`${number} >= coalesce((select max(v.number) from ${documentVersions} v where v.corp_id = ${readConfirmations.corpId}
          and v.document_id = ${documentId} and v.read_again), 0)`,
      ),
    );
}

export function listDoers(tx: Tx, corpId: string, responsibilityIds: readonly string[]) {
  if (responsibilityIds.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(responsibilityDoers)
    .where(
      and(
        eq(responsibilityDoers.corpId, corpId),
        inArray(responsibilityDoers.responsibilityId, [...responsibilityIds]),
      ),
    );
}

/** @returns false when it was said before */
export async function insertDoer(tx: Tx, row: typeof responsibilityDoers.$inferInsert): Promise<boolean> {
  const added = await tx
    .insert(responsibilityDoers)
    .values(row)
    .onConflictDoNothing()
    .returning({ userId: responsibilityDoers.userId });
  return added.length > 0;
}

export async function deleteDoer(
  tx: Tx,
  { corpId, responsibilityId, userId }: { corpId: string; responsibilityId: string; userId: string },
): Promise<void> {
  await tx
    .delete(responsibilityDoers)
    .where(
      and(
        eq(responsibilityDoers.corpId, corpId),
        eq(responsibilityDoers.responsibilityId, responsibilityId),
        eq(responsibilityDoers.userId, userId),
      ),
    );
}

/** Who is about to go: 待离职 by DingTalk, or the leaver of an open case. */
export async function listLeaving(tx: Tx, corpId: string): Promise<Set<string>> {
  const pending = await tx
    .select({ userId: people.userId })
    .from(people)
    .where(and(eq(people.corpId, corpId), eq(people.employment, 'pending')));
  const leavers = await tx
    .select({ userId: handovers.leaverId })
    .from(handovers)
    .where(
      and(
        eq(handovers.corpId, corpId),
        eq(handovers.kind, 'departure'),
        inArray(handovers.state, [...OPEN_CASE_STATES]),
      ),
    );
  return new Set([...pending, ...leavers].map(({ userId }) => userId));
}
