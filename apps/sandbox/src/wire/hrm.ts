import { randomUUID } from 'node:crypto';
import { dismissionReasons } from '../company.ts';
import { leave } from '../people/address-book.ts';
import { changeDismission, type DismissionEntry, revokeDismission, startDismission } from '../people/dismission.ts';
import { department, departmentPath, presentPeople, presentPerson } from '../people/people.ts';
import { refuse } from '../refusal.ts';
import type { Person } from '../state.ts';
import type { World } from '../world.ts';
import { filled, type Handlers, number, text, texts, type WireInput } from './handlers.ts';

/** The on-job status of queryonjob: 2 试用期, 3 正式, 5 待离职. */
function onJobStatus(person: Person): string {
  return person.dismission.status === 1 ? '5' : String(person.employeeStatus);
}

function dismissionInfo(world: World, person: Person) {
  const { dismission } = person;
  const listed = dismission.status === 1 || dismission.status === 2;
  return filled({
    userId: person.userid,
    lastWorkDay: dismission.lastWorkDay,
    deptList: [{ dept_id: person.deptId, dept_path: departmentPath(world, person.deptId) }],
    reasonMemo: listed ? dismission.reasonMemo : undefined,
    preStatus: person.employeeStatus,
    handoverUserId: dismission.handoverUserId,
    status: dismission.status,
    mainDeptName: department(world, person.deptId)?.name ?? '',
    mainDeptId: person.deptId,
    voluntaryReason: listed ? dismission.voluntaryReason : undefined,
    passiveReason: listed ? dismission.passiveReason : undefined,
  });
}

/** Reasons arrive as ids (getAllDismissionReasons) and are shown as names. */
function reasonNames(ids: string[], list: { id: string; name: string }[]): string[] {
  return ids.map((id) => {
    const reason = list.find((item) => item.id === id);
    if (!reason) throw refuse('businessError', '所填离职原因不存在', 401);
    return reason.name;
  });
}

const entryFrom = (input: WireInput, memoName: string): DismissionEntry => ({
  lastWorkDay: number(input, 'lastWorkDate', 0),
  ...(input[memoName] === undefined ? {} : { reasonMemo: text(input, memoName) }),
  ...(input.terminationReasonVoluntary === undefined
    ? {}
    : { voluntaryReason: reasonNames(texts(input, 'terminationReasonVoluntary'), dismissionReasons.voluntary) }),
  ...(input.terminationReasonPassive === undefined
    ? {}
    : { passiveReason: reasonNames(texts(input, 'terminationReasonPassive'), dismissionReasons.passive) }),
});

const done = () => ({ requestId: randomUUID().toUpperCase(), success: true, result: true });

const rosterFields: Record<
  string,
  { name: string; read(world: World, person: Person): [value: string, label: string] }
> = {
  'sys00-name': { name: '姓名', read: (_, person) => [person.name, person.name] },
  'sys00-position': { name: '职位', read: (_, person) => [person.title, person.title] },
  'sys00-jobNumber': { name: '工号', read: (_, person) => [person.jobNumber, person.jobNumber] },
  'sys00-mainDept': {
    name: '主部门',
    read: (world, person) => [String(person.deptId), department(world, person.deptId)?.name ?? ''],
  },
  'sys00-confirmJoinTime': {
    name: '入职时间',
    read: (_, person) => {
      const day = new Date(person.hiredAt + 8 * 3600_000).toISOString().slice(0, 10);
      return [day, day];
    },
  },
  'sys01-employeeStatus': {
    name: '员工状态',
    read: (_, person) => [onJobStatus(person), { 2: '试用期', 3: '正式', 5: '待离职' }[onJobStatus(person)] ?? ''],
  },
};

/** 智能人事: who is leaving, who has left, the roster, and what HR does about it. */
export const hrmApi: Handlers = {
  'hrm_1_0.queryHrmEmployeeDismissionInfo': (world, input) => {
    const ids = texts(input, 'userIdList');
    if (ids.length < 1 || ids.length > 50) throw refuse('invalidParameter', '员工 id列表大小不在[1,50]范围');
    const known = ids.map((id) => world.state.people[id]).filter((person) => person !== undefined);
    return { result: known.map((person) => dismissionInfo(world, person)) };
  },
  'hrm_1_0.queryDismissionStaffIdList': (world, input) => {
    const start = number(input, 'nextToken', 0);
    const end = start + number(input, 'maxResults', 30);
    const gone = Object.values(world.state.people)
      .filter((person) => person.dismission.status === 2)
      .sort((a, b) => (a.leftAt ?? 0) - (b.leftAt ?? 0));
    return {
      nextToken: Math.min(end, gone.length),
      hasMore: end < gone.length,
      userIdList: gone.slice(start, end).map((person) => person.userid),
    };
  },
  topapi_smartwork_hrm_employee_queryonjob: (world, input) => {
    const wanted = text(input, 'status_list').split(',');
    const offset = number(input, 'offset', 0);
    const end = offset + number(input, 'size', 50);
    const found = presentPeople(world).filter((person) => wanted.includes(onJobStatus(person)));
    return {
      result: filled({
        data_list: found.slice(offset, end).map((person) => person.userid),
        next_cursor: end < found.length ? end : undefined,
      }),
      success: true,
    };
  },
  'hrm_1_0.getEmployeeRosterByField': (world, input) => {
    if (text(input, 'appAgentId') !== world.app.agentId) {
      throw refuse('invalidParameter', '系统参数无效或者传入的微应用Id和员工userId有误');
    }
    const wanted = input.fieldFilterList === undefined ? Object.keys(rosterFields) : texts(input, 'fieldFilterList');
    const people = texts(input, 'userIdList').flatMap((id) => world.state.people[id] ?? []);
    return {
      result: people.map((person) => ({
        corpId: world.app.corpId,
        userId: person.userid,
        unionId: person.unionid,
        fieldDataList: wanted.flatMap((code) => {
          const field = rosterFields[code];
          if (!field) return [];
          const [value, label] = field.read(world, person);
          return [
            {
              fieldCode: code,
              fieldName: field.name,
              groupId: code.split('-')[0] ?? '',
              fieldValueList: [{ value, label, itemIndex: 0 }],
            },
          ];
        }),
      })),
    };
  },
  'hrm_1_0.empStartDismission': (world, input) => {
    startDismission(world, text(input, 'userId'), entryFrom(input, 'remark'));
    return done();
  },
  'hrm_1_0.revokeTermination': (world, input) => {
    if (text(input, 'userId') === '') throw refuse('invalidParameter', '参数错误');
    revokeDismission(world, text(input, 'userId'));
    return done();
  },
  'hrm_1_0.updateEmpDismissionInfo': (world, input) => {
    changeDismission(world, text(input, 'userId'), entryFrom(input, 'dismissionMemo'));
    return done();
  },
  'hrm_1_0.getAllDismissionReasons': () => ({
    requestId: randomUUID().toUpperCase(),
    success: true,
    result: { voluntaryList: dismissionReasons.voluntary, passiveList: dismissionReasons.passive },
  }),
  'hrm_1_0.hrmProcessTerminationAndHandover': (world, input) => {
    const person = presentPerson(world, text(input, 'userId'));
    if (!person) throw refuse('empNotExists', '员工不存在');
    if (person.boss) throw refuse('businessError', '主管理员不能被移除');
    const voluntary = texts(input, 'terminationReasonVoluntary');
    const passive = texts(input, 'terminationReasonPassive');
    if (voluntary.length + passive.length === 0 && input.dismissionReason === undefined) {
      throw refuse('invalidParameter', '参数错误：离职原因必填');
    }
    const operator = presentPerson(world, text(input, 'optUserId'));
    if (!operator?.admin) throw refuse('noPermission', '无权限访问');
    const names = (ids: string[], list: { id: string; name: string }[]) =>
      list.filter((reason) => ids.includes(reason.id)).map((reason) => reason.name);
    for (const receiver of handoverReceivers(input)) {
      if (receiver === person.userid || !presentPerson(world, receiver)) throw refuse('businessError', '接收人无效');
    }
    person.dismission = {
      ...person.dismission,
      lastWorkDay: number(input, 'lastWorkDate', 0),
      reasonMemo: text(input, 'dismissionMemo'),
      voluntaryReason: names(voluntary, dismissionReasons.voluntary),
      passiveReason: names(passive, dismissionReasons.passive),
    };
    handOver(world, person, input);
    leave(world, person.userid, 'oapi');
    return { result: true };
  },
};

const receiverNames = [
  'aflowHandOverUserId',
  'docNoteHandoverUserId',
  'dingPanHandoverUserId',
  'permissionHandoverUserId',
  'directSubordinatesHandoverUserId',
];

function handoverReceivers(input: WireInput): string[] {
  return receiverNames.map((name) => text(input, name)).filter((userid) => userid !== '');
}

/** Of the five receivers the sandbox has something to move for two: open approval tasks and direct reports. */
function handOver(world: World, leaver: Person, input: WireInput): void {
  const approver = text(input, 'aflowHandOverUserId');
  const manager = text(input, 'directSubordinatesHandoverUserId');
  if (approver !== '') {
    for (const task of world.state.approvals.flatMap((approval) => approval.tasks)) {
      if (task.userId === leaver.userid && task.status === 'RUNNING') task.userId = approver;
    }
  }
  if (manager === '') return;
  for (const person of presentPeople(world)) {
    if (person.managerUserid === leaver.userid) person.managerUserid = person.userid === manager ? null : manager;
  }
}
