import { findPerson, type schema, upsertPeople, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';

type Employment = (typeof schema.people.$inferSelect)['employment'];

/**
 * Reads one person from DingTalk (free of quota) and keeps what it shows: both ids, title, departments, manager.
 * Whether they work here is not concluded from it: see `syncPerson`.
 * @returns whether DingTalk knows the person now, and where we thought they stood before (undefined: never seen)
 */
export async function readPerson(
  deps: Deps,
  corpId: string,
  userId: string,
): Promise<{ found: boolean; before: Employment | undefined }> {
  const user = await deps.dingtalkFor(corpId).getUser(userId);
  const before = await withCorp(deps.db, corpId, async (tx) => {
    const row = await findPerson(tx, corpId, userId);
    if (user) {
      const { unionId, name, deptIds, isAdmin, managerUserId } = user;
      const seen = { userId, unionId, name, deptIds, isAdmin, managerUserId, title: user.title ?? '' };
      await upsertPeople(tx, corpId, [seen], deps.now());
    }
    return row?.employment;
  });
  return { found: user !== null, before };
}

/** Whether somebody is in the directory, asking DingTalk about whom we have not met. */
export async function isKnownPerson(deps: Deps, corpId: string, userId: string): Promise<boolean> {
  const row = await withCorp(deps.db, corpId, (tx) => findPerson(tx, corpId, userId));
  return row !== undefined || (await readPerson(deps, corpId, userId)).found;
}
