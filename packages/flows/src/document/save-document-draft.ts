import { randomUUID } from 'node:crypto';
import {
  AppError,
  authorizeDocument,
  canReadDraft,
  type DocumentContent,
  type GivenContent,
  normalizeContent,
  requireFormat,
  UNPUBLISHED,
} from '@baton/core';
import {
  type DraftRow,
  listRoleHolders,
  lockDocument,
  noteDraft,
  putDocumentDraft,
  type Tx,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { fingerprint } from '../fingerprint.ts';
import { readReader } from './read-reader.ts';
import { readersOfRow, toDocumentFacts } from './to-document-facts.ts';

export type DraftInput = {
  documentId: string;
  /** The version of the draft the person wrote on from; 0 opens one beside the published version. */
  draftVersion: number;
  /**
   * The published version the person wrote on from where there was no draft, null where nothing was published. Left out by
   * a verb that read what is published under the same lock.
   */
  publishedNumber?: number | null;
  title: string;
  content: GivenContent;
};

/**
 * Keeps what somebody has written so far. The second of two who write at once is told, and nothing is overwritten: they
 * read the newer draft and write on from there. Sent again after a lost answer, it succeeds and changes nothing.
 * @returns the draft's version as it is now
 * @throws AppError conflict (details: draftVersion, savedBy, savedAt of the newer draft, none when it is a newer version
 *   that was published; number), not_found, forbidden,
 *   document_action_not_allowed while it is being reviewed, invalid_input for a format the kind is not written in
 */
export const saveDocumentDraft = (deps: Deps, session: Session, input: DraftInput): Promise<{ draftVersion: number }> =>
  withCorp(deps.db, session.corpId, (tx) => keepDocumentDraft(tx, session, input, deps.now()));

/** The same inside a transaction, for a verb that writes in a document besides what is its own. */
export async function keepDocumentDraft(
  tx: Tx,
  { corpId, actor }: Pick<Session, 'corpId' | 'actor'>,
  input: DraftInput,
  now: Date,
): Promise<{ draftVersion: number }> {
  const { documentId } = input;
  const found = await lockDocument(tx, corpId, documentId);
  if (!found) throw new AppError('not_found');
  const { document, draft } = found;
  const reader = await readReader(tx, corpId, actor);
  const facts = toDocumentFacts(document, draft, await listRoleHolders(tx, corpId, ['hr']));
  authorizeDocument(reader, facts, 'edit', facts);
  requireFormat(document.kind, input.content);
  const content = normalizeContent(input.content, randomUUID);
  // Without a draft it is the published version that was written on from: a newer one is not written over either.
  const { publishedNumber = document.publishedNumber } = input;
  const isNewer = draft === null && document.publishedNumber !== publishedNumber;
  if (isNewer || (draft?.version ?? 0) !== input.draftVersion) {
    if (draft && isRepeated(draft, input, content, actor.userId)) return { draftVersion: draft.version };
    const newer = draft && canReadDraft(reader, facts) ? draft : null;
    const { savedBy = null, savedAt = null, version: draftVersion = 0 } = newer ?? {};
    const details = { draftVersion, savedBy, savedAt: savedAt?.toISOString() ?? null };
    throw new AppError('conflict', { ...details, number: document.publishedNumber });
  }
  const draftVersion = document.lastDraftVersion + 1;
  const authorIds = [...new Set([...(draft?.authorIds ?? []), actor.userId])];
  await putDocumentDraft(tx, {
    ...{ corpId, documentId, title: input.title, content, version: draftVersion },
    authorIds,
    savedFrom: input.draftVersion,
    savedBy: actor.userId,
    savedAt: now,
  });
  const shown = UNPUBLISHED.includes(document.state) ? { title: input.title, updatedAt: now } : {};
  const readers = readersOfRow(document, { state: 'editing', authorIds });
  await noteDraft(tx, document, { ...shown, readers, lastDraftVersion: draftVersion });
  return { draftVersion };
}

/** The same person, the same words, written on from the same: the answer got lost. Keys given to new steps do not count. */
function isRepeated(draft: DraftRow, input: DraftInput, content: DocumentContent, userId: string): boolean {
  if (draft.savedFrom !== input.draftVersion || draft.savedBy !== userId || draft.title !== input.title) return false;
  return fingerprint(withoutKeys(draft.content)) === fingerprint(withoutKeys(content));
}

const withoutKeys = (content: DocumentContent) =>
  content.format === 'sop' ? { ...content, steps: content.steps.map((step) => ({ ...step, key: '' })) } : content;
