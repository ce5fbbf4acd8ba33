import { AppError, canAnswerRequest } from '@baton/core';
import { listReadable, lockDocument, lockRequest, type RequestRow, type Tx, updateRequest, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';

type Input = { requestId: string; version: number };

/**
 * Names the document that answers a request. One that is still a draft answers it when it is published.
 * @throws AppError not_found for a request that is not theirs, or a document they may not read; conflict
 */
export const answerDocumentRequest = (
  deps: Deps,
  session: Session,
  { documentId, ...input }: Input & { documentId: string },
): Promise<void> =>
  closeRequest(deps, session, input, async (tx) => {
    // Before the request, as publishing does: a document published in between answers it all the same.
    const { corpId, actor } = session;
    const found = await lockDocument(tx, corpId, documentId);
    const reader = await readReader(tx, corpId, actor);
    const [readable] = await listReadable(tx, { corpId, reader, ids: [documentId] });
    if (!found || !readable) throw new AppError('not_found');
    return found.document.publishedNumber === null ? { documentId } : { documentId, state: 'written' };
  });

/** Says that it will not be written, and why. @throws AppError not_found for a request that is not theirs; conflict */
export const declineDocumentRequest = (
  deps: Deps,
  session: Session,
  { reason, ...input }: Input & { reason: string },
): Promise<void> => closeRequest(deps, session, input, async () => ({ state: 'declined', reason, documentId: null }));

async function closeRequest(
  deps: Deps,
  { corpId, actor }: Session,
  { requestId, version }: Input,
  work: (tx: Tx) => Promise<Partial<RequestRow>>,
): Promise<void> {
  const now = deps.now();
  await withCorp(deps.db, corpId, async (tx) => {
    const patch = await work(tx);
    const row = await lockRequest(tx, corpId, requestId);
    if (!row || !canAnswerRequest(actor, { ...row, state: 'open' })) throw new AppError('not_found');
    if (row.version !== version || row.state !== 'open') throw new AppError('conflict', { version: row.version });
    await updateRequest(tx, row, patch.state ? { ...patch, closedAt: now, closedBy: actor.userId } : patch);
  });
}
