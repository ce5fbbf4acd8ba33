import { AppError } from '@baton/core';
import { findDocumentFileByTicket, findFileByTicket, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { corpOfToken, hashToken } from '../people/session-token.ts';
import { SHOWN_TYPES } from './file-types.ts';

export type OpenedFile = {
  name: string;
  mediaType: string;
  bytes: number;
  /** False: to be sent as an attachment. Either way with `nosniff`. */
  inline: boolean;
  content: AsyncIterable<Uint8Array>;
};

/**
 * The file behind a ticket of `linkFile` or `linkDocumentFiles`.
 * @throws AppError not_found for a ticket that is unknown or older than a minute
 */
export async function openFile(deps: Deps, ticket: string): Promise<OpenedFile> {
  const corpId = corpOfToken(ticket);
  if (corpId === null) throw new AppError('not_found');
  const file = await withCorp(deps.db, corpId, async (tx) => {
    const ticketHash = hashToken(ticket);
    const ofItem = await findFileByTicket(tx, corpId, ticketHash, deps.now());
    return ofItem ?? findDocumentFileByTicket(tx, corpId, ticketHash, deps.now());
  });
  if (!file) throw new AppError('not_found');
  const { name, mediaType, bytes, storageKey } = file;
  return {
    name,
    mediaType,
    bytes,
    inline: SHOWN_TYPES.includes(mediaType),
    content: await deps.storage.get(storageKey),
  };
}
