import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestSandbox, resignation, type TestSandbox } from '../open-test-sandbox.ts';
import { handlers } from '../wire/families.ts';
import { events, problemsOfPush } from './check-push.ts';

let sandbox: TestSandbox;
afterEach(async () => {
  vi.restoreAllMocks();
  await sandbox.close();
});
const found = () => sandbox.control.violations().map(({ side, api, path, problem }) => ({ side, api, path, problem }));

/** Ways to get a request wrong, each with what must be said about it and the documented answer. */
const badRequests = [
  [
    'a misspelt name in a body',
    'POST',
    '/v1.0/robot/oToMessages/batchSend',
    { robotCode: 'dingapp01', userIDs: ['liming'], msgKey: 'sampleText', msgParam: '{}' },
    'userIDs',
    'is not a documented name',
    'invalidParameter.param.invalid',
  ],
  [
    'a missing name',
    'POST',
    '/v1.0/workflow/processInstances/comments',
    { processInstanceId: 'x', text: 'y' },
    'commentUserId',
    'is missing',
    'invalidParameter',
  ],
  [
    'a wrong type',
    'POST',
    '/v1.0/hrm/pendingDismission/start',
    { userId: 'liming', lastWorkDate: '2026-04-01' },
    'lastWorkDate',
    'is not integer',
    'invalidParameter',
  ],
  [
    'a value outside the list',
    'POST',
    '/v1.0/workflow/processInstances/execute',
    { processInstanceId: 'x', actionerUserId: 'y', taskId: 1, result: 'AGREE' },
    'result',
    'AGREE is not a documented value',
    'invalidInstanceExecuteResult',
  ],
  [
    'a text that is too long',
    'POST',
    '/v1.0/workflow/processInstances/comments',
    { processInstanceId: 'x', text: '长'.repeat(1025), commentUserId: 'y' },
    'text',
    'has over 1024 characters',
    'invalidParameter',
  ],
  [
    'a misspelt name in a query',
    'GET',
    '/v1.0/hrm/employees/dismissions?maxResult=50',
    undefined,
    'maxResult',
    'is not a documented name',
    'invalidParameter',
  ],
  [
    'a list that is no JSON',
    'GET',
    '/v1.0/hrm/employees/dimissionInfos?userIdList=liming',
    undefined,
    'userIdList',
    'is not string[]',
    'invalidParameter',
  ],
  [
    'a misspelt name deep inside',
    'POST',
    '/v1.0/workflow/processInstances',
    {
      originatorUserId: 'liming',
      processCode: 'x',
      deptId: 1,
      formComponentValues: [{ name: 'a', value: 'b', bizalias: 'c' }],
    },
    'formComponentValues[0].bizalias',
    'is not a documented name',
    'invalidParameter',
  ],
  [
    'a body that is no object',
    'POST',
    '/v1.0/workflow/processInstances',
    '[1]',
    'body',
    'is not a JSON object',
    'InvalidAuthentication',
  ],
] as const;

describe('a request', () => {
  beforeEach(async () => {
    sandbox = await openTestSandbox();
  });

  it.each(badRequests)('with %s is recorded and refused', async (_, method, url, body, path, problem, code) => {
    const answer = await sandbox.api(method, url, body);
    expect(found()).toContainEqual({ side: 'client', api: sandbox.control.calls().at(-1)?.api, path, problem });
    expect(answer).toMatchObject({ status: 400, json: { code } });
  });

  it('on the old host is checked alike, as JSON and as a form', async () => {
    const json = await sandbox.oapi('/topapi/v2/user/get', { userId: 'liming' });
    expect(json.json.errcode).toBe(400002);
    const form = await sandbox.send('POST', '/topapi/v2/user/list', 'dept_id=ten&cursor=0&size=10', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.json.errcode).toBe(41001);
    expect(found()).toEqual([
      { side: 'client', api: 'topapi_v2_user_get', path: 'userid', problem: 'is missing' },
      { side: 'client', api: 'topapi_v2_user_get', path: 'userId', problem: 'is not a documented name' },
      { side: 'client', api: 'topapi_v2_user_list', path: 'dept_id', problem: 'is not number' },
    ]);
  });

  it('to a path that nobody documented is answered 404 and recorded', async () => {
    expect((await sandbox.api('GET', '/v1.0/hrm/employees/dismissionInfos')).status).toBe(404);
    expect((await sandbox.api('PUT', '/v1.0/robot/oToMessages/batchSend', {})).status).toBe(404);
    expect(found().map((breach) => breach.api)).toEqual([
      'GET /v1.0/hrm/employees/dismissionInfos',
      'PUT /v1.0/robot/oToMessages/batchSend',
    ]);
  });
});

it('a lenient sandbox answers what it can, and still records the breach', async () => {
  sandbox = await openTestSandbox({ strict: false });
  const answer = await sandbox.oapi('/topapi/v2/user/get', { userid: 'liming', lang: 'zh_CN' });
  expect(answer.json).toMatchObject({ errcode: 0, result: { name: '李明' } });
  expect(found()).toEqual([
    { side: 'client', api: 'topapi_v2_user_get', path: 'lang', problem: 'is not a documented name' },
  ]);
});

describe('the sandbox itself is caught', () => {
  beforeEach(async () => {
    sandbox = await openTestSandbox();
  });

  it.each([
    ['a misspelt name', { result: [{ userID: 'liming', status: 3 }] }, 'result[0].userId', 'is missing'],
    [
      'an invented name',
      { result: [{ userId: 'liming', status: 3, name: '李明' }] },
      'result[0].name',
      'is not a documented name',
    ],
    ['a wrong type', { result: [{ userId: 'liming', status: '3' }] }, 'result[0].status', 'is not integer'],
    [
      'an undocumented value',
      { result: [{ userId: 'liming', status: 9 }] },
      'result[0].status',
      '9 is not a documented value',
    ],
    ['a reply without its result', {}, 'result', 'is missing'],
  ])('with %s in a reply', async (_, reply, path, problem) => {
    const id = 'hrm_1_0.queryHrmEmployeeDismissionInfo';
    vi.spyOn(handlers, id).mockReturnValue(reply);
    await sandbox.api('GET', `/v1.0/hrm/employees/dimissionInfos?userIdList=${encodeURIComponent('["liming"]')}`);
    expect(found()).toContainEqual({ side: 'sandbox', api: id, path, problem });
  });

  it('with a misspelt name in a push', async () => {
    sandbox.control.startApproval(resignation);
    const body = sandbox.control.pushes()[0]?.body ?? {};
    expect(problemsOfPush('bpms_instance_change', body)).toEqual([]);
    const { staffId, ...rest } = body;
    expect(problemsOfPush('bpms_instance_change', { ...rest, staffID: staffId })).toEqual([
      { path: 'staffId', problem: 'is missing' },
      { path: 'staffID', problem: 'is not a documented name' },
    ]);
    expect(problemsOfPush('bpms_instance_change', { ...body, createTime: '1', type: 'ended' })).toEqual([
      { path: 'createTime', problem: 'is not number' },
      { path: 'type', problem: 'ended is not a documented value' },
    ]);
    expect(problemsOfPush('bpms_instance_changed', body)[0]?.problem).toContain('not a documented event');
  });

  it('takes every official sample push as right', () => {
    for (const [type, entry] of events) expect(problemsOfPush(type, entry.sample)).toEqual([]);
  });

  it('pushes nothing undocumented, whatever people do', () => {
    const { control } = sandbox;
    const dept = control.createDepartment({ name: '工程部', parentId: 1 });
    control.changeDepartment(dept.id, { name: '工程一部', managerUserids: ['fangyuan'] });
    control.hire({ userid: 'newcomer', name: '新人', title: '设备工程师', deptId: dept.id });
    control.change('newcomer', { title: '高级设备工程师', deptId: 879301003, managerUserid: null });
    control.removeDepartment(dept.id);
    control.leave('newcomer');
    const agreed = control.startApproval(resignation);
    control.agree(agreed.id, { userId: 'wanghaitao', remark: '同意' });
    control.refuse(agreed.id, { userId: 'chenjing' });
    control.withdraw(control.startApproval(resignation).id, { userId: 'zhangjianguo' });
    expect(new Set(control.pushes().map((push) => push.type))).toEqual(
      new Set([...events.keys()].filter((type) => type !== 'check_url')),
    );
    expect(found()).toEqual([]);
  });
});
