import { randomBytes } from 'node:crypto';
import { AppError } from '@baton/core';
import { insertFileTicket, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { TICKET_MS } from '../item/link-file.ts';
import { hashToken } from '../people/session-token.ts';
import { openDocument } from './open-document.ts';
import { visibleDocumentFiles } from './visible-document-files.ts';

/**
 * Tickets that open files of a document for a minute each: a page with pictures asks for all of them at once.
 * @throws AppError not_found for who may not read the document, and when one of them is not theirs to see
 */
export function linkDocumentFiles(
  deps: Deps,
  session: Session,
  { documentId, fileIds }: { documentId: string; fileIds: readonly string[] },
): Promise<{ fileId: string; ticket: string }[]> {
  const { corpId, actor } = session;
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const visible = await visibleDocumentFiles(tx, await openDocument(tx, session, documentId));
    const known = new Set(visible.map(({ id }) => id));
    const links: { fileId: string; ticket: string }[] = [];
    for (const fileId of new Set(fileIds)) {
      if (!known.has(fileId)) throw new AppError('not_found');
      const ticket = `${corpId}.${randomBytes(24).toString('base64url')}`;
      const expiresAt = new Date(now.getTime() + TICKET_MS);
      const row = { corpId, ticketHash: hashToken(ticket), fileId, userId: actor.userId, expiresAt };
      await insertFileTicket(tx, row, now);
      links.push({ fileId, ticket });
    }
    return links;
  });
}
