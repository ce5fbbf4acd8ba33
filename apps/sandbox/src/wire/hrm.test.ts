import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayStart } from '../calendar-day.ts';
import { openTestSandbox, resignation, type TestSandbox } from '../open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(async () => {
  expect(sandbox.control.violations().filter((violation) => violation.side === 'sandbox')).toEqual([]);
  await sandbox.close();
});

const info = async (userid: string) => {
  const answer = await sandbox.api(
    'GET',
    `/v1.0/hrm/employees/dimissionInfos?userIdList=${encodeURIComponent(JSON.stringify([userid]))}`,
  );
  return (answer.json.result as Record<string, unknown>[])[0];
};
const pending = async () => {
  const body = { status_list: '5', offset: 0, size: 50 };
  const answer = await sandbox.oapi('/topapi/smartwork/hrm/employee/queryonjob', body);
  return (answer.json.result as { data_list: string[] }).data_list;
};

describe('a resignation in the suite', () => {
  it('is 4 when filed and 1, with last day and receiver, when agreed; the last day changes nothing', async () => {
    expect(await info('zhangjianguo')).toMatchObject({ status: 3 });
    const { id } = sandbox.control.startApproval(resignation);
    expect(await info('zhangjianguo')).toMatchObject({ status: 4 });
    expect(await pending()).toEqual([]);
    sandbox.control.agree(id, { userId: 'wanghaitao' });
    sandbox.control.agree(id, { userId: 'chenjing' });
    expect(await info('zhangjianguo')).toMatchObject({
      status: 1,
      lastWorkDay: dayStart('2026-04-01'),
      handoverUserId: 'liming',
      voluntaryReason: ['个人原因'],
      mainDeptName: '设备部',
    });
    expect(await pending()).toEqual(['zhangjianguo']);
    await sandbox.control.forward(60 * 86_400_000);
    expect(sandbox.control.person('zhangjianguo').person).toMatchObject({ present: true, dismission: { status: 1 } });
  });

  it.each(['refuse', 'withdraw'] as const)('is 3 again after %s', async (verb) => {
    const { id } = sandbox.control.startApproval(resignation);
    sandbox.control[verb](id, { userId: verb === 'refuse' ? 'wanghaitao' : 'zhangjianguo' });
    expect(await info('zhangjianguo')).toMatchObject({ status: 3 });
  });

  it('stays 4 while a second one is open, and an agreed one outlives a later refusal', async () => {
    const first = sandbox.control.startApproval(resignation);
    const second = sandbox.control.startApproval(resignation);
    sandbox.control.withdraw(first.id, { userId: 'zhangjianguo' });
    expect(await info('zhangjianguo')).toMatchObject({ status: 4 });
    sandbox.control.agree(second.id, { userId: 'wanghaitao' });
    sandbox.control.agree(second.id, { userId: 'chenjing' });
    const third = sandbox.control.startApproval(resignation);
    sandbox.control.refuse(third.id, { userId: 'wanghaitao' });
    expect(await info('zhangjianguo')).toMatchObject({ status: 1 });
  });

  it('leaves an ordinary template of the same name alone', async () => {
    const ordinary = sandbox.control.state().templates.find((template) => template.name === '员工离职申请单');
    sandbox.control.startApproval({
      processCode: ordinary?.processCode ?? '',
      originatorUserId: 'zhangjianguo',
      values: [
        { name: '离职说明', value: '回老家' },
        { name: '预计离职日期', value: '2026-04-01' },
      ],
    });
    expect(await info('zhangjianguo')).toMatchObject({ status: 3 });
  });
});

describe('HR by hand', () => {
  const start = (userId: string) =>
    sandbox.api('POST', '/v1.0/hrm/pendingDismission/start', {
      userId,
      lastWorkDate: dayStart('2026-04-01'),
      terminationReasonVoluntary: ['2'],
      remark: '协商一致',
    });

  it('starts, changes and revokes; a wrong state is HTTP 401 businessError', async () => {
    expect(await start('liming')).toMatchObject({ status: 200, json: { success: true, result: true } });
    expect(await start('liming')).toMatchObject({ status: 401, json: { code: 'businessError' } });
    const changed = { userId: 'liming', lastWorkDate: dayStart('2026-05-01'), dismissionMemo: '延期' };
    expect((await sandbox.api('PUT', '/v1.0/hrm/pendingDismission/infos', changed)).status).toBe(200);
    expect(await info('liming')).toMatchObject({
      status: 1,
      lastWorkDay: dayStart('2026-05-01'),
      reasonMemo: '延期',
      voluntaryReason: ['个人原因'],
    });
    const revoke = () => sandbox.api('POST', '/v1.0/hrm/pendingDismission/revoke', { userId: 'liming' });
    expect((await revoke()).status).toBe(200);
    expect(await revoke()).toMatchObject({ status: 401, json: { code: 'businessError' } });
    expect(await info('liming')).toMatchObject({ status: 3 });
  });

  it('removes for good with terminateAndHandOver, and gives away reports and open tasks', async () => {
    const approval = sandbox.control.startApproval(resignation);
    const answer = await sandbox.api('POST', '/v1.0/hrm/processes/terminateAndHandOver', {
      userId: 'wanghaitao',
      optUserId: 'chenjing',
      lastWorkDate: dayStart('2026-03-02'),
      dismissionMemo: '协商离职',
      terminationReasonVoluntary: ['2'],
      aflowHandOverUserId: 'macheng',
      directSubordinatesHandoverUserId: 'liming',
    });
    expect(answer.json).toEqual({ result: true });
    expect(await info('wanghaitao')).toMatchObject({ status: 2, voluntaryReason: ['个人原因'] });
    expect((await sandbox.api('GET', '/v1.0/hrm/employees/dismissions')).json.userIdList).toEqual(['wanghaitao']);
    expect(sandbox.control.approval(approval.id).tasks[0]).toMatchObject({ userId: 'macheng', status: 'RUNNING' });
    expect(sandbox.control.person('zhangjianguo').person.managerUserid).toBe('liming');
    expect(
      sandbox.control
        .pushes()
        .map((push) => push.type)
        .slice(-2),
    ).toEqual(['user_leave_org', 'hrm_mdm_user_change']);
  });

  it.each([
    [{ userId: 'nobody' }, 'empNotExists'],
    [{ userId: 'liuzhenhua' }, 'businessError'],
    [{ optUserId: 'liming' }, 'noPermission'],
    [{ terminationReasonVoluntary: [] }, 'invalidParameter'],
    [{ docNoteHandoverUserId: 'qianlong' }, 'businessError'],
  ])('is refused to terminate with %o', async (change, code) => {
    const body = {
      userId: 'qianlong',
      optUserId: 'chenjing',
      lastWorkDate: 1,
      dismissionMemo: '备注',
      terminationReasonVoluntary: ['1'],
      ...change,
    };
    expect(await sandbox.api('POST', '/v1.0/hrm/processes/terminateAndHandOver', body)).toMatchObject({
      status: 400,
      json: { code },
    });
    expect(sandbox.control.person('qianlong').person.present).toBe(true);
  });
});

it('pages the lists of people on the job and gone', async () => {
  for (const userid of ['liming', 'qianlong', 'handong']) sandbox.control.leave(userid);
  const gone = (query: string) => sandbox.api('GET', `/v1.0/hrm/employees/dismissions?${query}`);
  expect((await gone('nextToken=0&maxResults=2')).json).toMatchObject({ hasMore: true, nextToken: 2 });
  expect((await gone('nextToken=2&maxResults=2')).json).toMatchObject({ hasMore: false, userIdList: ['handong'] });
  expect(await gone('maxResults=51')).toMatchObject({ status: 400, json: { code: 'invalidParameter' } });
  const page = { status_list: '2,3,5,-1', offset: 0, size: 20 };
  const onJob = (await sandbox.oapi('/topapi/smartwork/hrm/employee/queryonjob', page)).json.result;
  expect(onJob).toMatchObject({ next_cursor: 20 });
});

it('refuses more than 50 people at once and lists the roster by field', async () => {
  const many = JSON.stringify(Array.from({ length: 51 }, (_, index) => `u${index}`));
  expect(
    await sandbox.api('GET', `/v1.0/hrm/employees/dimissionInfos?userIdList=${encodeURIComponent(many)}`),
  ).toMatchObject({ status: 400, json: { code: 'invalidParameter' } });
  const roster = await sandbox.api('POST', '/v1.0/hrm/rosters/lists/query', {
    userIdList: ['liming'],
    fieldFilterList: ['sys00-position', 'sys01-employeeStatus'],
    appAgentId: 1185599675,
  });
  expect(roster.json.result).toMatchObject([
    {
      userId: 'liming',
      fieldDataList: [
        { fieldCode: 'sys00-position', groupId: 'sys00', fieldValueList: [{ value: '设备技术员' }] },
        { fieldCode: 'sys01-employeeStatus', fieldValueList: [{ value: '3', label: '正式' }] },
      ],
    },
  ]);
});
