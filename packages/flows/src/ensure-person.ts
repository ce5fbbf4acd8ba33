import { findPerson, schema, withCorp } from '@baton/db';
import type { Deps } from './deps.ts';
import { readPerson } from './read-person.ts';

const DAY_MS = 86_400_000;

/**
 * Makes sure there is a row for this person. Somebody who is gone before we ever saw them cannot be read any more
 * (error 60121): their name comes from the leave records, and there is no unionid to be had.
 */
export async function ensurePerson(deps: Deps, corpId: string, userId: string): Promise<void> {
  const known = await withCorp(deps.db, corpId, (tx) => findPerson(tx, corpId, userId));
  if (known || (await readPerson(deps, corpId, userId)).found) return;
  const name = await nameOfLeaver(deps, corpId, userId);
  await withCorp(deps.db, corpId, (tx) =>
    tx
      .insert(schema.people)
      .values({ corpId, userId, unionId: '', name, deptIds: [], seenAt: deps.now() })
      .onConflictDoNothing(),
  );
}

async function nameOfLeaver(deps: Deps, corpId: string, userId: string): Promise<string> {
  const to = deps.now();
  const from = new Date(to.getTime() - 30 * DAY_MS);
  const { records } = await deps.dingtalkFor(corpId).listLeaveRecords({ from, to });
  return records.find((record) => record.userId === userId)?.name || userId;
}
