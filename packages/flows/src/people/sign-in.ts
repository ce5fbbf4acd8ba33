import { AppError } from '@baton/core';
import { deleteOldSessions, findStanding, insertSession, listPersonRefs, updatePerson, withCorp } from '@baton/db';
import { DingtalkRefused, isDingtalkError, type SignedInUser } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';
import { type MeRead, readMe } from './read-me.ts';
import { isKnownPerson } from './read-person.ts';
import { hashToken, newToken, SESSION_IDLE_MS, SESSION_MAX_MS } from './session-token.ts';

/**
 * Signs somebody in with the code that `dd.requestAuthCode` gave their page (five minutes, once).
 * @returns the session's token, of which only a hash is kept, when it runs out unless used, and who signed in
 * @throws AppError sign_in_failed for a code DingTalk does not know, session_ended for who left or whose access was cut
 *   off, dingtalk_unreachable
 */
export async function signIn(
  deps: Deps,
  { corpId, code, userAgent }: { corpId: string; code: string; userAgent: string },
): Promise<{ token: string; expiresAt: Date; me: MeRead }> {
  const user = await identify(deps, corpId, code);
  await isKnownPerson(deps, corpId, user.userId);
  const now = deps.now();
  const token = newToken(corpId);
  const expiresAt = new Date(now.getTime() + SESSION_IDLE_MS);
  return withCorp(deps.db, corpId, async (tx) => {
    await updatePerson(tx, corpId, user.userId, { isAdmin: user.isAdmin });
    const standing = await findStanding(tx, corpId, user.userId, now);
    if (!standing || standing.employment === 'left' || standing.cutOff) throw new AppError('session_ended');
    await deleteOldSessions(tx, corpId, new Date(now.getTime() - SESSION_MAX_MS));
    const session = { corpId, tokenHash: hashToken(token), userId: user.userId, createdAt: now };
    await insertSession(tx, { ...session, lastSeenAt: now, expiresAt, userAgent: userAgent.slice(0, 300) });
    const actor = { userId: user.userId, isAdmin: standing.isAdmin, roles: standing.roles };
    const me = readMe(corpId, actor, await listPersonRefs(tx, corpId, [user.userId]));
    return { token, expiresAt, me };
  });
}

async function identify(deps: Deps, corpId: string, code: string): Promise<SignedInUser> {
  try {
    return await deps.dingtalkFor(corpId).getUserByAuthCode(code);
  } catch (error) {
    if (error instanceof DingtalkRefused) {
      deps.log.warn({ event: 'sign_in.refused', corpId, reason: error.code }, 'DingTalk refused an auth code');
      throw new AppError('sign_in_failed');
    }
    if (isDingtalkError(error)) throw new AppError('dingtalk_unreachable');
    throw error;
  }
}
