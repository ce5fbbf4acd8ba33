import { and, asc, eq, gt, inArray, isNull, lt, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import {
  documentDrafts,
  documentFiles,
  documents,
  documentVersions,
  fileTickets,
  importFiles,
  imports,
} from '../schema/index.ts';

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

/** The oldest file whose text nobody looked for yet, those passed over left out. */
export async function findUnreadFile(
  tx: Tx,
  corpId: string,
  passedOver: readonly string[],
): Promise<DocumentFileLine | undefined> {
  const [row] = await tx
    .select(line)
    .from(documentFiles)
    .where(
      and(
        eq(documentFiles.corpId, corpId),
        isNull(documentFiles.readAt),
        passedOver.length > 0 ? notInArray(documentFiles.id, [...passedOver]) : undefined,
      ),
    )
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

/**
 * Files that no version and no draft of their document names, uploaded before `before`, of documents changed since `since`, or of one:
 * what is named by a version is named for ever, so only documents that are being written have new ones.
 */
export function listUnnamedFiles(
  tx: Tx,
  corpId: string,
  { before, since, limit, documentId }: { before: Date; since: Date; limit: number; documentId?: string },
): Promise<Pick<DocumentFileLine, 'id' | 'documentId' | 'storageKey'>[]> {
  const names = (content: SQL) => sql`position('file:' || ${documentFiles.id}::text in ${content}::text) > 0`;
  return tx
    .select({ id: documentFiles.id, documentId: documentFiles.documentId, storageKey: documentFiles.storageKey })
    .from(documentFiles)
    .innerJoin(documents, and(eq(documents.corpId, documentFiles.corpId), eq(documents.id, documentFiles.documentId)))
    .where(
      and(
        eq(documentFiles.corpId, corpId),
        lt(documentFiles.createdAt, before),
        gt(documents.updatedAt, since),
        documentId === undefined ? undefined : eq(documents.id, documentId),
        sql`not exists (select 1 from ${documentVersions} v where v.corp_id = ${corpId}
          and v.document_id = ${documentFiles.documentId} and ${names(sql`v.content`)})`,
        sql`not exists (select 1 from ${documentDrafts} d where d.corp_id = ${corpId}
          and d.document_id = ${documentFiles.documentId} and ${names(sql`d.content`)})`,
      ),
    )
    .orderBy(asc(documentFiles.createdAt), asc(documentFiles.id))
    .limit(limit);
}

export async function deleteDocumentFiles(tx: Tx, corpId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.delete(documentFiles).where(and(eq(documentFiles.corpId, corpId), inArray(documentFiles.id, [...ids])));
}

/**
 * Those of some storage keys that something else names: a file of another document, or a source of an import that is not
 * cleared away. Ask in the transaction that forgets the files, after it did.
 */
export async function listKeysStillNamed(tx: Tx, corpId: string, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const asked = sql`select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb)`;
  const files = await tx
    .selectDistinct({ key: documentFiles.storageKey })
    .from(documentFiles)
    .where(and(eq(documentFiles.corpId, corpId), sql`${documentFiles.storageKey} in (${asked})`));
  const named = sql<string>`jsonb_array_elements(${importFiles.files}) ->> 'storageKey'`.as('key');
  const sources = tx
    .select({ key: named })
    .from(importFiles)
    .innerJoin(imports, and(eq(imports.corpId, importFiles.corpId), eq(imports.id, importFiles.importId)))
    .where(and(eq(importFiles.corpId, corpId), isNull(imports.clearedAt)))
    .as('sources');
  const waiting = await tx.selectDistinct({ key: sources.key }).from(sources).where(sql`${sources.key} in (${asked})`);
  return new Set([...files, ...waiting].map(({ key }) => key));
}
