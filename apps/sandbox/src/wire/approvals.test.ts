import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestSandbox, resignation, type TestSandbox } from '../open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(async () => {
  expect(sandbox.control.violations().filter((violation) => violation.side === 'sandbox')).toEqual([]);
  await sandbox.close();
});

const workflow = '/v1.0/workflow';
const detail = async (id: string) =>
  (await sandbox.api('GET', `${workflow}/processInstances?processInstanceId=${id}`)).json.result as Record<
    string,
    unknown
  >;
const ordinary = () => sandbox.control.state().templates.find((template) => template.name === '员工离职申请单');
const startOrdinary = (more: object = {}) =>
  sandbox.api('POST', `${workflow}/processInstances`, {
    originatorUserId: 'liming',
    processCode: ordinary()?.processCode,
    deptId: 879301003,
    formComponentValues: [
      { name: '离职说明', value: '回老家' },
      { name: '预计离职日期', value: '2026-04-01' },
      { name: '交接给谁', value: '["qianlong"]' },
    ],
    ...more,
  });

describe('an instance', () => {
  it('reads as documented: text true, minutes in UTC, no processCode', async () => {
    const { id } = sandbox.control.startApproval(resignation);
    const answer = await sandbox.api('GET', `${workflow}/processInstances?processInstanceId=${id}`);
    expect(answer.json.success).toBe('true');
    expect(answer.json.result).toMatchObject({
      title: '张建国提交的离职申请',
      createTime: '2026-03-02T02:00Z',
      status: 'RUNNING',
      originatorDeptId: '879301003',
      formComponentValues: [
        { name: '离职原因', value: '个人原因' },
        { name: '最后工作日', value: '2026-04-01', componentType: 'DDDateField' },
        { name: '工作交接人', value: '["liming"]', componentType: 'InnerContactField' },
      ],
      tasks: [{ userId: 'wanghaitao', status: 'RUNNING' }],
    });
    for (const name of ['processCode', 'bizCategoryId', 'result', 'finishTime']) {
      expect(answer.json.result).not.toHaveProperty(name);
    }
  });

  it('goes from the leader to HR and ends with a refusal', async () => {
    const { id, tasks } = sandbox.control.startApproval(resignation);
    const execute = (actionerUserId: string, taskId: number, result: string) =>
      sandbox.api('POST', `${workflow}/processInstances/execute`, {
        processInstanceId: id,
        actionerUserId,
        taskId,
        result,
        remark: '已知悉',
      });
    expect(await execute('chenjing', tasks[0]?.taskId ?? 0, 'agree')).toMatchObject({
      status: 400,
      json: { code: 'aflowProcessInstCanNotBeExecuted' },
    });
    expect((await execute('wanghaitao', tasks[0]?.taskId ?? 0, 'agree')).json).toEqual({ result: true, success: true });
    const hrTask = sandbox.control.approval(id).tasks[1];
    expect(hrTask?.userId).toBe('chenjing');
    const todo = () => sandbox.api('GET', `${workflow}/processes/todoTasks/numbers?userId=chenjing`);
    expect((await todo()).json).toEqual({ result: 1 });
    await execute('chenjing', hrTask?.taskId ?? 0, 'refuse');
    expect((await todo()).json).toEqual({ result: 0 });
    expect(await detail(id)).toMatchObject({ status: 'COMPLETED', result: 'refuse' });
  });

  it('takes comments even after its end', async () => {
    const { id } = sandbox.control.startApproval(resignation);
    sandbox.control.withdraw(id, { userId: 'zhangjianguo' });
    const comment = { processInstanceId: id, text: '业务放行', commentUserId: 'chenjing' };
    expect((await sandbox.api('POST', `${workflow}/processInstances/comments`, comment)).json.success).toBe(true);
    expect((await detail(id)).operationRecords).toContainEqual(
      expect.objectContaining({ type: 'ADD_REMARK', remark: '业务放行', userId: 'chenjing' }),
    );
  });

  it('is withdrawn by its originator only, and not within 15 seconds', async () => {
    const { id } = sandbox.control.startApproval(resignation);
    const terminate = async (more: object) =>
      (await sandbox.api('POST', `${workflow}/processInstances/terminate`, { processInstanceId: id, ...more })).json;
    const own = { isSystem: false, operatingUserId: 'zhangjianguo' };
    expect(await terminate({})).toMatchObject({ code: 'invalidInstanceTerminateIsSystem' });
    expect(await terminate(own)).toMatchObject({ code: 'aflowProcessInstStatusException' });
    await sandbox.control.forward(15_000);
    expect(await terminate({ isSystem: false, operatingUserId: 'liming' })).toMatchObject({ code: 'internalError' });
    expect(await terminate(own)).toEqual({ result: true, success: true });
    expect(await terminate(own)).toMatchObject({ code: 'aflowProcessInstStatusException' });
  });

  it('can be hidden for a while, as when its event is faster than its data', async () => {
    const { id } = sandbox.control.startApproval(resignation);
    sandbox.control.addFault({ kind: 'not_readable', match: id, times: 2 });
    const read = () => sandbox.api('GET', `${workflow}/processInstances?processInstanceId=${id}`);
    for (const status of [400, 400, 200]) expect((await read()).status).toBe(status);
  });
});

describe('starting through the API', () => {
  it('works for ordinary templates, with the template flow or one’s own approvers', async () => {
    const plain = await startOrdinary();
    expect(await detail(String(plain.json.instanceId))).toMatchObject({ tasks: [{ userId: 'wanghaitao' }] });
    const own = await startOrdinary({ approvers: [{ actionType: 'AND', userIds: ['zhaolei', 'sunli'] }] });
    const id = String(own.json.instanceId);
    sandbox.control.agree(id, { userId: 'zhaolei' });
    expect(await detail(id)).toMatchObject({ status: 'RUNNING', approverUserIds: ['zhaolei', 'sunli'] });
    sandbox.control.agree(id, { userId: 'sunli' });
    expect(await detail(id)).toMatchObject({ status: 'COMPLETED', result: 'agree' });
  });

  it('lets one of an or-node decide and cancels the others', async () => {
    const own = await startOrdinary({ approvers: [{ actionType: 'OR', userIds: ['zhaolei', 'sunli'] }] });
    const id = String(own.json.instanceId);
    sandbox.control.agree(id, { userId: 'sunli' });
    expect((await detail(id)).tasks).toMatchObject([{ status: 'CANCELED' }, { status: 'COMPLETED', result: 'AGREE' }]);
    expect(sandbox.control.pushes().map((push) => push.body.type)).toContain('cancel');
  });

  it.each([
    ['a suite', { processCode: resignation.processCode, formComponentValues: resignation.values }, 'needAuth'],
    ['an unknown template', { processCode: 'PROC-NONE' }, 'processCodeError'],
    ['someone gone', { originatorUserId: 'nobody' }, 'invalidParameter'],
    ['a wrong label', { formComponentValues: [{ name: '离职原因', value: 'x' }] }, 'formConverterError'],
    [
      'a day in another form',
      {
        formComponentValues: [
          { name: '离职说明', value: 'x' },
          { name: '预计离职日期', value: '2026/4/1' },
        ],
      },
      'formConverterError',
    ],
    ['a required control left out', { formComponentValues: [{ name: '离职说明', value: 'x' }] }, 'formConverterError'],
    ['another department', { deptId: 879301005 }, 'processInstanceInvalidParameter'],
  ])('refuses %s', async (_, more, code) => {
    expect(await startOrdinary(more)).toMatchObject({ status: 400, json: { code } });
  });
});

describe('lists and templates', () => {
  it('pages ids by template, originator and state', async () => {
    for (let count = 0; count < 3; count += 1) sandbox.control.startApproval(resignation);
    const now = sandbox.control.now().getTime();
    const ask = async (more: object) =>
      (
        await sandbox.api('POST', `${workflow}/processes/instanceIds/query`, {
          processCode: resignation.processCode,
          startTime: now - 1000,
          endTime: now + 1000,
          nextToken: 0,
          maxResults: 2,
          ...more,
        })
      ).json;
    const ids = sandbox.control.approvals().map((approval) => approval.id);
    expect(await ask({})).toEqual({ result: { list: ids.slice(0, 2), nextToken: '2' }, success: true });
    expect(await ask({ nextToken: 2 })).toEqual({ result: { list: ids.slice(2) }, success: true });
    expect(await ask({ statuses: ['COMPLETED'] })).toMatchObject({ result: { list: [] } });
    expect(await ask({ userIds: ['liming'] })).toMatchObject({ result: { list: [] } });
    expect(await ask({ maxResults: 21 })).toMatchObject({ code: 'invalidMaxResults' });
    expect(await ask({ startTime: now - 121 * 86_400_000 })).toMatchObject({ code: 'invalidEndTime' });
  });

  it('shows templates to administrators, and the category in the schema', async () => {
    const managed = async (userId: string) =>
      (await sandbox.api('GET', `${workflow}/processes/managements/templates?userId=${userId}`)).json.result as {
        flowTitle: string;
      }[];
    expect((await managed('chenjing')).map((template) => template.flowTitle)).toContain('员工离职申请单');
    expect(await managed('liming')).toEqual([]);
    const schema = async (code: string) =>
      (await sandbox.api('GET', `${workflow}/forms/schemas/processCodes?processCode=${code}`)).json.result;
    expect(await schema(resignation.processCode)).toMatchObject({
      bizType: 'hrm.termination',
      schemaContent: { items: [{}, { componentName: 'DDDateField', props: { label: '最后工作日' } }, {}] },
    });
    expect(await schema(ordinary()?.processCode ?? '')).not.toHaveProperty('bizType');
  });
});
