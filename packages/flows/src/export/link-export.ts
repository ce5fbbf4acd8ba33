import { randomBytes } from 'node:crypto';
import { AppError } from '@baton/core';
import { insertExportTicket, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { TICKET_MS } from '../item/link-file.ts';
import { hashToken } from '../people/session-token.ts';
import { MAX_PRINTED } from './open-printed-export.ts';
import { planExport } from './plan-export.ts';

/**
 * A ticket that downloads documents within a minute. What is in it is decided when it is opened, by what the
 * person may read then.
 * @param input.position a position's key, `*company`, or undefined for everything they may read
 * @param input.as `pdf`: refused here, where somebody can read why, when there are too many to print
 * @throws AppError files_full
 */
export async function linkExport(
  deps: Deps,
  session: Session,
  { position, as }: { position?: string | undefined; as: 'zip' | 'pdf' },
): Promise<{ ticket: string }> {
  const { corpId, actor } = session;
  const now = deps.now();
  const ticket = `${corpId}.${randomBytes(24).toString('base64url')}`;
  const expiresAt = new Date(now.getTime() + TICKET_MS);
  const row = { corpId, ticketHash: hashToken(ticket), userId: actor.userId, position: position ?? null, expiresAt };
  await withCorp(deps.db, corpId, async (tx) => {
    if (as === 'pdf') {
      const { documents } = await planExport(tx, corpId, await readReader(tx, corpId, actor), row.position);
      if (documents.length > MAX_PRINTED) throw new AppError('files_full', { documents: MAX_PRINTED });
    }
    await insertExportTicket(tx, row, now);
  });
  return { ticket };
}
