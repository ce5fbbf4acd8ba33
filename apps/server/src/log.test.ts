import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from './log.ts';
import { CORP, codeOf, openServer, SECRETS, type TestServer } from './testing/open-server.ts';

/** What must not reach a log: planted wherever something is logged, then searched for in every line. */
const PLANTED = {
  ...SECRETS,
  evidence: 'planted-evidence-客户底价-5a9c',
  code: 'planted-auth-code-77b1',
  agent: 'planted-user-agent-31f0',
  mobile: '13900005555',
} as const;

let house: TestServer;
let token: string;
beforeAll(async () => {
  house = await openServer();
  token = await house.signedIn('zhang');
});
afterAll(() => house.close());

const ID = '0198f0aa-1111-7222-8333-444455556666';
function expectNothingPlanted(text: string): void {
  for (const secret of [...Object.values(PLANTED), token, token.split('.')[1] ?? ''])
    expect(text).not.toContain(secret);
}

test('refused pushes and sign-ins are logged by code, without what was sent', async () => {
  const query = `?signature=${SECRETS.token}&timestamp=1&nonce=n`;
  const push = await house.call('POST', `/dingtalk/events/${CORP}${query}`, { body: { encrypt: PLANTED.evidence } });
  expect(codeOf(push)).toBe('bad_envelope');
  await house.call('POST', '/dingtalk/events/dingother', { body: { encrypt: PLANTED.evidence } });
  const headers = { 'user-agent': PLANTED.agent };
  const signIn = await house.call('POST', '/api/session', { headers, body: { corpId: CORP, code: PLANTED.code } });
  expect(codeOf(signIn)).toBe('dingtalk_unreachable');
  const log = house.logged();
  expect(log).toContain('push.refused');
  expect(log).toContain('push.unknown_corp');
  expect(log).toContain('"event":"request.refused","reason":"dingtalk_unreachable"');
  expectNothingPlanted(log);
});

test('a clock job that fails is logged without keys and tokens', async () => {
  const { deps } = house.server;
  const failure = await house.server.tick().then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  deps.log.warn({ event: 'clock.failed', err: failure, error: failure }, 'a clock job failed');
  expect(house.logged()).toContain('DingTalk unreachable');
  expectNothingPlanted(house.logged());
});

test('fields that carry secrets are covered, also one level down', () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const { clientSecret, aesKey, mobile } = PLANTED;
  const secrets = { token, accessToken: token, clientSecret, aesKey, mobile, password: clientSecret };
  log.info({ event: 'x', ...secrets, code: PLANTED.code }, 'top');
  log.info({ event: 'x', config: secrets, headers: { authorization: `Bearer ${token}` } }, 'nested');
  log.info({ event: 'x', req: { headers: { authorization: `Bearer ${token}` } } }, 'request');
  expect(lines).toHaveLength(3);
  expectNothingPlanted(lines.join(''));
});

test('an error is logged with its place and its cause, without its own fields and without values of a query', () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: `Key=(${PLANTED.evidence})` });
  const error = new Error(`Failed query: insert into evidence values ($1)\nparams: a\n${PLANTED.evidence},${token}`, {
    cause,
  });
  Object.assign(error, { query: 'insert …', params: [PLANTED.evidence, token] });
  log.error({ event: 'x', err: error }, 'failed');
  log.error({ event: 'x', error }, 'failed');
  log.error({ event: 'x', err: 'only text' }, 'failed');
  for (const line of lines.slice(0, 2)) {
    expect(line).toContain('Failed query: insert into evidence');
    expect(line).toContain('log.test.ts');
    expect(line).toContain('"code":"23505"');
  }
  expect(lines[2]).toContain('only text');
  expectNothingPlanted(lines.join(''));
});

test('an unexpected failure: a bare code for the client, the whole place in the log, nothing of anybody', async () => {
  const { orm } = house.server.deps.db;
  const { transaction } = orm;
  const broken = new Error(`Failed query: select …\nparams: ${token},${PLANTED.evidence}`);
  orm.transaction = () => Promise.reject(broken);
  const answer = await house.call('POST', `/api/items/${ID}/submit`, {
    token,
    body: { version: 1, evidence: [{ type: 'SYS', statement: PLANTED.evidence }] },
  });
  orm.transaction = transaction;
  expect(answer.status).toBe(500);
  expect(answer.json).toEqual({ error: { code: 'internal', details: {}, requestId: expect.any(String) } });
  expect(house.logged()).toContain('"event":"request.failed"');
  expectNothingPlanted(house.logged());
});
