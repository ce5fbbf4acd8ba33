import { noDismission } from '../company.ts';
import { refuse } from '../refusal.ts';
import type { Dismission, Person } from '../state.ts';
import type { World } from '../world.ts';
import { needPerson, presentPerson } from './people.ts';

/** What HR enters: the last working day as epoch ms. Only the named fields of an existing record change. */
export type DismissionEntry = { lastWorkDay: number } & Partial<
  Pick<Dismission, 'handoverUserId' | 'reasonMemo' | 'voluntaryReason' | 'passiveReason'>
>;

/**
 * Puts someone into 待离职 (status 1). No event: the documentation knows none for 待离职.
 * Refused with HTTP 401 businessError, as documented, when the person is not simply on the job.
 */
export function startDismission(world: World, userid: string, entry: DismissionEntry): Person {
  const person = presentPerson(world, userid);
  if (!person || person.dismission.status === 1) throw refuse('businessError', '员工不是正常在职状态', 401);
  if (entry.handoverUserId) needPerson(world, entry.handoverUserId);
  person.dismission = { ...noDismission(), ...entry, status: 1 };
  world.changed();
  return person;
}

/** Takes someone out of 待离职 again. Refused with HTTP 401 businessError when the person is not 待离职. */
export function revokeDismission(world: World, userid: string): Person {
  const person = pendingLeaver(world, userid);
  person.dismission = noDismission();
  world.changed();
  return person;
}

/** Edits the record of someone in 待离职, e.g. another last working day. Same refusal. */
export function changeDismission(world: World, userid: string, entry: DismissionEntry): Person {
  const person = pendingLeaver(world, userid);
  if (entry.handoverUserId) needPerson(world, entry.handoverUserId);
  Object.assign(person.dismission, entry);
  world.changed();
  return person;
}

function pendingLeaver(world: World, userid: string): Person {
  const person = presentPerson(world, userid);
  if (person?.dismission.status !== 1) throw refuse('businessError', '员工不是待离职状态', 401);
  return person;
}
