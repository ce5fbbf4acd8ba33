import {
  AppError,
  authorizeDocument,
  canReadDocument,
  type DocumentAction,
  type DocumentFacts,
  moveDocument,
  type Reader,
} from '@baton/core';
import {
  type DocumentRow,
  type DraftRow,
  deleteDocumentDraft,
  listDocumentHistory,
  listRoleHolders,
  lockDocument,
  type Tx,
  updateDocument,
  updateDocumentDraft,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { fingerprint } from '../fingerprint.ts';
import type { HistoryDetails } from '../handover/add-history.ts';
import { indexDocument } from '../search/index-document.ts';
import { addDocumentHistory, type DocumentHistoryAction } from './add-document-history.ts';
import { readReader } from './read-reader.ts';
import { readersOfRow, toDocumentFacts } from './to-document-facts.ts';

/** Which document, in the version the person saw. */
export type DocumentInput = { documentId: string; version: number };

/** What a verb works with, inside the transaction and under the lock of the document. */
export type DocumentWork = {
  tx: Tx;
  corpId: string;
  now: Date;
  reader: Reader;
  document: DocumentRow;
  draft: DraftRow | null;
  facts: DocumentFacts & { published: boolean };
};

type Change = {
  action: DocumentAction;
  history: DocumentHistoryAction;
  /**
   * What the verb changes besides the states; may read, check, throw, and write what is its own.
   * @returns fields of the document, of its draft, and for the history; null when there is nothing to change after all
   */
  work?: (work: DocumentWork) => Promise<{
    patch?: Partial<DocumentRow>;
    draft?: Partial<DraftRow>;
    details?: HistoryDetails;
  } | null>;
  /** Whether a published draft was a mended typo. */
  minor?: (draft: DraftRow) => boolean;
};

/**
 * The one way a document changes: lock it, authorize and move by core's rules, write it if it is still the version the
 * person saw, then its history, all in one transaction. A request that was carried out and whose answer got lost may be
 * sent again: it changes nothing and succeeds.
 * @throws AppError not_found for who may not read it, forbidden, document_action_not_allowed, conflict, and whatever the
 *   verb's own checks say
 */
export async function changeDocument(
  deps: Deps,
  session: Session,
  input: DocumentInput,
  change: Change,
): Promise<void> {
  const { corpId, actor } = session;
  const { action } = change;
  const now = deps.now();
  await withCorp(deps.db, corpId, async (tx) => {
    const found = await lockDocument(tx, corpId, input.documentId);
    if (!found) throw new AppError('not_found');
    const { document, draft } = found;
    const reader = await readReader(tx, corpId, actor);
    const facts = toDocumentFacts(document, draft, await listRoleHolders(tx, corpId, ['hr']));
    if (!canReadDocument(reader, facts, facts)) throw new AppError('not_found');
    const request = fingerprint([action, input]);
    if (document.version !== input.version) {
      if (document.version === input.version + 1 && (await wasDone(tx, document, actor.userId, request))) return;
      throw new AppError('conflict', { version: document.version });
    }
    authorizeDocument(reader, facts, action, facts);
    const minor = draft !== null && (change.minor?.(draft) ?? false);
    const moved = moveDocument(facts, action, { published: facts.published, minor });
    const worked = change.work ? await change.work({ tx, corpId, now, reader, document, draft, facts }) : {};
    if (worked === null) return;
    const patch = { ...worked.patch, state: moved.state, updatedAt: now };
    const written = draft && moved.draft !== 'none' ? { ...draft, ...worked.draft, state: moved.draft } : null;
    const readers = readersOfRow({ ...document, ...patch }, written);
    const changed = await updateDocument(tx, document, { ...patch, readers });
    if (SEARCHED.some((field) => fingerprint(changed[field]) !== fingerprint(document[field])))
      await indexDocument(tx, changed);
    if (draft && !written) await deleteDocumentDraft(tx, corpId, document.id);
    if (draft && written && (worked.draft || written.state !== draft.state))
      await updateDocumentDraft(tx, draft, { ...worked.draft, state: written.state });
    const details = { ...worked.details, request };
    const line = { corpId, documentId: document.id, at: now, by: actor.userId };
    await addDocumentHistory(tx, { ...line, action: change.history, details });
  });
}

/** What search is made from, besides what a trigger keeps in step. */
const SEARCHED = ['publishedNumber', 'subjects'] as const;

async function wasDone(tx: Tx, { corpId, id }: DocumentRow, by: string, request: string): Promise<boolean> {
  const [last] = await listDocumentHistory(tx, corpId, id, 1);
  return last?.by === by && last.details.request === request;
}
