import type { KnownEventData } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';
import { syncDepartment } from '../people/sync-department.ts';
import type { Received, Settled } from './received.ts';

type DepartmentChange = Extract<KnownEventData, { type: 'org_dept_create' | 'org_dept_modify' | 'org_dept_remove' }>;

/** Reads the departments again that an event names; one that is gone is marked so, whatever the event said. */
export async function receiveDepartmentChange(
  deps: Deps,
  corpId: string,
  { data }: Received<DepartmentChange>,
): Promise<Settled> {
  for (const deptId of data.deptIds) await syncDepartment(deps, corpId, deptId);
  return { outcome: 'handled' };
}
