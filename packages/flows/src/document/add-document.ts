import { randomUUID } from 'node:crypto';
import {
  type DocumentKind,
  type GivenContent,
  normalizeContent,
  type Reader,
  requireFormat,
  type Visibility,
} from '@baton/core';
import { findManagerOf, insertDocument, listRoleHolders, putDocumentDraft, type Tx } from '@baton/db';
import type { HistoryDetails } from '../handover/add-history.ts';
import { requireColleague } from '../people/require-colleague.ts';
import { requirePosition } from '../people/require-position.ts';
import { addDocumentHistory } from './add-document-history.ts';
import { requireAudience } from './require-audience.ts';
import { readersOfRow } from './to-document-facts.ts';

export type NewDocument = {
  /** Default: a random one. */
  id?: string | undefined;
  kind: DocumentKind;
  title: string;
  content: GivenContent;
  /** Null: of the whole company. */
  positionKey: string | null;
  visibility: Visibility;
  visibleTo: readonly string[];
  subjects: readonly string[];
  reviewDays: number | null;
  /** Default: who writes it. */
  ownerId?: string | undefined;
  /** Default: who leads the owner, else HR, else the owner. */
  verifierId?: string | undefined;
};

/**
 * Adds a document with its first draft, in the transaction of whatever brings it.
 * @param at.reader who writes it, or brings it in
 * @param origin.details for the first line of its history
 * @throws AppError forbidden for a position that is not theirs, invalid_input (position, audience, people, format)
 */
export async function addDocument(
  tx: Tx,
  { corpId, reader, now }: { corpId: string; reader: Reader; now: Date },
  input: NewDocument,
  origin: { source: 'written' | 'imported'; details?: HistoryDetails } = { source: 'written' },
): Promise<string> {
  requireFormat(input.kind, input.content);
  const content = normalizeContent(input.content, randomUUID);
  const documentId = input.id ?? randomUUID();
  const { userId } = reader;
  await requirePosition(tx, corpId, reader, input.positionKey);
  const ownerId = input.ownerId ?? userId;
  if (ownerId !== userId) await requireColleague(tx, corpId, ownerId, 'ownerId');
  if (input.verifierId) await requireColleague(tx, corpId, input.verifierId, 'verifierId');
  const { kind, title, positionKey, visibility, reviewDays } = input;
  const seats = {
    ownerId,
    verifierId: input.verifierId ?? (await usualVerifier(tx, corpId, ownerId)),
    editorIds: ownerId === userId ? [] : [userId],
  };
  const audience = { visibility, visibleTo: await requireAudience(tx, corpId, input) };
  const document = { kind, positionKey, ...seats, ...audience, state: 'draft' as const, publishedNumber: null };
  await insertDocument(tx, {
    ...{ ...document, corpId, id: documentId, title, reviewDays, source: origin.source },
    readers: readersOfRow(document, { state: 'editing', authorIds: [userId] }),
    subjects: [...new Set(input.subjects)],
    createdBy: userId,
    createdAt: now,
    updatedAt: now,
  });
  const draft = { corpId, documentId, title, content, authorIds: [userId], savedBy: userId, savedAt: now };
  await putDocumentDraft(tx, draft);
  const line = { corpId, documentId, at: now, by: userId, action: 'document.created' as const };
  await addDocumentHistory(tx, origin.details ? { ...line, details: origin.details } : line);
  return documentId;
}

async function usualVerifier(tx: Tx, corpId: string, ownerId: string): Promise<string> {
  const manager = await findManagerOf(tx, corpId, ownerId);
  const [hr] = await listRoleHolders(tx, corpId, ['hr']);
  return manager ?? hr ?? ownerId;
}
