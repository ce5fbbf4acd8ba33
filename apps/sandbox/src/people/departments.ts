import { refuse } from '../refusal.ts';
import type { Department } from '../state.ts';
import { nextNumber, type World } from '../world.ts';
import { department, needPerson, presentPeople, subDepartments } from './people.ts';

/** A department under `parentId`. Event: org_dept_create. */
export function createDepartment(world: World, input: { name: string; parentId: number }): Department {
  if (!department(world, input.parentId)) throw refuse('departmentNotExist', '上级部门不存在');
  const created: Department = {
    id: 879400000 + nextNumber(world),
    name: input.name,
    parentId: input.parentId,
    managerUserids: [],
  };
  world.state.departments[String(created.id)] = created;
  world.emit('org_dept_create', { deptId: [created.id] });
  world.changed();
  return created;
}

/** Renames a department or names its leaders. Event: org_dept_modify. */
export function changeDepartment(
  world: World,
  id: number,
  input: { name?: string | undefined; managerUserids?: string[] | undefined },
): Department {
  const item = department(world, id);
  if (!item) throw refuse('departmentNotExist', '部门不存在');
  for (const userid of input.managerUserids ?? []) needPerson(world, userid);
  if (input.name !== undefined) item.name = input.name;
  if (input.managerUserids !== undefined) item.managerUserids = input.managerUserids;
  world.emit('org_dept_modify', { deptId: [id] });
  world.changed();
  return item;
}

/** Removes an empty department. Event: org_dept_remove. */
export function removeDepartment(world: World, id: number): void {
  const item = department(world, id);
  if (!item || item.parentId === null) throw refuse('departmentNotExist', '部门不存在');
  if (subDepartments(world, id).length > 0 || presentPeople(world).some((person) => person.deptId === id)) {
    throw refuse('departmentNotEmpty', '部门下还有成员或子部门');
  }
  delete world.state.departments[String(id)];
  world.emit('org_dept_remove', { deptId: [id] });
  world.changed();
}
