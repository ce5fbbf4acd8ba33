import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentDrafts, documentHistory, documents, documentVersions } from '../schema/index.ts';
import { orderedId } from './ordered-id.ts';

export type DocumentRow = typeof documents.$inferSelect;
export type DraftRow = typeof documentDrafts.$inferSelect;
export type VersionRow = typeof documentVersions.$inferSelect;
export type DocumentHistoryRow = typeof documentHistory.$inferSelect;

export async function insertDocument(tx: Tx, row: typeof documents.$inferInsert): Promise<DocumentRow> {
  const [stored] = await tx.insert(documents).values(row).returning();
  if (!stored) throw new Error('insert gave no row');
  return stored;
}

type DraftOf = { document: DocumentRow; draft: DraftRow | null };

/** A document with what is being written in it, or undefined. */
export async function findDocument(tx: Tx, corpId: string, documentId: string): Promise<DraftOf | undefined> {
  const [row] = await tx
    .select({ document: documents, draft: documentDrafts })
    .from(documents)
    .leftJoin(
      documentDrafts,
      and(eq(documentDrafts.corpId, documents.corpId), eq(documentDrafts.documentId, documents.id)),
    )
    .where(and(eq(documents.corpId, corpId), eq(documents.id, documentId)));
  return row;
}

/** The same, the document's row locked: whoever changes a document or its draft holds it first. */
export async function lockDocument(tx: Tx, corpId: string, documentId: string): Promise<DraftOf | undefined> {
  const held = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.corpId, corpId), eq(documents.id, documentId)))
    .for('no key update');
  // Read after the lock is held: what a writer before us left is seen.
  return held.length === 0 ? undefined : findDocument(tx, corpId, documentId);
}

/** Changes a document; call under {@link lockDocument}. @returns the row as it is now */
export async function updateDocument(
  tx: Tx,
  { corpId, id, version }: Pick<DocumentRow, 'corpId' | 'id' | 'version'>,
  patch: Partial<DocumentRow>,
): Promise<DocumentRow> {
  const [row] = await tx
    .update(documents)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(documents.corpId, corpId), eq(documents.id, id), eq(documents.version, version)))
    .returning();
  if (!row) throw new Error('a document was changed without its lock');
  return row;
}

/** Writes the draft, whether there is one or not; call under {@link lockDocument}. */
export async function putDocumentDraft(tx: Tx, row: typeof documentDrafts.$inferInsert): Promise<void> {
  const { corpId: _corp, documentId: _document, ...rest } = row;
  await tx
    .insert(documentDrafts)
    .values(row)
    .onConflictDoUpdate({ target: [documentDrafts.corpId, documentDrafts.documentId], set: rest });
}

export async function updateDocumentDraft(
  tx: Tx,
  { corpId, documentId }: Pick<DraftRow, 'corpId' | 'documentId'>,
  patch: Partial<DraftRow>,
): Promise<void> {
  await tx
    .update(documentDrafts)
    .set(patch)
    .where(and(eq(documentDrafts.corpId, corpId), eq(documentDrafts.documentId, documentId)));
}

export async function deleteDocumentDraft(tx: Tx, corpId: string, documentId: string): Promise<void> {
  await tx
    .delete(documentDrafts)
    .where(and(eq(documentDrafts.corpId, corpId), eq(documentDrafts.documentId, documentId)));
}

/** Adds a version; a trigger refuses every later change of it. */
export async function insertVersion(tx: Tx, row: typeof documentVersions.$inferInsert): Promise<void> {
  await tx.insert(documentVersions).values(row);
}

export async function findVersion(
  tx: Tx,
  corpId: string,
  documentId: string,
  number: number,
): Promise<VersionRow | undefined> {
  const [row] = await tx
    .select()
    .from(documentVersions)
    .where(
      and(
        eq(documentVersions.corpId, corpId),
        eq(documentVersions.documentId, documentId),
        eq(documentVersions.number, number),
      ),
    );
  return row;
}

/** Every version without what it says, newest first. */
export function listVersions(tx: Tx, corpId: string, documentId: string) {
  return tx
    .select({
      number: documentVersions.number,
      title: documentVersions.title,
      minor: documentVersions.minor,
      note: documentVersions.note,
      authorIds: documentVersions.authorIds,
      approvedBy: documentVersions.approvedBy,
      selfApproved: documentVersions.selfApproved,
      restoredFrom: documentVersions.restoredFrom,
      createdAt: documentVersions.createdAt,
    })
    .from(documentVersions)
    .where(and(eq(documentVersions.corpId, corpId), eq(documentVersions.documentId, documentId)))
    .orderBy(desc(documentVersions.number));
}

/** Appends, in this order; a trigger refuses every later change. */
export async function insertDocumentHistory(
  tx: Tx,
  rows: readonly (typeof documentHistory.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.insert(documentHistory).values(rows.map((row) => ({ id: orderedId(row.at), ...row })));
}

/** What happened to a document, newest first, at most `limit`. */
export function listDocumentHistory(
  tx: Tx,
  corpId: string,
  documentId: string,
  limit: number,
): Promise<DocumentHistoryRow[]> {
  return tx
    .select()
    .from(documentHistory)
    .where(and(eq(documentHistory.corpId, corpId), eq(documentHistory.documentId, documentId)))
    .orderBy(desc(documentHistory.at), desc(documentHistory.id))
    .limit(limit);
}

/**
 * Notes that a draft was saved: its version, and while nothing is published its title, which its people see in lists. Not
 * a change of the document that anybody could trip over. Call under {@link lockDocument}.
 */
export async function noteDraft(
  tx: Tx,
  { corpId, id }: Pick<DocumentRow, 'corpId' | 'id'>,
  patch: Pick<DocumentRow, 'lastDraftVersion' | 'readers'> & Partial<Pick<DocumentRow, 'title' | 'updatedAt'>>,
): Promise<void> {
  await tx
    .update(documents)
    .set(patch)
    .where(and(eq(documents.corpId, corpId), eq(documents.id, id)));
}
