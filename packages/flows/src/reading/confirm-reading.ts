import { AppError } from '@baton/core';
import { insertConfirmation, lockDocument, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { openDocument } from '../document/open-document.ts';

/**
 * 已读确认: the reader says that they have read the version they saw. The server writes down which and when; said twice,
 * the first time counts.
 * @throws AppError not_found for who may not read it; conflict when another version is published by now
 */
export async function confirmReading(
  deps: Deps,
  session: Session,
  { documentId, number }: { documentId: string; number: number },
): Promise<void> {
  const { corpId, actor } = session;
  await withCorp(deps.db, corpId, async (tx) => {
    await openDocument(tx, session, documentId);
    // No version is published while this is written down.
    const held = await lockDocument(tx, corpId, documentId);
    const published = held?.document.publishedNumber ?? 0;
    if (published !== number) throw new AppError('conflict', { number: published });
    await insertConfirmation(tx, { corpId, userId: actor.userId, documentId, number, confirmedAt: deps.now() });
  });
}
