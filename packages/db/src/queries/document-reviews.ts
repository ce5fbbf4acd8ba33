import { and, eq, lte, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentDrafts, documentHistory, documents } from '../schema/index.ts';
import type { DocumentRow, DraftRow } from './documents.ts';

type DueDocument = Pick<
  DocumentRow,
  'id' | 'title' | 'state' | 'ownerId' | 'verifierId' | 'readers' | 'reviewOn' | 'flaggedBecause' | 'updatedAt'
> & {
  /** Since when it has been waiting: flagged again meanwhile, it waits no shorter. Null when it was never flagged nor revived. */
  flaggedAt: Date | null;
};

/** Every document that waits to be verified on that day: see core's `isDueForReview`. */
export async function listDueDocuments(tx: Tx, corpId: string, today: string): Promise<DueDocument[]> {
  const { id, title, state, ownerId, verifierId, readers, reviewOn, flaggedBecause, updatedAt } = documents;
  // Named with its table: a bare `id` would be the history's own.
  const of = sql`${documents}."corp_id" = h.corp_id and ${documents}."id" = h.document_id`;
  const obsoleted = sql`select max(o.at) from ${documentHistory} o
    where o.corp_id = h.corp_id and o.document_id = h.document_id and o.action = 'document.obsoleted'`;
  const flaggedAt = sql<string | null>`(
    select min(h.at) from ${documentHistory} h
    where ${of} and ${documents}."state" = 'needs_review' and h.action in ('document.flagged', 'document.revived')
      and h.at >= coalesce(greatest(${documents}."verified_at", (${obsoleted})), '-infinity'))`;
  const rows = await tx
    .select({ id, title, state, ownerId, verifierId, readers, reviewOn, flaggedBecause, updatedAt, flaggedAt })
    .from(documents)
    .where(
      and(
        eq(documents.corpId, corpId),
        or(eq(documents.state, 'needs_review'), and(eq(documents.state, 'published'), lte(documents.reviewOn, today))),
      ),
    );
  return rows.map((row) => ({ ...row, flaggedAt: row.flaggedAt === null ? null : new Date(row.flaggedAt) }));
}

/** Every document whose draft waits for approval. */
export function listDraftsInReview(tx: Tx, corpId: string): Promise<{ document: DocumentRow; draft: DraftRow }[]> {
  return tx
    .select({ document: documents, draft: documentDrafts })
    .from(documentDrafts)
    .innerJoin(documents, and(eq(documents.corpId, documentDrafts.corpId), eq(documents.id, documentDrafts.documentId)))
    .where(and(eq(documentDrafts.corpId, corpId), eq(documentDrafts.state, 'in_review')));
}
