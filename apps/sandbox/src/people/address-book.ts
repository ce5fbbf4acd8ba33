import { noDismission, unionIdOf } from '../company.ts';
import type { ChangeInput, HireInput } from '../control/control.ts';
import { refuse } from '../refusal.ts';
import type { LeaveReason, Person } from '../state.ts';
import { nextNumber, nowMs, type World } from '../world.ts';
import { department, needPerson } from './people.ts';

/** `changeType` of hrm_mdm_user_change (personnel-platform-employee-change-event-v2). */
const changeType = { joined: 1, transferred: 3, left: 4 } as const;

/**
 * Adds someone to the address book, also somebody who left and comes back under their old userid. Events: user_add_org,
 * user_active_org, hrm_mdm_user_change 1.
 */
export function hire(world: World, input: HireInput): Person {
  if (world.state.people[input.userid]?.present) throw refuse('userExists', `userid ${input.userid} 已被使用`);
  if (!department(world, input.deptId)) throw refuse('departmentNotExist', '部门不存在');
  if (input.managerUserid !== undefined) needPerson(world, input.managerUserid);
  const number = nextNumber(world);
  const person: Person = {
    userid: input.userid,
    unionid: unionIdOf(input.userid),
    name: input.name,
    nickname: input.name,
    title: input.title,
    deptId: input.deptId,
    managerUserid: input.managerUserid ?? department(world, input.deptId)?.managerUserids[0] ?? null,
    jobNumber: `XH${number}`,
    mobile: `139${String(number).padStart(8, '0')}`,
    workPlace: '',
    hiredAt: nowMs(world),
    employeeStatus: 2,
    admin: false,
    boss: false,
    present: true,
    leftAt: null,
    leaveReason: null,
    dismission: noDismission(),
  };
  world.state.people[person.userid] = person;
  world.emit('user_add_org', { timeStamp: String(nowMs(world)), userId: [person.userid] });
  world.emit('user_active_org', { userId: [person.userid] });
  world.emit('hrm_mdm_user_change', { changeType: changeType.joined, staffId: person.userid });
  world.changed();
  return person;
}

/**
 * Removes someone at once; from here on no contact interface knows the person. Events: user_leave_org,
 * hrm_mdm_user_change 4. The main administrator cannot be removed.
 */
export function leave(world: World, userid: string, reason: LeaveReason): Person {
  const person = needPerson(world, userid);
  if (person.boss) throw refuse('businessError', '主管理员不能被移除');
  person.present = false;
  person.leftAt = nowMs(world);
  person.leaveReason = reason;
  person.dismission.lastWorkDay ??= nowMs(world);
  person.dismission.status = 2;
  for (const group of world.state.groups) group.userIds = group.userIds.filter((member) => member !== userid);
  for (const item of Object.values(world.state.departments)) {
    item.managerUserids = item.managerUserids.filter((manager) => manager !== userid);
  }
  world.emit('user_leave_org', { timeStamp: String(nowMs(world)), userId: [userid] });
  world.emit('hrm_mdm_user_change', { changeType: changeType.left, staffId: userid });
  world.changed();
  return person;
}

/** What `diffInfo` of user_modify_org tells about a person (address-book-user-change). */
function diffSide(person: Person): Record<string, string> {
  return {
    ...(person.managerUserid === null ? {} : { managerUserid: person.managerUserid }),
    hiredDate: new Date(person.hiredAt + 8 * 3600_000).toISOString().slice(0, 10),
    name: person.name,
    jobNumber: person.jobNumber,
    workPlace: person.workPlace,
  };
}

/** Edits a person. Events: user_modify_org; hrm_mdm_user_change 3 when the department changes. */
export function change(world: World, userid: string, input: ChangeInput): Person {
  const person = needPerson(world, userid);
  if (input.deptId !== undefined && !department(world, input.deptId)) throw refuse('departmentNotExist', '部门不存在');
  if (input.managerUserid) needPerson(world, input.managerUserid);
  const prev = diffSide(person);
  const moved = input.deptId !== undefined && input.deptId !== person.deptId;
  if (input.name !== undefined) person.name = input.name;
  if (input.title !== undefined) person.title = input.title;
  if (input.deptId !== undefined) person.deptId = input.deptId;
  if (input.managerUserid !== undefined) person.managerUserid = input.managerUserid;
  world.emit('user_modify_org', {
    timeStamp: String(nowMs(world)),
    diffInfo: { prev, curr: diffSide(person), userid },
    userId: [userid],
  });
  if (moved) world.emit('hrm_mdm_user_change', { changeType: changeType.transferred, staffId: userid });
  world.changed();
  return person;
}
