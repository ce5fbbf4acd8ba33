import { and, eq, lte, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentDrafts, documentHistory, documents } from '../schema/index.ts';
import type { DocumentRow, DraftRow } from './documents.ts';

type DueDocument = Pick<
  DocumentRow,
  'id' | 'title' | 'state' | 'ownerId' | 'verifierId' | 'readers' | 'reviewOn' | 'flaggedBecause' | 'updatedAt'
> & {
  /** When it was last flagged or revived; null when never. */
  flaggedAt: Date | null;
};

/** Every document that waits to be verified on that day: see core's `isDueForReview`. */
export async function listDueDocuments(tx: Tx, corpId: string, today: string): Promise<DueDocument[]> {
  const { id, title, state, ownerId, verifierId, readers, reviewOn, flaggedBecause, updatedAt } = documents;
  const flaggedAt = sql<string | null>`(
    select max(h.at) from ${documentHistory} h where h.corp_id = ${documents.corpId} and h.document_id = ${documents.id}
      and h.action in ('document.flagged', 'document.revived') and ${documents.state} = 'needs_review')`;
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
