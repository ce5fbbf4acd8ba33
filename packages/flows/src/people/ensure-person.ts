import { findPerson, schema, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { readPerson } from './read-person.ts';

const DAY_MS = 86_400_000;

/**
 * Makes sure there is a row for somebody whom DingTalk's events or 智能人事 named. Who is gone before we ever saw them
 * cannot be read any more (error 60121): their name comes from the leave records, there is no unionid to be had, and
 * they count as having left. For a name that came from a person, ask `isKnownPerson` instead.
 */
export async function ensurePerson(deps: Deps, corpId: string, userId: string): Promise<void> {
  const known = await withCorp(deps.db, corpId, (tx) => findPerson(tx, corpId, userId));
  if (known || (await readPerson(deps, corpId, userId)).found) return;
  const name = await nameOfLeaver(deps, corpId, userId);
  const at = deps.now();
  await withCorp(deps.db, corpId, (tx) =>
    tx
      .insert(schema.people)
      .values({ corpId, userId, unionId: '', name, deptIds: [], employment: 'left', leftAt: at, seenAt: at })
      .onConflictDoNothing(),
  );
}

async function nameOfLeaver(deps: Deps, corpId: string, userId: string): Promise<string> {
  const to = deps.now();
  const from = new Date(to.getTime() - 30 * DAY_MS);
  const { records } = await deps.dingtalkFor(corpId).listLeaveRecords({ from, to });
  return records.find((record) => record.userId === userId)?.name || userId;
}
