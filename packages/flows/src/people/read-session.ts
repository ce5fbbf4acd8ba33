import { AppError } from '@baton/core';
import { endSessionRow, findSession, touchSession, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { corpOfToken, hashToken, SESSION_IDLE_MS, SESSION_MAX_MS } from './session-token.ts';

/** A session is written to at most this often, not on every request. */
const TOUCH_MS = 5 * 60_000;

/**
 * The session behind a token, with the person's roles as they are now. Using it slides it forward: 12 hours, 7 days at
 * most.
 * @returns null when there is none, or it ran out or was ended
 * @throws AppError session_ended when the person has left or their access was cut off; the session ends at that
 */
export async function readSession(deps: Deps, token: string): Promise<Session | null> {
  const corpId = corpOfToken(token);
  if (corpId === null) return null;
  const now = deps.now();
  const tokenHash = hashToken(token);
  const found = await withCorp(deps.db, corpId, async (tx) => {
    const row = await findSession(tx, corpId, tokenHash, now);
    if (!row) return null;
    const isGone = row.employment === 'left' || row.cutOff;
    if (isGone && row.endedAt === null) await endSessionRow(tx, corpId, tokenHash, now);
    if (isGone) return 'gone';
    if (row.endedAt !== null || row.expiresAt <= now) return null;
    if (now.getTime() - row.lastSeenAt.getTime() >= TOUCH_MS) {
      const latest = row.createdAt.getTime() + SESSION_MAX_MS;
      const expiresAt = new Date(Math.min(now.getTime() + SESSION_IDLE_MS, latest));
      await touchSession(tx, corpId, tokenHash, { lastSeenAt: now, expiresAt });
    }
    return row;
  });
  // Thrown outside the transaction: inside, the end of the session would be rolled back with it.
  if (found === 'gone') throw new AppError('session_ended');
  if (found === null) return null;
  return { corpId, tokenHash, actor: { userId: found.userId, isAdmin: found.isAdmin, roles: found.roles } };
}
