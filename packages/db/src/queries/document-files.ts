import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentFiles, documentVersions, fileTickets } from '../schema/index.ts';

export type DocumentFileRow = typeof documentFiles.$inferSelect;
/** A file without its text, which lists have no use for. */
export type DocumentFileLine = Omit<DocumentFileRow, 'text'>;

const line = {
  corpId: documentFiles.corpId,
  id: documentFiles.id,
  documentId: documentFiles.documentId,
  name: documentFiles.name,
  mediaType: documentFiles.mediaType,
  bytes: documentFiles.bytes,
  sha256: documentFiles.sha256,
  storageKey: documentFiles.storageKey,
  by: documentFiles.by,
  readAt: documentFiles.readAt,
  createdAt: documentFiles.createdAt,
};

export async function insertDocumentFiles(tx: Tx, rows: readonly (typeof documentFiles.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(documentFiles).values([...rows]);
}

/** Files of some documents, oldest first. */
export function listDocumentFiles(tx: Tx, corpId: string, documentIds: readonly string[]): Promise<DocumentFileLine[]> {
  return tx
    .select(line)
    .from(documentFiles)
    .where(and(eq(documentFiles.corpId, corpId), inArray(documentFiles.documentId, [...documentIds])))
    .orderBy(asc(documentFiles.createdAt), asc(documentFiles.id));
}

/** Those of a document's files that some published version names: who reads the document may see them. */
export async function listPublishedFileIds(tx: Tx, corpId: string, documentId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ id: documentFiles.id })
    .from(documentFiles)
    .where(
      and(
        eq(documentFiles.corpId, corpId),
        eq(documentFiles.documentId, documentId),
        sql`exists (select 1 from ${documentVersions}
          where ${documentVersions.corpId} = ${corpId} and ${documentVersions.documentId} = ${documentId}
          and position('file:' || ${documentFiles.id}::text in ${documentVersions.content}::text) > 0)`,
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** The file behind a ticket that has not run out. @param ticketHash see `insertFileTicket` */
export async function findDocumentFileByTicket(
  tx: Tx,
  corpId: string,
  ticketHash: string,
  now: Date,
): Promise<DocumentFileLine | undefined> {
  const [row] = await tx
    .select(line)
    .from(fileTickets)
    .innerJoin(
      documentFiles,
      and(eq(documentFiles.corpId, fileTickets.corpId), eq(documentFiles.id, fileTickets.fileId)),
    )
    .where(
      and(
        eq(fileTickets.corpId, corpId),
        eq(fileTickets.ticketHash, ticketHash),
        sql`${fileTickets.expiresAt} > ${now.toISOString()}`,
      ),
    );
  return row;
}

/** The oldest file whose text nobody looked for yet. */
export async function findUnreadFile(tx: Tx, corpId: string): Promise<DocumentFileLine | undefined> {
  const [row] = await tx
    .select(line)
    .from(documentFiles)
    .where(and(eq(documentFiles.corpId, corpId), isNull(documentFiles.readAt)))
    .orderBy(asc(documentFiles.createdAt), asc(documentFiles.id))
    .limit(1);
  return row;
}

/** What some of a document's files say, as far as that is known; no longer than `length` characters each. */
export function listFileTexts(
  tx: Tx,
  corpId: string,
  { documentId, length }: { documentId: string; length: number },
): Promise<{ id: string; name: string; text: string }[]> {
  return tx
    .select({
      id: documentFiles.id,
      name: documentFiles.name,
      text: sql<string>`left(${documentFiles.text}, ${length}::int)`,
    })
    .from(documentFiles)
    .where(and(eq(documentFiles.corpId, corpId), eq(documentFiles.documentId, documentId)))
    .orderBy(asc(documentFiles.createdAt), asc(documentFiles.id));
}

/** Keeps what a file says. */
export async function putFileText(
  tx: Tx,
  { corpId, id }: Pick<DocumentFileLine, 'corpId' | 'id'>,
  found: { text: string; readAt: Date },
): Promise<void> {
  await tx
    .update(documentFiles)
    .set(found)
    .where(and(eq(documentFiles.corpId, corpId), eq(documentFiles.id, id)));
}
