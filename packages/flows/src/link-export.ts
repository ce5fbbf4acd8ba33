import { randomBytes } from 'node:crypto';
import { insertExportTicket, withCorp } from '@baton/db';
import type { Deps, Session } from './deps.ts';
import { TICKET_MS } from './link-file.ts';
import { hashToken } from './session-token.ts';

/**
 * A ticket that downloads documents as a zip within a minute. What is in it is decided when it is opened, by what the
 * person may read then.
 * @param input.position a position's key, `*company`, or undefined for everything they may read
 */
export async function linkExport(
  deps: Deps,
  { corpId, actor }: Session,
  { position }: { position?: string | undefined },
): Promise<{ ticket: string }> {
  const now = deps.now();
  const ticket = `${corpId}.${randomBytes(24).toString('base64url')}`;
  const expiresAt = new Date(now.getTime() + TICKET_MS);
  const row = { corpId, ticketHash: hashToken(ticket), userId: actor.userId, position: position ?? null, expiresAt };
  await withCorp(deps.db, corpId, (tx) => insertExportTicket(tx, row, now));
  return { ticket };
}
