import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(async () => {
  expect(sandbox.control.violations().filter((violation) => violation.side === 'sandbox')).toEqual([]);
  await sandbox.close();
});

const result = async (path: string, body: unknown) => (await sandbox.oapi(path, body)).json.result;

it('can be walked from the root to every person, page by page', async () => {
  const found: string[] = [];
  const walk = async (deptId: number): Promise<void> => {
    for (let cursor = 0; ; ) {
      const page = (await result('/topapi/v2/user/list', { dept_id: deptId, cursor, size: 2 })) as {
        has_more: boolean;
        next_cursor?: number;
        list: { userid: string; unionid: string }[];
      };
      found.push(...page.list.map((user) => user.userid));
      if (!page.has_more) break;
      cursor = page.next_cursor ?? Number.NaN;
    }
    const { dept_id_list } = (await result('/topapi/v2/department/listsubid', { dept_id: deptId })) as {
      dept_id_list: number[];
    };
    const subs = (await result('/topapi/v2/department/listsub', { dept_id: deptId })) as { dept_id: number }[];
    expect(subs.map((dept) => dept.dept_id)).toEqual(dept_id_list);
    for (const id of dept_id_list) await walk(id);
  };
  await walk(1);
  const people = sandbox.control.state().people.map((person) => person.userid);
  expect(found.sort()).toEqual(people.sort());
  expect(await result('/topapi/user/count', { only_active: false })).toEqual({ count: people.length });
});

it('describes a person and a department', async () => {
  const user = (await result('/topapi/v2/user/get', { userid: 'zhangjianguo' })) as Record<string, unknown>;
  expect(user).toMatchObject({
    name: '张建国',
    title: '设备工程师',
    manager_userid: 'wanghaitao',
    dept_id_list: [879301003],
  });
  expect(await result('/topapi/user/getbyunionid', { unionid: user.unionid })).toEqual({
    contact_type: 0,
    userid: 'zhangjianguo',
  });
  expect(await result('/topapi/v2/department/get', { dept_id: 879301003 })).toMatchObject({
    name: '设备部',
    parent_id: 879301002,
    dept_manager_userid_list: ['wanghaitao'],
  });
});

it('refuses what is not there', async () => {
  const code = async (path: string, body: unknown) => (await sandbox.oapi(path, body)).json.errcode;
  expect(await code('/topapi/v2/user/get', { userid: 'nobody' })).toBe(60121);
  expect(await code('/topapi/user/getbyunionid', { unionid: 'nobody' })).toBe(60121);
  expect(await code('/topapi/v2/department/get', { dept_id: 77 })).toBe(60003);
  expect(await code('/topapi/v2/user/list', { dept_id: 1, cursor: 0, size: 101 })).toBe(40035);
});

describe('someone who left', () => {
  it('is gone from the contacts and kept in the leave records', async () => {
    sandbox.control.leave('liming', { reason: 'leave' });
    expect((await sandbox.oapi('/topapi/v2/user/get', { userid: 'liming' })).json.errcode).toBe(60121);
    const records = await sandbox.api(
      'GET',
      '/v1.0/contact/empLeaveRecords?startTime=2026-03-01T00:00:00Z&endTime=2026-03-03T00:00:00Z&nextToken=0&maxResults=50',
    );
    expect(records.json).toEqual({
      records: [
        {
          userId: 'liming',
          name: '李明',
          stateCode: '86',
          mobile: expect.any(String),
          leaveTime: '2026-03-02T02:00:00Z',
          leaveReason: 'leave',
        },
      ],
    });
  });

  it('is looked for in a span of at most 365 days', async () => {
    const answer = await sandbox.api(
      'GET',
      '/v1.0/contact/empLeaveRecords?startTime=2024-01-01T00:00:00Z&endTime=2026-03-03T00:00:00Z&maxResults=50',
    );
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalidParameter.param.invalid' } });
  });
});

describe('a sign-in code', () => {
  const exchange = async (code: string) => (await sandbox.oapi('/topapi/v2/user/getuserinfo', { code })).json;

  it('names its person once', async () => {
    const { code } = sandbox.control.authCode({ userId: 'liuzhenhua' });
    expect(await exchange(code)).toMatchObject({
      errcode: 0,
      result: { userid: 'liuzhenhua', sys: true, sys_level: 1 },
    });
    expect((await exchange(code)).errcode).toBe(40078);
  });

  it('lives five minutes and not past its person', async () => {
    const old = sandbox.control.authCode({ userId: 'liming' }).code;
    await sandbox.control.forward(300_000);
    expect((await exchange(old)).errcode).toBe(40078);
    const { code } = sandbox.control.authCode({ userId: 'liming' });
    sandbox.control.leave('liming');
    expect((await exchange(code)).errcode).toBe(40078);
    expect((await exchange('made-up')).errcode).toBe(40078);
  });
});
