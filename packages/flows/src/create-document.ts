import { randomUUID } from 'node:crypto';
import { type DocumentKind, type GivenContent, normalizeContent, requireFormat, type Visibility } from '@baton/core';
import { findManagerOf, insertDocument, listRoleHolders, putDocumentDraft, type Tx, withCorp } from '@baton/db';
import { addDocumentHistory } from './add-document-history.ts';
import type { Deps, Session } from './deps.ts';
import { readReader } from './read-reader.ts';
import { requireAudience } from './require-audience.ts';
import { requireColleague } from './require-colleague.ts';
import { requirePosition } from './require-position.ts';
import { readersOfRow } from './to-document-facts.ts';

export type NewDocument = {
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
 * Starts a document as a draft of the person asking; nobody but its people sees it before it is published.
 * @throws AppError forbidden for a position that is not theirs, invalid_input (position, audience, people, format)
 */
export async function createDocument(
  deps: Deps,
  session: Session,
  input: NewDocument,
): Promise<{ documentId: string }> {
  const { corpId, actor } = session;
  const now = deps.now();
  requireFormat(input.kind, input.content);
  const content = normalizeContent(input.content, randomUUID);
  const documentId = randomUUID();
  await withCorp(deps.db, corpId, async (tx) => {
    const { userId } = actor;
    await requirePosition(tx, corpId, await readReader(tx, corpId, actor), input.positionKey);
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
      ...{ ...document, corpId, id: documentId, title, reviewDays },
      readers: readersOfRow(document, { state: 'editing', authorIds: [userId] }),
      subjects: [...new Set(input.subjects)],
      createdBy: userId,
      createdAt: now,
      updatedAt: now,
    });
    const draft = { corpId, documentId, title, content, authorIds: [userId], savedBy: userId, savedAt: now };
    await putDocumentDraft(tx, draft);
    await addDocumentHistory(tx, { corpId, documentId, at: now, by: userId, action: 'document.created' });
  });
  return { documentId };
}

async function usualVerifier(tx: Tx, corpId: string, ownerId: string): Promise<string> {
  const manager = await findManagerOf(tx, corpId, ownerId);
  const [hr] = await listRoleHolders(tx, corpId, ['hr']);
  return manager ?? hr ?? ownerId;
}
