import { type DocumentKind, type DocumentState, namesOf, type Reader } from '@baton/core';
import { and, asc, desc, eq, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentDrafts, documents, documentVersions } from '../schema/index.ts';
import type { DocumentRow, DraftRow } from './documents.ts';

export type DocumentListArgs = {
  corpId: string;
  reader: Reader;
  /** Undefined: of any position; null: of the whole company. */
  positionKey?: string | null | undefined;
  kinds?: readonly DocumentKind[] | undefined;
  states?: readonly DocumentState[] | undefined;
  /** Owner, verifier or editor of it. */
  mine?: boolean | undefined;
  /** Flagged, or its review day is this one or earlier. */
  dueOn?: string | undefined;
  after: { updatedAt: Date; id: string } | null;
  limit: number;
};

const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;
const withDraft = and(eq(documentDrafts.corpId, documents.corpId), eq(documentDrafts.documentId, documents.id));

/** What somebody may read; a test compares it with core's `canReadDocument` over every case. Every search asks this first. */
export const readableBy = (reader: Reader): SQL => sql`${documents.readers} && ${texts(namesOf(reader))}`;

/** One page of the documents somebody may read, latest change first; keyset, so that page 100 costs what page 1 does. */
export function listDocuments(
  tx: Tx,
  args: DocumentListArgs,
): Promise<{ document: DocumentRow; draft: DraftRow | null }[]> {
  const { corpId, reader, positionKey, kinds, states, mine, dueOn, after, limit } = args;
  const me = reader.userId;
  const where = and(
    eq(documents.corpId, corpId),
    readableBy(reader),
    positionKey === undefined
      ? undefined
      : positionKey === null
        ? isNull(documents.positionKey)
        : eq(documents.positionKey, positionKey),
    kinds ? inArray(documents.kind, [...kinds]) : undefined,
    states ? inArray(documents.state, [...states]) : undefined,
    mine
      ? or(eq(documents.ownerId, me), eq(documents.verifierId, me), sql`${me} = any(${documents.editorIds})`)
      : undefined,
    dueOn === undefined
      ? undefined
      : or(eq(documents.state, 'needs_review'), and(eq(documents.state, 'published'), lte(documents.reviewOn, dueOn))),
    after
      ? sql`(${documents.updatedAt}, ${documents.id}) < (${after.updatedAt.toISOString()}::timestamptz, ${after.id}::uuid)`
      : undefined,
  );
  return tx
    .select({ document: documents, draft: documentDrafts })
    .from(documents)
    .leftJoin(documentDrafts, withDraft)
    .where(where)
    .orderBy(desc(documents.updatedAt), desc(documents.id))
    .limit(limit);
}

/**
 * Published documents that touch a subject and that somebody may read: it is one of their subjects, or their text names
 * it. Locked, in an order that every caller keeps.
 * @param subject folded by core's `foldText`, not empty
 */
export async function lockDocumentsTouching(
  tx: Tx,
  { corpId, reader, subject }: { corpId: string; reader: Reader; subject: string },
): Promise<{ document: DocumentRow; draft: DraftRow | null }[]> {
  const found = await tx
    .select({ id: documents.id })
    .from(documents)
    .innerJoin(
      documentVersions,
      and(
        eq(documentVersions.corpId, documents.corpId),
        eq(documentVersions.documentId, documents.id),
        eq(documentVersions.number, documents.publishedNumber),
      ),
    )
    .leftJoin(documentDrafts, withDraft)
    .where(
      and(
        eq(documents.corpId, corpId),
        inArray(documents.state, ['published', 'needs_review']),
        readableBy(reader),
        or(
          sql`${subject} = any(array(select lower(normalize(s, NFKC)) from unnest(${documents.subjects}) s))`,
          sql`position(${subject} in ${documentVersions.plainText}) > 0`,
        ),
      ),
    );
  return lockAll(
    tx,
    corpId,
    found.map(({ id }) => id),
  );
}

/** Documents, obsolete ones too, whose owner or verifier is among these people. */
export async function listDocumentsHeldBy(tx: Tx, corpId: string, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const rows = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.corpId, corpId),
        or(inArray(documents.ownerId, [...userIds]), inArray(documents.verifierId, [...userIds])),
      ),
    )
    .orderBy(asc(documents.id));
  return rows.map(({ id }) => id);
}

/** What somebody answers for, and how far it is. */
export const listOwned = (tx: Tx, corpId: string, ownerId: string) =>
  tx
    .select({ id: documents.id, state: documents.state })
    .from(documents)
    .where(and(eq(documents.corpId, corpId), eq(documents.ownerId, ownerId)))
    .orderBy(asc(documents.id));

async function lockAll(tx: Tx, corpId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const mine = and(eq(documents.corpId, corpId), inArray(documents.id, [...ids]));
  await tx.select({ id: documents.id }).from(documents).where(mine).orderBy(asc(documents.id)).for('no key update');
  return tx
    .select({ document: documents, draft: documentDrafts })
    .from(documents)
    .leftJoin(documentDrafts, withDraft)
    .where(mine)
    .orderBy(asc(documents.id));
}
