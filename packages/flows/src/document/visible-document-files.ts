import { canReadDraft } from '@baton/core';
import { type DocumentFileLine, listDocumentFiles, listPublishedFileIds, type Tx } from '@baton/db';
import type { OpenedDocument } from './open-document.ts';

/** Of a document's files those that this reader may know of: all of them, or what some published version names. */
export async function visibleDocumentFiles(
  tx: Tx,
  { document, reader, facts }: Pick<OpenedDocument, 'document' | 'reader' | 'facts'>,
): Promise<DocumentFileLine[]> {
  const files = await listDocumentFiles(tx, document.corpId, [document.id]);
  if (files.length === 0 || canReadDraft(reader, facts)) return files;
  const published = await listPublishedFileIds(tx, document.corpId, document.id);
  return files.filter(({ id }) => published.has(id));
}
