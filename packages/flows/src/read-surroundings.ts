import { findManagerOf, findPerson, listUnknownDepartments, withCorp } from '@baton/db';
import type { Deps } from './deps.ts';
import { readPerson } from './read-person.ts';
import { syncDepartment } from './sync-department.ts';

const MAX_HEIGHT = 20;

/**
 * Before a case is born: reads what decides its position and people, fresh from DingTalk (free of quota). The leaver
 * with their manager, departments nobody has read yet up to the root, the manager and the one above.
 */
export async function readSurroundings(deps: Deps, corpId: string, leaverId: string): Promise<void> {
  await readPerson(deps, corpId, leaverId);
  for (let height = 0; height < MAX_HEIGHT; height += 1) {
    const missing = await withCorp(deps.db, corpId, (tx) => listUnknownDepartments(tx, corpId, leaverId));
    if (missing.length === 0) break;
    for (const deptId of missing) await syncDepartment(deps, corpId, deptId);
  }
  let below = leaverId;
  for (let height = 0; height < 2; height += 1) {
    const boss = await withCorp(deps.db, corpId, async (tx) => {
      const userId = await findManagerOf(tx, corpId, below);
      return userId ? { userId, known: (await findPerson(tx, corpId, userId))?.detailedAt != null } : null;
    });
    if (!boss) return;
    if (!boss.known) await readPerson(deps, corpId, boss.userId);
    below = boss.userId;
  }
}
