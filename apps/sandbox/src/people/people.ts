import { refuse } from '../refusal.ts';
import type { Department, Person } from '../state.ts';
import type { World } from '../world.ts';

/** Someone in the address book now; null when never there or gone. */
export function presentPerson(world: World, userid: string): Person | null {
  const person = world.state.people[userid];
  return person?.present ? person : null;
}

/** The same, refused with `userNotExist` when nobody is there. */
export function needPerson(world: World, userid: string): Person {
  const person = presentPerson(world, userid);
  if (!person) throw refuse('userNotExist', '用户不存在');
  return person;
}

/** Everyone present, in the order of the job numbers. */
export function presentPeople(world: World): Person[] {
  return Object.values(world.state.people).filter((person) => person.present);
}

/** A department, or null. */
export function department(world: World, id: number): Department | null {
  return world.state.departments[String(id)] ?? null;
}

/** Departments from below the root down to this one, as `生产部-设备部`; the root's own name for the root. */
export function departmentPath(world: World, id: number): string {
  const names: string[] = [];
  let current = department(world, id);
  while (current && current.parentId !== null) {
    names.unshift(current.name);
    current = department(world, current.parentId);
  }
  return names.length === 0 ? (current?.name ?? '') : names.join('-');
}

/** Departments directly below `id`. */
export function subDepartments(world: World, id: number): Department[] {
  return Object.values(world.state.departments).filter((item) => item.parentId === id);
}
