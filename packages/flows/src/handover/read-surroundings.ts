import { findManagerOf, findPerson, listUnknownDepartments, type Tx, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { ensurePerson } from '../people/ensure-person.ts';
import { readPerson } from '../people/read-person.ts';
import { syncDepartment } from '../people/sync-department.ts';

/** People are in several departments, each with its own way up: further no company reaches. */
const MAX_LOOKS = 60;
const MANAGERS = 2;

/**
 * Before a case is born: reads what decides its position and people, fresh from DingTalk (free of quota). The leaver
 * with their manager, departments nobody has read yet up to the root, the manager and the one above. Afterwards there
 * is a row for the leaver, known to DingTalk or not.
 */
export async function readSurroundings(deps: Deps, corpId: string, leaverId: string): Promise<void> {
  const { found, before } = await readPerson(deps, corpId, leaverId);
  if (!found && before === undefined) await ensurePerson(deps, corpId, leaverId);
  const asked = new Set<number | string>();
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    const gap = await withCorp(deps.db, corpId, (tx) => findGap(tx, corpId, leaverId, asked));
    if (gap === undefined) return;
    asked.add(gap);
    if (typeof gap === 'number') await syncDepartment(deps, corpId, gap);
    else await readPerson(deps, corpId, gap);
  }
}

/**
 * What is to be read next: departments first, because they tell who leads; then managers, nearest first.
 * @returns a department's id, a userId, or undefined when everything is known or was asked for
 */
async function findGap(
  tx: Tx,
  corpId: string,
  leaverId: string,
  asked: ReadonlySet<number | string>,
): Promise<number | string | undefined> {
  const department = (await listUnknownDepartments(tx, corpId, leaverId)).find((deptId) => !asked.has(deptId));
  if (department !== undefined) return department;
  let below = leaverId;
  for (let height = 0; height < MANAGERS; height += 1) {
    const userId = await findManagerOf(tx, corpId, below);
    if (!userId) return undefined;
    const isKnown = asked.has(userId) || (await findPerson(tx, corpId, userId))?.detailedAt != null;
    if (!isKnown) return userId;
    below = userId;
  }
  return undefined;
}
