import { department, presentPeople, presentPerson, subDepartments } from '../people/people.ts';
import { refuse, refuseOld } from '../refusal.ts';
import type { Department, Person } from '../state.ts';
import { nowMs, type World } from '../world.ts';
import { filled, type Handlers, number, text, type WireInput } from './handlers.ts';

function needDepartment(world: World, input: WireInput): Department {
  const found = department(world, number(input, 'dept_id', 1));
  if (!found) throw refuseOld(60003, '部门不存在');
  return found;
}

function isLeader(world: World, person: Person): boolean {
  return department(world, person.deptId)?.managerUserids.includes(person.userid) ?? false;
}

/** What user/get and user/list say alike. */
function userFields(person: Person) {
  return {
    userid: person.userid,
    unionid: person.unionid,
    name: person.name,
    avatar: '',
    state_code: '86',
    mobile: person.mobile,
    hide_mobile: false,
    telephone: '',
    job_number: person.jobNumber,
    title: person.title,
    work_place: person.workPlace === '' ? undefined : person.workPlace,
    dept_id_list: [person.deptId],
    hired_date: person.hiredAt,
    active: true,
    admin: person.admin,
    boss: person.boss,
    exclusive_account: false,
  };
}

/** People and departments of the old host, the 免登 exchange, and the leave records. */
export const contactsApi: Handlers = {
  topapi_v2_user_getuserinfo: (world, input) => {
    const code = text(input, 'code');
    const grant = world.state.authCodes[code];
    delete world.state.authCodes[code];
    const person = grant && grant.expiresAt > nowMs(world) ? presentPerson(world, grant.userId) : null;
    if (!person) throw refuseOld(40078, '不存在的临时授权码');
    return {
      result: {
        userid: person.userid,
        unionid: person.unionid,
        associated_unionid: person.unionid,
        device_id: `sandbox-${person.userid}`,
        sys: person.admin,
        sys_level: person.boss ? 1 : person.admin ? 2 : 0,
        name: person.name,
      },
    };
  },
  topapi_v2_user_get: (world, input) => {
    const person = presentPerson(world, text(input, 'userid'));
    if (!person) throw refuseOld(60121, '找不到该用户');
    return {
      result: filled({
        ...userFields(person),
        manager_userid: person.managerUserid,
        dept_order_list: [{ dept_id: person.deptId, order: 1 }],
        leader_in_dept: [{ dept_id: person.deptId, leader: isLeader(world, person) }],
        real_authed: true,
        senior: false,
        role_list: person.boss ? [{ id: 1, name: '主管理员', group_name: '默认' }] : undefined,
      }),
    };
  },
  topapi_v2_user_list: (world, input) => {
    const dept = needDepartment(world, input);
    const cursor = number(input, 'cursor', 0);
    const size = number(input, 'size', 100);
    const members = presentPeople(world).filter((person) => person.deptId === dept.id);
    const end = cursor + size;
    return {
      result: filled({
        has_more: end < members.length,
        next_cursor: end < members.length ? end : undefined,
        list: members.slice(cursor, end).map((person) =>
          filled({
            ...userFields(person),
            dept_order: 1,
            leader: isLeader(world, person),
          }),
        ),
      }),
    };
  },
  topapi_user_getbyunionid: (world, input) => {
    const person = presentPeople(world).find((item) => item.unionid === text(input, 'unionid'));
    if (!person) throw refuseOld(60121, '找不到该用户');
    return { result: { contact_type: 0, userid: person.userid } };
  },
  topapi_user_count: (world) => ({ result: { count: presentPeople(world).length } }),
  topapi_v2_department_get: (world, input) => {
    const dept = needDepartment(world, input);
    return {
      result: filled({
        dept_id: dept.id,
        name: dept.name,
        parent_id: dept.parentId,
        create_dept_group: false,
        auto_add_user: false,
        order: 0,
        dept_manager_userid_list: dept.managerUserids,
        outer_dept: false,
        hide_dept: false,
        dept_permits: [],
        user_permits: [],
        outer_permit_depts: [],
        outer_permit_users: [],
        group_contain_sub_dept: false,
      }),
    };
  },
  topapi_v2_department_listsub: (world, input) => ({
    result: subDepartments(world, needDepartment(world, input).id).map((dept) => ({
      dept_id: dept.id,
      name: dept.name,
      parent_id: dept.parentId ?? 1,
      create_dept_group: false,
      auto_add_user: false,
    })),
  }),
  topapi_v2_department_listsubid: (world, input) => ({
    result: { dept_id_list: subDepartments(world, needDepartment(world, input).id).map((dept) => dept.id) },
  }),
  'contact_1_0.listEmpLeaveRecords': (world, input) => {
    const from = Date.parse(text(input, 'startTime'));
    const to = input.endTime === undefined ? nowMs(world) : Date.parse(text(input, 'endTime'));
    // Span ≤ 365 days (query-the-details-of-employees-who-have-left-office).
    if (Number.isNaN(from) || Number.isNaN(to) || to < from || to - from > 365 * 86_400_000) {
      throw refuse('invalidParameter.param.invalid', '入参错误：startTime 与 endTime');
    }
    const start = Number(text(input, 'nextToken') || 0);
    const size = number(input, 'maxResults', 50);
    const gone = Object.values(world.state.people)
      .filter((person) => person.leftAt !== null && person.leftAt >= from && person.leftAt <= to)
      .sort((a, b) => (a.leftAt ?? 0) - (b.leftAt ?? 0));
    return filled({
      nextToken: start + size < gone.length ? String(start + size) : undefined,
      records: gone.slice(start, start + size).map((person) => ({
        userId: person.userid,
        name: person.name,
        stateCode: '86',
        mobile: person.mobile,
        leaveTime: new Date(person.leftAt ?? 0).toISOString().replace(/\.\d{3}Z$/, 'Z'),
        leaveReason: person.leaveReason ?? 'unknown',
      })),
    });
  },
};
