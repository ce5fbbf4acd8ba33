import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { INTERFACES } from './budget.ts';
import type { DingtalkClient } from './client.ts';
import contract from './contract/apis.json' with { type: 'json' };
import { eventFromFailedEntry } from './events.ts';
import { type SeenCall, startHost } from './test-host.ts';

let host: Awaited<ReturnType<typeof startHost>>;
let client: DingtalkClient;
beforeEach(async () => {
  host = await startHost();
  client = host.client();
});
afterEach(() => host.close());

const api = (id: keyof typeof INTERFACES) => INTERFACES[id].path;

describe('what the official sample replies mean', () => {
  test('a person, sample with every scalar in quotes and lists as single objects', async () => {
    expect(await client.getUser('zhangsan')).toEqual({
      userId: 'zhangsan',
      unionId: 'z21HjQliSzpw0YWxxxxx',
      name: '张三',
      title: '技术总监',
      jobNumber: '4',
      avatarUrl: 'xxx',
      deptIds: [2, 3, 4],
      hiredAt: new Date(1597573616828),
      isActive: true,
      isAdmin: true,
      isBoss: true,
      managerUserId: 'manager240',
      leadsDeptIds: [2],
    });
    expect(host.asked()[0]).toMatchObject({
      method: 'POST',
      query: { access_token: 'token-1' },
      body: { userid: 'zhangsan' },
    });
  });

  test('the members of a department', async () => {
    const page = await client.listDepartmentUsers(10, 0);
    expect(page).toMatchObject({ nextCursor: 10, users: [{ userId: 'zhangsan', leads: true, deptIds: [2, 3, 4] }] });
    expect(host.asked()[0]?.body).toEqual({ dept_id: '10', cursor: '0', size: '100' });
  });

  test('departments', async () => {
    expect(await client.listDepartments(1)).toEqual([
      { deptId: 37000095, name: '市场部', parentId: 1 },
      { deptId: 399000096, name: '财务部', parentId: 1 },
    ]);
    expect(await client.listSubDepartmentIds(1)).toContain(400000083);
    expect(await client.getDepartment(1)).toEqual({
      deptId: 1,
      name: '测试',
      parentId: null,
      managerUserIds: ['1020302901-431772414'],
    });
  });

  test('whoever signs in', async () => {
    expect(await client.getUserByAuthCode('code-1')).toEqual({
      userId: 'userid123',
      unionId: 'gliiW0piiii02zBUjUxxxx',
      name: '张xx',
      isAdmin: true,
    });
  });

  test('pending leavers and everybody on the job', async () => {
    expect(await client.listPendingLeaverIds(0)).toEqual({ userIds: ['user123'], nextOffset: null });
    expect(await client.listOnJobIds(50)).toEqual({ userIds: ['user123'], nextOffset: null });
    expect(host.asked().map(({ body }) => body)).toEqual([
      { status_list: '5', offset: '0', size: '50' },
      { status_list: '2,3,5,-1', offset: '50', size: '50' },
    ]);
  });

  test('where people stand', async () => {
    expect(await client.getDimissionInfos(['123', '456'])).toEqual([
      {
        userId: '123',
        status: 'pending',
        lastWorkDay: new Date(1534569419008),
        handoverUserId: '123456',
        mainDeptId: 1234,
        mainDeptName: '门诊外科',
        deptIds: [1234],
        voluntaryReasons: ['个人原因'],
        passiveReasons: ['无法胜任工作'],
        memo: '世界太大想去看看',
      },
    ]);
    expect(host.asked()[0]).toMatchObject({ query: { userIdList: '["123","456"]' }, token: 'token-1' });
  });

  test('who left', async () => {
    expect(await client.listDismissedIds(0)).toEqual({ userIds: ['user001'], nextToken: null });
    const range = { from: new Date('2020-07-10T00:00:00.000Z'), to: new Date('2020-08-10T00:00:00.000Z') };
    expect(await client.listLeaveRecords(range)).toEqual({
      nextToken: 'DCCD7A656FFA6F07',
      records: [{ userId: '10000', name: '张三', leftAt: new Date('2021-01-06T11:47:37Z'), reason: 'oapi' }],
    });
    expect(host.asked()[1]?.query).toEqual({
      startTime: '2020-07-10T00:00:00Z',
      endTime: '2020-08-10T00:00:00Z',
      nextToken: '0',
      maxResults: '50',
    });
  });

  test('an approval', async () => {
    const approval = await client.getApproval('a171de6c-8bxxxx');
    expect(approval).toMatchObject({
      instanceId: 'a171de6c-8bxxxx',
      title: 'xx提交的请假申请',
      originatorUserId: 'manager1',
      originatorDeptId: '-1',
      status: 'RUNNING',
      result: 'agree',
      bizAction: 'MODIFY',
      mainInstanceId: '111',
      attachedInstanceIds: ['instance1'],
      createdAt: new Date('2022-08-31T11:52:00Z'),
      tasks: [{ taskId: 111, userId: 'manager1', status: 'NEW', result: 'REDIRECTED' }],
      records: [{ type: 'EXECUTE_TASK_NORMAL', result: 'AGREE', userId: 'manager1', remark: '评论' }],
    });
    expect(approval.values[0]).toEqual({
      id: 'DDHolidayField-J2Bxxxx',
      name: '组件1',
      bizAlias: 'TextField-bizAlias',
      componentType: 'DDSelectField',
      value: '示例值',
      extValue: '示例值',
    });
  });

  test('templates and their fields', async () => {
    expect(await client.listManagedTemplates('manager7078')).toEqual([
      {
        processCode: 'PROC-44E84FC1-16E2-4A69-BB3C-xxxx',
        name: '通用审批',
        modifiedAt: new Date('2022-08-23T17:09:00Z'),
      },
    ]);
    expect(await client.getFormSchema('PROC-1')).toMatchObject({
      processCode: 'PROC-1',
      name: '示例模板',
      bizType: 'hrm.xxxx',
      fields: [
        {
          id: 'TextField-K2AD4O5B',
          componentName: 'TextField',
          label: '单行输入框',
          required: true,
          options: ['选项1'],
          children: [{ id: 'TextField-abcd', label: '姓名', bizAlias: 'userName', children: [] }],
        },
      ],
    });
  });

  test('a robot message that reached not everybody', async () => {
    const message = { userIds: ['u1', 'u2'], msgKey: 'sampleMarkdown', msgParam: { title: '交接', text: '你好' } };
    expect(await client.sendRobotMessages(message)).toEqual({
      processQueryKey: 'zcxxczasdafasd',
      invalidUserIds: ['manage25231'],
      flowControlledUserIds: ['manage25232'],
    });
    expect(host.asked()[0]?.body).toEqual({
      robotCode: 'dingrobot',
      userIds: ['u1', 'u2'],
      msgKey: 'sampleMarkdown',
      msgParam: '{"title":"交接","text":"你好"}',
    });
  });

  test('the failed list, every entry of which is an event', async () => {
    const { hasMore, entries } = await client.takeFailedPushes();
    expect(hasMore).toBe(false);
    expect(entries.map((entry) => eventFromFailedEntry(entry, { receivedAt: new Date(0) }).type)).toEqual([
      'user_add_org',
      'bpms_instance_change',
      'label_conf_add',
    ]);
  });

  test('one jsapi ticket for two hours', async () => {
    expect([await client.getJsapiTicket(), await client.getJsapiTicket()]).toEqual(['asjdgxxx', 'asjdgxxx']);
    expect(host.asked()).toHaveLength(1);
  });
});

test('every request of every method is as documented: known names, required ones present, and all interfaces used', async () => {
  const task = { instanceId: 'i1', taskId: 67583405630, actionerUserId: 'u1' };
  await client.getUserByAuthCode('c');
  await client.getJsapiTicket();
  await client.getUser('u1');
  await client.listSubDepartmentIds(1);
  await client.getDepartment(1);
  await client.listDepartments(1);
  await client.listDepartmentUsers(1, 0);
  await client.listLeaveRecords({ from: new Date(0), to: new Date(1), nextToken: 'DCCD' });
  await client.listPendingLeaverIds(0);
  await client.getDimissionInfos(['u1']);
  await client.listDismissedIds(50);
  await client.getApproval('i1');
  await client.addApprovalComment({ instanceId: 'i1', commentUserId: 'u1', text: '已放行' });
  await client.executeApprovalTask({ ...task, result: 'agree', remark: '同意' });
  await client.executeApprovalTask({ ...task, result: 'refuse' });
  await client.getFormSchema('PROC-1');
  await client.listManagedTemplates('u1');
  await client.sendRobotMessages({ userIds: ['u1'], msgKey: 'sampleText', msgParam: { content: 'x' } });
  await client.takeFailedPushes();

  expect(host.calls.flatMap(undocumented)).toEqual([]);
  expect(new Set(host.calls.map(({ path }) => path))).toEqual(
    new Set(Object.values(INTERFACES).map(({ path }) => path)),
  );
});

test('the check above sees a misspelling, a missing name and a wrong method', () => {
  const call = {
    method: 'POST',
    path: api('topapi_v2_user_get'),
    query: { access_token: 't' },
    contentType: '',
    token: 't',
  };
  expect(undocumented({ ...call, body: { userid: 'u1' } })).toEqual([]);
  expect(undocumented({ ...call, body: { userId: 'u1' } })).toEqual(['userId unknown', 'userid missing']);
  expect(undocumented({ ...call, method: 'PUT', body: { userid: 'u1' } })).toEqual(['PUT /topapi/v2/user/get']);
});

function undocumented(call: SeenCall): string[] {
  const entry = contract.find(({ method, path }) => method === call.method && path === call.path);
  if (!entry) return [`${call.method} ${call.path}`];
  const fields = [...entry.query, ...entry.body] as { name: string; required?: boolean; path?: string }[];
  const top = fields.filter(({ name, path }) => path === undefined || path === name || path === `${name}[]`);
  const given = { ...call.query, ...call.body };
  return [
    ...Object.keys(given)
      .filter((name) => !top.some((field) => field.name === name))
      .map((name) => `${name} unknown`),
    ...top.filter(({ name, required }) => required && !(name in given)).map(({ name }) => `${name} missing`),
  ];
}

describe('documented "no such thing" answers', () => {
  test.each([60121, 33012])('a person who is gone: %i', async (errcode) => {
    host.plan(api('topapi_v2_user_get'), { body: { errcode, errmsg: '找不到该用户' } });
    expect(await client.getUser('gone')).toBeNull();
  });

  test('a person outside the visible range is not gone', async () => {
    host.plan(api('topapi_v2_user_get'), { body: { errcode: 50002, errmsg: '企业员工不在授权范围' } });
    await expect(client.getUser('u1')).rejects.toMatchObject({ name: 'DingtalkRefused', code: '50002' });
  });

  test('a department that is gone, and one without members', async () => {
    host.plan(api('topapi_v2_department_get'), { body: { errcode: 60003, errmsg: '未找到对应部门' } });
    host.plan(api('topapi_v2_user_list'), { body: { errcode: 60019, errmsg: '未能从部门中获取用户' } });
    expect(await client.getDepartment(9)).toBeNull();
    expect(await client.listDepartmentUsers(9, 0)).toEqual({ users: [], nextCursor: null });
  });

  test('a used sign-in code, and an approval that cannot be read yet', async () => {
    host.plan(api('topapi_v2_user_getuserinfo'), { body: { errcode: 40078, errmsg: '不存在的临时授权码' } });
    host.plan(api('workflow_1_0.getProcessInstance'), {
      status: 400,
      body: { code: 'processInstanceNotExist', message: '审批实例不存在' },
    });
    await expect(client.getUserByAuthCode('used')).rejects.toMatchObject({ code: '40078' });
    await expect(client.getApproval('i1')).rejects.toMatchObject({ code: 'processInstanceNotExist', status: 400 });
  });
});

describe('pages', () => {
  const onJob = (result: object) =>
    host.plan(api('topapi_smartwork_hrm_employee_queryonjob'), { body: { errcode: 0, result } });

  test.each([
    [{ data_list: ['u1'], next_cursor: 50 }, 0, 50],
    [{ data_list: '["u1"]', next_cursor: '100' }, 50, 100],
    [{ data_list: [] }, 50, null],
    [{ data_list: ['u1'], next_cursor: 50 }, 50, null],
  ])('on the job: %j after %i', async (result, offset, nextOffset) => {
    onJob(result);
    expect((await client.listOnJobIds(offset)).nextOffset).toBe(nextOffset);
  });

  test.each([
    [{ hasMore: true, nextToken: 50, userIdList: ['u1'] }, 50],
    [{ hasMore: true, nextToken: 0, userIdList: ['u1'] }, null],
    [{ hasMore: false, nextToken: 50, userIdList: ['u1'] }, null],
  ])('dismissed: %j', async (body, nextToken) => {
    host.plan(api('hrm_1_0.queryDismissionStaffIdList'), { body });
    expect((await client.listDismissedIds(0)).nextToken).toBe(nextToken);
  });

  test.each([
    [{ nextToken: 'B', records: [{ userId: 'u1' }] }, 'B'],
    [{ nextToken: 'A', records: [{ userId: 'u1' }] }, null],
    [{ nextToken: '', records: [{ userId: 'u1' }] }, null],
    [{ nextToken: 'B', records: [] }, null],
    [{ records: [{ userId: 'u1' }] }, null],
  ])('leave records: %j', async (body, nextToken) => {
    host.plan(api('contact_1_0.listEmpLeaveRecords'), { body });
    const page = await client.listLeaveRecords({ from: new Date(0), to: new Date(1), nextToken: 'A' });
    expect(page.nextToken).toBe(nextToken);
  });
});

test('documented limits are refused before anything is sent', async () => {
  const many = Array.from({ length: 51 }, (_, n) => `u${n}`);
  const text = '长'.repeat(1_025);
  const message = { msgKey: 'sampleText', msgParam: {} };
  const task = { instanceId: 'i', taskId: 1, actionerUserId: 'u', result: 'agree' } as const;
  for (const broken of [
    () => client.getDimissionInfos([]),
    () => client.getDimissionInfos(many),
    () => client.sendRobotMessages({ ...message, userIds: [] }),
    () => client.sendRobotMessages({ ...message, userIds: many.slice(0, 21) }),
    () => client.addApprovalComment({ instanceId: 'i', commentUserId: 'u', text }),
    () => client.executeApprovalTask({ ...task, remark: text }),
    () => client.executeApprovalTask({ ...task, taskId: 2 ** 53 }),
  ]) {
    await expect(broken()).rejects.toBeInstanceOf(RangeError);
  }
  expect(host.calls).toEqual([]);
});
