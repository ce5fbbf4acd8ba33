import { AppError, canReadDocument, canReadDraft, type DocumentFacts, type Reader } from '@baton/core';
import {
  type DocumentRow,
  type DraftRow,
  findDocument,
  findVersion,
  listRoleHolders,
  type Tx,
  type VersionRow,
} from '@baton/db';
import type { Session } from '../deps.ts';
import { readReader } from './read-reader.ts';
import { toDocumentFacts } from './to-document-facts.ts';

export type OpenedDocument = {
  reader: Reader;
  hrIds: string[];
  document: DocumentRow;
  facts: DocumentFacts & { published: boolean };
  /** Null as well for who may not see that there is one. */
  draft: DraftRow | null;
};

/** A document somebody may read, and its draft if they may read that. @throws AppError not_found, whether there is one or not */
export async function openDocument(
  tx: Tx,
  { corpId, actor }: Pick<Session, 'corpId' | 'actor'>,
  documentId: string,
): Promise<OpenedDocument> {
  const found = await findDocument(tx, corpId, documentId);
  if (!found) throw new AppError('not_found');
  const reader = await readReader(tx, corpId, actor);
  const hrIds = await listRoleHolders(tx, corpId, ['hr']);
  const facts = toDocumentFacts(found.document, found.draft, hrIds);
  if (!canReadDocument(reader, facts, facts)) throw new AppError('not_found');
  return { reader, hrIds, facts, document: found.document, draft: canReadDraft(reader, facts) ? found.draft : null };
}

/** @throws AppError not_found for a number that was never published */
export async function openVersion(tx: Tx, { corpId, id }: DocumentRow, number: number): Promise<VersionRow> {
  const version = await findVersion(tx, corpId, id, number);
  if (!version) throw new AppError('not_found');
  return version;
}
