import type { DocumentContent } from '@baton/core';
import { type DocumentRow, type DraftRow, findVersion, listDocumentFiles, type Tx } from '@baton/db';
import { hashContent } from '../file/source-files/hash-content.ts';

/** The digest of what a document says now, or is being made to say; null while it says nothing. */
export async function hashOfDocument(tx: Tx, document: DocumentRow, draft: DraftRow | null): Promise<string | null> {
  const { corpId, id, publishedNumber } = document;
  const shown: { title: string; content: DocumentContent } | null | undefined =
    publishedNumber === null ? draft : await findVersion(tx, corpId, id, publishedNumber);
  if (!shown) return null;
  const files = new Map((await listDocumentFiles(tx, corpId, [id])).map((file) => [`file:${file.id}`, file.sha256]));
  return hashContent(shown.title, shown.content, (target) => files.get(target));
}
