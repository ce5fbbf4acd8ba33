import type { DocumentKind, DocumentState, Reader } from '@baton/core';
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
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
const NO_DRAFT_AUTHORS = sql`'{}'::text[]`;
const authors = sql`coalesce(${documentDrafts.authorIds}, ${NO_DRAFT_AUTHORS})`;

const withDraft = and(eq(documentDrafts.corpId, documents.corpId), eq(documentDrafts.documentId, documents.id));

/** As core's `canReadDraft`: who writes it, and HR where only HR can approve it. */
function readsDraft({ userId, roles }: Reader): SQL | undefined {
  const forHr = sql`${documentDrafts.state} = 'in_review' and ${userId} <> all(${authors})
    and ${documents.verifierId} = any(${authors}) and ${documents.ownerId} = any(${authors})`;
  return or(
    eq(documents.ownerId, userId),
    eq(documents.verifierId, userId),
    sql`${userId} = any(${documents.editorIds})`,
    sql`${userId} = any(${authors})`,
    roles.includes('hr') ? forHr : undefined,
  );
}

/** As core's `READS_PUBLISHED`: whom it is meant for, the position's people, who leads them, HR and admins. */
function readsPublished(reader: Reader): SQL | undefined {
  const forPosition = [reader.positionKey, ...reader.ledPositionKeys];
  const everywhere = reader.isAdmin || reader.roles.includes('hr');
  return or(
    eq(documents.visibility, 'company'),
    and(eq(documents.visibility, 'departments'), sql`${documents.visibleTo} && ${texts(reader.departmentIds)}`),
    and(eq(documents.visibility, 'positions'), sql`${documents.visibleTo} && ${texts([reader.positionKey])}`),
    and(eq(documents.visibility, 'people'), sql`${documents.visibleTo} && ${texts([reader.userId])}`),
    and(
      sql`${documents.visibility} <> 'people'`,
      everywhere ? undefined : sql`${documents.positionKey} = any(${texts(forPosition)})`,
    ),
  );
}

/** What somebody may read, as core's `canReadDocument` has it; a test compares the two over every case. */
export const readableBy = (reader: Reader): SQL | undefined =>
  or(readsDraft(reader), and(isNotNull(documents.publishedNumber), readsPublished(reader)));

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
