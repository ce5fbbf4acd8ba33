import type { Actor } from '@baton/core';
import { findPerson, listRoleHolders, type Tx } from '@baton/db';

/** Somebody who did not sign in just now, as far as it decides what they may read. */
export async function readActor(tx: Tx, corpId: string, userId: string): Promise<Actor> {
  const isHr = (await listRoleHolders(tx, corpId, ['hr'])).includes(userId);
  const person = await findPerson(tx, corpId, userId);
  return { userId, isAdmin: person?.isAdmin ?? false, roles: isHr ? ['hr'] : [] };
}
