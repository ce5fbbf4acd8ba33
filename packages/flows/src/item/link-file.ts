import { randomBytes } from 'node:crypto';
import { AppError, canSeeItem } from '@baton/core';
import { findCase, findFile, findItem, insertFileTicket, listEvidence, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { hashToken } from '../people/session-token.ts';
import { visibleFiles } from './visible-files.ts';

/** A browser follows the link at once; a link copied into a chat is worth nothing. */
export const TICKET_MS = 60_000;

/**
 * A ticket that opens one file for a minute, for somebody who may see its item and, while it is not handed in, has
 * it in their own draft. Needed because a browser cannot send the
 * session's token with a link. Only its hash is kept.
 * @throws AppError not_found, also for who may not see the item or the file
 */
export async function linkFile(
  deps: Deps,
  session: Session,
  { fileId }: { fileId: string },
): Promise<{ ticket: string }> {
  const { corpId, actor } = session;
  const now = deps.now();
  const ticket = `${corpId}.${randomBytes(24).toString('base64url')}`;
  await withCorp(deps.db, corpId, async (tx) => {
    const file = await findFile(tx, corpId, fileId);
    const item = file && (await findItem(tx, corpId, file.itemId));
    const handover = item && (await findCase(tx, corpId, item.handoverId));
    if (!item || !handover || !canSeeItem(actor, handover, item, now)) throw new AppError('not_found');
    const evidence = await listEvidence(tx, corpId, item.id);
    if (visibleFiles([file], evidence, actor.userId).length === 0) throw new AppError('not_found');
    const expiresAt = new Date(now.getTime() + TICKET_MS);
    await insertFileTicket(tx, { corpId, ticketHash: hashToken(ticket), fileId, userId: actor.userId, expiresAt }, now);
  });
  return { ticket };
}
