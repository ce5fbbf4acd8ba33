import { department, presentPeople } from '../people/people.ts';
import type { ApprovalStep, Person } from '../state.ts';
import type { World } from '../world.ts';

/** The company's standard flow: the originator's leader, then HR; a person who would meet it twice meets it once. */
export function standardFlow(world: World, originator: Person): ApprovalStep[] {
  const present = new Map(presentPeople(world).map((person) => [person.userid, person]));
  const first = (candidates: (string | null | undefined)[]): string | null =>
    candidates.find((userid) => userid && userid !== originator.userid && present.has(userid)) ?? null;

  const dept = department(world, originator.deptId);
  const parent = dept?.parentId == null ? null : department(world, dept.parentId);
  const leader = first([originator.managerUserid, ...(dept?.managerUserids ?? []), ...(parent?.managerUserids ?? [])]);
  const hrDept = Object.values(world.state.departments).find((item) => item.name === '人力资源部');
  const boss = [...present.values()].find((person) => person.boss);
  const hr = first([...(hrDept?.managerUserids ?? []), boss?.userid]);

  const steps: ApprovalStep[] = [];
  if (leader) steps.push({ activityId: '1a2b_3c4d', name: '直属主管', userIds: [leader], actionType: 'OR' });
  if (hr && hr !== leader) steps.push({ activityId: '5e6f_7a8b', name: '人力资源', userIds: [hr], actionType: 'OR' });
  return steps;
}
