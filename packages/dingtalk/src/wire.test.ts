import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CallLedger, INTERFACES } from './budget.ts';
import { DingtalkQuotaExhausted } from './errors.ts';
import { type Answer, startHost } from './test-host.ts';

let host: Awaited<ReturnType<typeof startHost>>;
beforeEach(async () => {
  host = await startHost();
});
afterEach(() => host.close());

const NEW = INTERFACES['hrm_1_0.queryDismissionStaffIdList'].path;
const OLD = INTERFACES.topapi_v2_department_listsubid.path;
const TOKEN = INTERFACES['oauth2_1_0.getAccessToken'].path;
const askNew = (change = {}) => host.client(change).listDismissedIds(0);
const askOld = (change = {}) => host.client(change).listSubDepartmentIds(1);

const qps = { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', message: 'qps', requestid: 'R' };
const quota = { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg', message: '…', requestid: 'R' };
const html = '<html>bad gateway</html>';

describe('faults, on both hosts', () => {
  test.each<[string, Answer, object]>([
    ['403 QPS', { status: 403, body: qps }, { name: 'DingtalkRateLimited', retryAfterMs: 1_000 }],
    ['403 quota', { status: 403, body: quota }, { name: 'DingtalkQuotaExhausted' }],
    ['HTML 502', { status: 502, text: html }, { name: 'DingtalkUnreachable', reason: 'not_json' }],
    ['empty 503', { status: 503, text: '' }, { name: 'DingtalkUnreachable', reason: 'not_json' }],
    ['hung up', 'reset', { name: 'DingtalkUnreachable', reason: 'connection_lost' }],
    [
      '200 with an error inside',
      { body: { code: 'systemInner', message: 'm', success: false } },
      { name: 'DingtalkRefused', code: 'systemInner' },
    ],
    [
      '200 of another shape',
      { body: { userIdList: { a: 1 }, result: 5 } },
      { name: 'DingtalkRefused', code: 'unexpected_reply' },
    ],
    [
      '500 JSON',
      { status: 500, body: { code: 'systemError', message: 'm' } },
      { name: 'DingtalkUnreachable', reason: 'server_error' },
    ],
    [
      'IP ban',
      { body: { status: 1111, wait: 5, source: 'x5', punish: 'deny' } },
      { name: 'DingtalkRateLimited', retryAfterMs: 300_000 },
    ],
  ])('%s', async (_name, answer, expected) => {
    host.plan(NEW, answer);
    host.plan(OLD, answer);
    await expect(askNew()).rejects.toMatchObject(expected);
    await expect(askOld()).rejects.toMatchObject(expected);
    expect(host.asked()).toHaveLength(2);
  });

  test('no answer', async () => {
    host.plan(NEW, 'hang');
    host.plan(OLD, 'hang');
    const expected = { name: 'DingtalkUnreachable', reason: 'timeout' };
    await expect(askNew({ timeoutMs: 200 })).rejects.toMatchObject(expected);
    await expect(askOld({ timeoutMs: 200 })).rejects.toMatchObject(expected);
  });

  test('nobody listens', async () => {
    const closed = await startHost();
    await closed.close();
    const nowhere = host.client({ apiUrl: closed.url });
    await expect(nowhere.listDismissedIds(0)).rejects.toMatchObject({ reason: 'no_connection' });
    const oldNowhere = host.client({ oapiUrl: closed.url });
    await expect(oldNowhere.listSubDepartmentIds(1)).rejects.toMatchObject({ reason: 'no_connection' });
  });

  test('a permission that is missing is named', async () => {
    const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
    const body = {
      code,
      message: '没有调用该接口的权限',
      requestid: 'R-1',
      accessdenieddetail: { requiredScopes: ['qyapi_hrm_read_user'] },
    };
    host.plan(NEW, { status: 403, body });
    await expect(askNew()).rejects.toMatchObject({
      code,
      status: 403,
      requestId: 'R-1',
      requiredScopes: ['qyapi_hrm_read_user'],
    });
  });
});

describe('token', () => {
  const badNew = { status: 400, body: { code: 'InvalidAuthentication', message: '不合法的access_token' } };
  const badOld = { body: { errcode: 40014, errmsg: '不合法的access_token' } };

  test('one for both hosts and for callers at once', async () => {
    const client = host.client();
    await Promise.all([client.listDismissedIds(0), client.listSubDepartmentIds(1), client.getJsapiTicket()]);
    expect(host.calls.filter(({ path }) => path === TOKEN)).toHaveLength(1);
    expect(new Set(host.asked().map(({ token }) => token))).toEqual(new Set(['token-1']));
  });

  test.each([
    ['new', NEW, badNew, askNew],
    ['old', OLD, badOld, askOld],
  ])('rejected by the %s host: renewed once, tried once more', async (_host, path, bad, ask) => {
    host.plan(path, bad);
    await ask();
    expect(host.asked().map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  });

  test('rejected twice: reported, not tried for ever', async () => {
    host.plan(NEW, badNew, badNew, badNew);
    await expect(askNew()).rejects.toMatchObject({ code: 'InvalidAuthentication' });
    expect(host.asked()).toHaveLength(2);
  });

  test('wrong credentials', async () => {
    host.plan(TOKEN, {
      status: 400,
      body: { code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' },
    });
    await expect(askNew()).rejects.toMatchObject({ name: 'DingtalkRefused', code: 'invalidClientIdOrSecret' });
    expect(host.asked()).toEqual([]);
  });
});

describe('ledger', () => {
  function recording() {
    const seen: string[] = [];
    const ledger: CallLedger = {
      admit: ({ api, purpose, metered }) => void seen.push(`admit ${api} ${purpose} ${metered}`),
      settle: ({ api, outcome }) => void seen.push(`settle ${api} ${outcome}`),
    };
    return { seen, ledger };
  }

  test('sees every call, the one for a token included, with its purpose', async () => {
    const { seen, ledger } = recording();
    await host.client({ ledger }).getApproval('i1', { purpose: 'discovery' });
    expect(seen).toEqual([
      'admit oauth2_1_0.getAccessToken lifecycle false',
      'settle oauth2_1_0.getAccessToken ok',
      'admit workflow_1_0.getProcessInstance discovery true',
      'settle workflow_1_0.getProcessInstance ok',
    ]);
  });

  test.each<[Answer, string]>([
    [{ status: 403, body: qps }, 'rate_limited'],
    [{ status: 403, body: quota }, 'quota_exhausted'],
    [{ status: 400, body: { code: 'corpNotOpenHrm' } }, 'refused'],
    [{ status: 502, text: html }, 'unreachable'],
  ])('settles %j as %s', async (answer, outcome) => {
    const { seen, ledger } = recording();
    host.plan(NEW, answer);
    await expect(host.client({ ledger }).listDismissedIds(0)).rejects.toThrow();
    expect(seen.at(-1)).toBe(`settle hrm_1_0.queryDismissionStaffIdList ${outcome}`);
  });

  test('a refusal of the ledger stops the call before it is sent', async () => {
    const settle = vi.fn();
    const admit: CallLedger['admit'] = ({ metered }) => {
      if (metered) throw new DingtalkQuotaExhausted('ledger');
    };
    const client = host.client({ ledger: { admit, settle } });
    await expect(client.getApproval('i1')).rejects.toMatchObject({ name: 'DingtalkQuotaExhausted', code: 'ledger' });
    expect(host.asked()).toEqual([]);
    expect(settle).toHaveBeenCalledTimes(1);
    expect(await client.listDismissedIds(0)).toEqual({ userIds: ['user001'], nextToken: null });
  });

  test('a ledger that cannot write does not undo what DingTalk did', async () => {
    const warn = vi.fn();
    const settle = () => Promise.reject(new Error('database gone'));
    const client = host.client({ ledger: { admit: () => {}, settle }, log: { warn } });
    expect((await client.sendRobotMessages({ userIds: ['u1'], msgKey: 'k', msgParam: {} })).processQueryKey).toBe(
      'zcxxczasdafasd',
    );
    expect(warn).toHaveBeenCalledWith(expect.objectContaining({ outcome: 'ok' }), 'call not settled');
  });
});

test('neither log nor error ever holds the token or the secret', async () => {
  const warn = vi.fn();
  const patient = host.client({ log: { warn } });
  const hasty = host.client({ log: { warn }, timeoutMs: 200 });
  const errors: unknown[] = [];
  const faults: [Answer, typeof patient][] = [
    ['reset', patient],
    [{ status: 502, text: html }, patient],
    [{ status: 400, body: { code: 'x', message: 'y' } }, patient],
    ['hang', hasty],
  ];
  for (const [answer, client] of faults) {
    host.plan(NEW, answer);
    host.plan(OLD, answer);
    errors.push(await client.listDismissedIds(0).catch((error: unknown) => error));
    errors.push(await client.listSubDepartmentIds(1).catch((error: unknown) => error));
  }
  const told = [
    ...errors.map((error) => `${error} ${(error as Error).stack} ${JSON.stringify(error)}`),
    JSON.stringify(warn.mock.calls),
  ].join();
  // Three faults on two hosts; the refusal is for the caller to log.
  expect(warn.mock.calls).toHaveLength(6);
  expect(told).not.toMatch(/token-\d|a-secret|access_token=/);
});

test('a path in front of the interfaces is kept', async () => {
  host.plan(`/dingtalk${TOKEN}`, { body: { accessToken: 'prefixed', expireIn: 7_200 } });
  host.plan(`/dingtalk${NEW}`, { body: { hasMore: false, userIdList: ['u9'] } });
  host.plan(`/dingtalk${OLD}`, { body: { errcode: 0, result: { dept_id_list: [9] } } });
  const client = host.client({ apiUrl: `${host.url}/dingtalk/`, oapiUrl: `${host.url}/dingtalk/` });
  expect(await client.listDismissedIds(0)).toEqual({ userIds: ['u9'], nextToken: null });
  expect(await client.listSubDepartmentIds(1)).toEqual([9]);
});
