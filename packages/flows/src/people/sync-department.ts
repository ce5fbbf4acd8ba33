import { markDepartmentGone, upsertDepartment, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';

/** Reads one department from DingTalk (free): name, parent, leaders. One that is gone keeps its row, marked. */
export async function syncDepartment(deps: Deps, corpId: string, deptId: number): Promise<void> {
  const found = await deps.dingtalkFor(corpId).getDepartment(deptId);
  await withCorp(deps.db, corpId, (tx) =>
    found
      ? upsertDepartment(tx, corpId, { ...found, leaderUserIds: found.managerUserIds }, deps.now())
      : markDepartmentGone(tx, corpId, deptId, deps.now()),
  );
}
