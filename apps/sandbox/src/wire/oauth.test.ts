import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestSandbox, type TestSandbox, testApp } from '../open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => sandbox.close());

const { clientId, clientSecret, corpId } = testApp;
const forms: [name: string, ask: () => Promise<unknown>][] = [
  [
    'classic',
    async () =>
      (await sandbox.send('POST', '/v1.0/oauth2/accessToken', { appKey: clientId, appSecret: clientSecret })).json
        .accessToken,
  ],
  [
    'OAuth',
    async () =>
      (
        await sandbox.send('POST', `/v1.0/oauth2/${corpId}/token`, {
          client_id: clientId,
          client_secret: clientSecret,
          grant_type: 'client_credentials',
        })
      ).json.access_token,
  ],
  [
    'old',
    async () => (await sandbox.send('GET', `/gettoken?appkey=${clientId}&appsecret=${clientSecret}`)).json.access_token,
  ],
];

describe.each(forms)('the %s token', (_, ask) => {
  it('is the same within its life, renewed by asking, and another after it', async () => {
    const first = await ask();
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    await sandbox.control.forward(7_000_000);
    expect(await ask()).toBe(first);
    await sandbox.control.forward(7_000_000);
    expect(await ask()).toBe(first);
    await sandbox.control.forward(7_200_000);
    expect(await ask()).not.toBe(first);
  });

  it('opens both hosts until it expires', async () => {
    const token = String(await ask());
    const user = (at: string) => sandbox.send('POST', `/topapi/v2/user/get?access_token=${at}`, { userid: 'liming' });
    const dismissions = () =>
      sandbox.send('GET', '/v1.0/hrm/employees/dismissions', undefined, { 'x-acs-dingtalk-access-token': token });
    expect((await user(token)).json.errcode).toBe(0);
    expect((await dismissions()).status).toBe(200);
    await sandbox.control.forward(7_200_000);
    expect((await user(token)).json).toMatchObject({ errcode: 42001, errmsg: 'access_token超时' });
    expect((await user('unheard-of')).json.errcode).toBe(40014);
    expect((await sandbox.send('POST', '/topapi/v2/user/get', { userid: 'liming' })).json.errcode).toBe(41001);
    expect(await dismissions()).toMatchObject({ status: 400, json: { code: 'InvalidAuthentication' } });
  });
});

it.each([
  [
    'POST',
    '/v1.0/oauth2/accessToken',
    { appKey: clientId, appSecret: 'wrong' },
    400,
    { code: 'invalidClientIdOrSecret' },
  ],
  [
    'POST',
    `/v1.0/oauth2/${corpId}/token`,
    { client_id: clientId, client_secret: 'wrong', grant_type: 'client_credentials' },
    400,
    { code: 'invalid.client' },
  ],
  [
    'POST',
    `/v1.0/oauth2/${corpId}/token`,
    { client_id: clientId, client_secret: clientSecret, grant_type: 'password' },
    400,
    { code: 'unsupported.grant.type' },
  ],
  [
    'POST',
    '/v1.0/oauth2/dingother/token',
    { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' },
    401,
    { code: 'unauthorized.client' },
  ],
  ['GET', `/gettoken?appkey=${clientId}&appsecret=wrong`, undefined, 200, { errcode: 40089 }],
])('refuses %s %s with wrong credentials as documented', async (method, path, body, status, json) => {
  expect(await sandbox.send(method, path, body)).toMatchObject({ status, json });
});

it('renews one jsapi ticket, for 24 hours at most', async () => {
  const ask = async () => {
    const token = await forms[0]?.[1]();
    const answer = await sandbox.send('POST', '/v1.0/oauth2/jsapiTickets', undefined, {
      'x-acs-dingtalk-access-token': String(token),
    });
    return answer.json.jsapiTicket;
  };
  const first = await ask();
  const seen = new Set([first]);
  for (let hour = 1; hour < 24; hour += 1) {
    await sandbox.control.forward(3_600_000);
    seen.add(await ask());
  }
  expect(seen.size).toBe(1);
  await sandbox.control.forward(3_600_000);
  expect(await ask()).not.toBe(first);
});
