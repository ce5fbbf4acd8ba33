import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestSandbox, resignation, type TestSandbox, testApp } from '../open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox({ homeUrl: 'http://127.0.0.1:3000/?corpid=$CORPID$' });
});
afterEach(() => sandbox.close());

const ask = (method: string, path: string, body?: unknown) => sandbox.send(method, `/_sandbox${path}`, body);

describe('the control API', () => {
  it('plays a resignation through, as the page does', async () => {
    const started = await ask('POST', '/approvals', resignation);
    const id = String(started.json.id);
    expect(await ask('GET', '/people/wanghaitao')).toMatchObject({ json: { approvals: { toHandle: [{ id }] } } });
    await ask('POST', `/approvals/${id}/comment`, { userId: 'liming', remark: '收到' });
    await ask('POST', `/approvals/${id}/agree`, { userId: 'wanghaitao', remark: '同意' });
    const ended = await ask('POST', `/approvals/${id}/agree`, { userId: 'chenjing' });
    expect(ended.json).toMatchObject({ status: 'COMPLETED', result: 'agree', finishTime: '2026-03-02T02:00:00.000Z' });
    const zhang = (await ask('GET', '/people/zhangjianguo')).json;
    expect(zhang).toMatchObject({
      person: { name: '张建国', nickname: '老张', deptName: '设备部', dismission: { status: 1 } },
      chats: [{ robotCode: testApp.robotCode, messages: [] }],
      approvals: { started: [{ id }], toHandle: [], handled: [] },
      workbench: [{ name: '接力棒', url: `http://127.0.0.1:3000/?corpid=${testApp.corpId}` }],
    });
    expect((await ask('GET', '/people/chenjing')).json).toMatchObject({ approvals: { handled: [{ id }] } });
    expect((await ask('GET', '/pushes')).json).toHaveLength(6);
    expect((await ask('GET', '/violations')).json).toEqual([]);
  });

  it('hires, moves, edits and removes people, and keeps their records', async () => {
    const userid = 'newcomer';
    const lastWorkDay = '2026-04-01';
    expect(
      (await ask('POST', '/people', { userid, name: '新人', title: '会计', deptId: 879301008 })).json,
    ).toMatchObject({
      managerUserid: 'sunli',
    });
    await ask('POST', `/people/${userid}/change`, { title: '出纳' });
    await ask('POST', `/people/${userid}/start-dismission`, { lastWorkDay, handoverUserId: 'yefang' });
    await ask('POST', `/people/${userid}/change-dismission`, { lastWorkDay: '2026-04-15' });
    expect((await ask('GET', `/people/${userid}`)).json).toMatchObject({
      person: { title: '出纳', dismission: { status: 1, lastWorkDay: Date.parse('2026-04-15T00:00:00+08:00') } },
    });
    await ask('POST', `/people/${userid}/revoke-dismission`);
    await ask('POST', `/people/${userid}/leave`, { reason: 'leave' });
    expect((await ask('GET', `/people/${userid}`)).json).toMatchObject({
      person: { present: false, dismission: { status: 2 } },
      workbench: [],
    });
  });

  it('moves the clock, sets faults and settings, and makes sign-in codes', async () => {
    expect((await ask('POST', '/clock/forward', { ms: 86_400_000 })).json).toEqual({
      now: '2026-03-03T02:00:00.000Z',
      messages: 0,
    });
    const fault = await ask('POST', '/faults', { kind: 'qps', match: 'robot', times: 2 });
    expect((await ask('GET', '/state')).json.faults).toEqual([fault.json]);
    await ask('DELETE', `/faults/${String(fault.json.id)}`);
    await ask('PUT', '/settings', { homeUrl: 'http://127.0.0.1:1/', pushUrl: 'http://127.0.0.1:1/' });
    expect((await ask('GET', '/state')).json).toMatchObject({
      faults: [],
      settings: { homeUrl: 'http://127.0.0.1:1/', pushUrl: 'http://127.0.0.1:1/', callQuota: 5000, pushQuota: 3000 },
    });
    expect((await ask('POST', '/auth-codes', { userId: 'liming' })).json.code).toMatch(/^[0-9a-f]{32}$/);
    expect((await ask('POST', '/check-url')).json).toMatchObject({ ok: false });
  });

  it.each([
    ['POST', '/faults', { kind: 'earthquake' }, 400],
    ['POST', '/approvals', { ...resignation, extra: 1 }, 400],
    ['POST', '/approvals', 'not json', 400],
    ['POST', '/clock/forward', { ms: -1 }, 400],
    ['POST', '/people/liming/start-dismission', { lastWorkDay: '1 April' }, 400],
    ['POST', '/people/liming/revoke-dismission', {}, 401],
    ['POST', '/people/liuzhenhua/leave', {}, 400],
    ['GET', '/people/nobody', undefined, 404],
    ['POST', '/approvals/none/agree', { userId: 'liming' }, 400],
    ['GET', '/nothing', undefined, 404],
  ])('refuses %s %s %o with a code', async (method, path, body, status) => {
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.json.code).toEqual(expect.any(String));
    expect(answer.text).not.toMatch(/\n\s+at \S+:\d+/);
  });

  it('tells its listeners of a change', async () => {
    const stream = await fetch(`${sandbox.url}/_sandbox/live`);
    const reader = stream.body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toContain('event: changed');
    sandbox.control.authCode({ userId: 'liming' });
    expect(await next()).toContain('event: changed');
    await reader?.cancel();
  });
});

describe('the control API answers this machine only', () => {
  const status = (headers: Record<string, string>, path = '/_sandbox/state') =>
    new Promise<{ code: number; allowed: unknown }>((resolve, reject) => {
      request(`${sandbox.url}${path}`, { headers, method: 'GET' }, (response) => {
        response.destroy();
        resolve({ code: response.statusCode ?? 0, allowed: response.headers['access-control-allow-origin'] });
      })
        .on('error', reject)
        .end();
    });

  it('not a page from elsewhere, nor a rebound name', async () => {
    expect((await status({ origin: 'https://evil.example' })).code).toBe(403);
    expect((await status({ origin: 'http://localhost.evil.example' })).code).toBe(403);
    expect((await status({ host: 'evil.example:4800' })).code).toBe(403);
    expect((await status({ origin: 'https://evil.example' }, '/_sandbox/live')).code).toBe(403);
  });

  it('but a page on another port of it', async () => {
    const origin = 'http://127.0.0.1:4801';
    expect(await status({ origin })).toEqual({ code: 200, allowed: origin });
  });
});

describe('the state file', () => {
  it('carries everything over a restart', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sandbox-'));
    const stateFile = join(dir, 'deep', 'state.json');
    const first = await openTestSandbox({ stateFile });
    const { id } = first.control.startApproval(resignation);
    const token = await first.send('GET', '/gettoken?appkey=dingapp01&appsecret=secret-of-app');
    await first.close();
    const kept = JSON.parse(await readFile(stateFile, 'utf8'));
    expect(kept).toMatchObject({ approvals: [{ id }] });
    // As an older version would have left it.
    const { qps: _, ...settings } = kept.settings;
    await writeFile(stateFile, JSON.stringify({ ...kept, groups: undefined, settings }));
    const second = await openTestSandbox({ stateFile });
    second.control.agree(id, { userId: 'wanghaitao' });
    expect(second.control.person('zhangjianguo').person.dismission.status).toBe(4);
    expect(second.control.pushes()).toHaveLength(4);
    expect(second.control.state().settings.qps).toBeNull();
    expect(second.control.createGroup({ name: '交接群', userIds: ['liming'] }).openConversationId).toMatch(/^cid/);
    const again = await second.send('GET', '/gettoken?appkey=dingapp01&appsecret=secret-of-app');
    expect(again.json.access_token).toBe(token.json.access_token);
    await second.close();
    await rm(dir, { recursive: true });
  });
});

it('says nothing changed when there is nothing left to read', async () => {
  const own = await openTestSandbox();
  const msgParam = '{"content":"你好"}';
  const message = { robotCode: testApp.robotCode, userIds: ['liming'], msgKey: 'sampleText', msgParam };
  await own.api('POST', '/v1.0/robot/oToMessages/batchSend', message);
  const unread = () => own.control.state().people.find((person) => person.userid === 'liming')?.unread;
  expect(unread()).toBe(1);
  own.control.readMessages('liming');
  expect(unread()).toBe(0);

  const stream = await fetch(`${own.url}/_sandbox/live`);
  own.control.readMessages('liming');
  await own.send('GET', '/_sandbox/state');
  own.control.authCode({ userId: 'liming' });
  await own.send('GET', '/_sandbox/state');
  await own.close();
  // One on connecting and one for the sign-in code.
  expect((await stream.text()).match(/event: changed/g)).toHaveLength(2);
});
