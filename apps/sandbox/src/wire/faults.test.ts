import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestSandbox, type TestSandbox, testApp } from '../open-test-sandbox.ts';
import { handlers } from './families.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(async () => {
  expect(sandbox.control.violations()).toEqual([]);
  await sandbox.close();
});

const newHost = () => sandbox.api('GET', '/v1.0/hrm/employees/dismissions');
const oldHost = () => sandbox.oapi('/topapi/v2/user/get', { userid: 'liming' });
const robot = () =>
  sandbox.api('POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode: testApp.robotCode,
    userIds: ['liming'],
    msgKey: 'sampleText',
    msgParam: '{"content":"你好"}',
  });
const received = () => sandbox.control.person('liming').chats[0]?.messages.length;

describe('a fault on request', () => {
  it.each([
    ['qps', 403, { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' }, 90018],
    ['quota', 403, { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' }, 90020],
    ['bad_token', 400, { code: 'InvalidAuthentication' }, 40014],
    [
      'permission',
      403,
      {
        code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
        accessdenieddetail: { requiredScopes: ['qyapi_hrm_read_user'] },
      },
      60011,
    ],
  ] as const)('%s has the form of both hosts', async (kind, status, json, errcode) => {
    const fault = sandbox.control.addFault({ kind });
    expect(await newHost()).toMatchObject({ status, json });
    expect(await oldHost()).toMatchObject({ status: 200, json: { errcode } });
    sandbox.control.liftFaults(fault.id);
    expect((await newHost()).status).toBe(200);
    expect((await oldHost()).json.errcode).toBe(0);
  });

  it('hits what it names, as often as it says', async () => {
    sandbox.control.addFault({ kind: 'html', match: '/v1.0/hrm/', times: 1 });
    sandbox.control.addFault({ kind: 'empty', match: 'topapi_v2_user_get', times: 1 });
    expect(await newHost()).toMatchObject({ status: 502, text: expect.stringContaining('<html>') });
    expect(await newHost()).toMatchObject({ status: 200 });
    expect(await oldHost()).toMatchObject({ status: 503, text: '' });
    expect(await oldHost()).toMatchObject({ status: 200 });
    expect(sandbox.control.state().faults).toEqual([]);
  });

  it('resets the connection before or after the call takes effect', async () => {
    sandbox.control.addFault({ kind: 'reset', times: 1 });
    await expect(robot()).rejects.toThrow();
    expect(received()).toBe(0);
    sandbox.control.addFault({ kind: 'reset', times: 1, when: 'after' });
    await expect(robot()).rejects.toThrow();
    expect(received()).toBe(1);
  });

  it('never answers, until the caller gives up', async () => {
    sandbox.control.addFault({ kind: 'timeout', times: 1 });
    const given = AbortSignal.timeout(50);
    await expect(fetch(`${sandbox.url}/gettoken?appkey=a&appsecret=b`, { signal: given })).rejects.toThrow(/timeout/i);
  });

  it('takes all of DingTalk down, but not the control API', async () => {
    sandbox.control.addFault({ kind: 'down' });
    await expect(newHost()).rejects.toThrow();
    await expect(oldHost()).rejects.toThrow();
    expect((await sandbox.send('DELETE', '/_sandbox/faults')).status).toBe(200);
    expect((await newHost()).status).toBe(200);
  });
});

describe('the quota of calls', () => {
  it('counts metered calls only, refuses over it, and starts anew with the month', async () => {
    sandbox.control.settings({ callQuota: 2 });
    await newHost();
    await oldHost();
    expect(sandbox.control.state().counts.calls).toBe(0);
    for (const status of [200, 200, 403]) expect((await robot()).status).toBe(status);
    expect(sandbox.control.state().counts).toMatchObject({ calls: 2, allCalls: 6 });
    expect((await newHost()).status).toBe(200);
    await sandbox.control.forward(31 * 86_400_000);
    expect(sandbox.control.state().counts.calls).toBe(0);
  });

  it('holds callers to calls per second when asked to', async () => {
    sandbox.control.settings({ qps: 2 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await newHost()).status);
    expect(statuses).toEqual([200, 200, 403]);
    await sandbox.control.forward(1000);
    expect((await newHost()).status).toBe(200);
  });

  it('keeps a line per call, without any secret', async () => {
    await oldHost();
    await sandbox.send('GET', '/gettoken?appkey=dingapp01&appsecret=secret-of-app');
    const calls = sandbox.control.calls();
    expect(calls.slice(-2)).toMatchObject([
      {
        api: 'topapi_v2_user_get',
        method: 'POST',
        path: '/topapi/v2/user/get',
        status: 200,
        code: null,
        metered: false,
      },
      { api: 'gettoken', path: '/gettoken' },
    ]);
    expect(JSON.stringify([calls, sandbox.control.state()])).not.toContain('secret-of-app');
  });
});

it('owns up to its own mistakes instead of dying of them', async () => {
  vi.spyOn(handlers, 'topapi_v2_user_get').mockImplementation(() => {
    throw new TypeError('planted');
  });
  expect(await oldHost()).toMatchObject({ status: 200, json: { errcode: -1 } });
  expect(sandbox.control.violations()).toMatchObject([{ side: 'sandbox', problem: 'broke down: planted' }]);
  sandbox.control.clearViolations();
  vi.restoreAllMocks();
});
