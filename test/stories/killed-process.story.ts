import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiError, type Call, createClient } from '@baton/api/client';
import { connect, schema, withCorp } from '@baton/db';
import { sealEnvelope } from '@baton/dingtalk';
import { type Sandbox, startSandbox } from '@baton/sandbox';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../scripts/provide/free-port.ts';
import { engine, type FreshDatabase, freshDatabase } from '../house/fresh-database.ts';
import { movableClock } from '../house/movable-clock.ts';
import { HR, SUITE } from '../house/resign.ts';
import { APP } from '../house/start-house.ts';
import { waitUntil } from '../house/wait-until.ts';

/** A real process on the machine's own clock: killed without a word in the middle of its work, then asked to stop. */
const ROOT = new URL('../../', import.meta.url).pathname;
const LEAVERS = ['zhangjianguo', 'linfeng', 'panyu', 'yulei'];
let dingtalk: Sandbox;
let database: FreshDatabase;
let folder: string;
let port: number;
let server: ChildProcess;
let log = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-killed-'));
  database = await freshDatabase();
  const clock = { ...movableClock(new Date().toISOString()), now: () => new Date() };
  dingtalk = await startSandbox({ app: APP, clock });
  port = await freePort();
  server = await start();
});
afterAll(async () => {
  server?.kill('SIGKILL');
  const broken = dingtalk.control.violations();
  await dingtalk.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
  expect(broken).toEqual([]);
});

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/server/src/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATA_DIR: folder,
      DATABASE_URL: databaseUrl(),
      ...(engine === 'postgres' ? { REDIS_URL: redisOfItsOwn() } : {}),
      LOG_LEVEL: 'info',
      DINGTALK_CORP_ID: APP.corpId,
      DINGTALK_CLIENT_ID: APP.clientId,
      DINGTALK_CLIENT_SECRET: APP.clientSecret,
      DINGTALK_AGENT_ID: APP.agentId,
      DINGTALK_ROBOT_CODE: APP.robotCode,
      DINGTALK_TOKEN: APP.token,
      DINGTALK_AES_KEY: APP.aesKey,
      DINGTALK_API_URL: dingtalk.url,
      DINGTALK_OAPI_URL: dingtalk.url,
    },
  });
  const keep = (chunk: Buffer) => {
    log += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  await waitUntil(`the server answers; it said: ${log.slice(-2000)}`, async () => {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    return response?.ok === true;
  });
  dingtalk.control.settings({ pushUrl: `http://127.0.0.1:${port}/dingtalk/events/${APP.corpId}` });
  return child;
}

function redisOfItsOwn(): string {
  const url = new URL(process.env.TEST_REDIS_URL ?? 'redis://TEST_REDIS_URL-is-not-set');
  url.pathname = '/10';
  return url.toString();
}

const exitOf = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null)
      resolve({ code: child.exitCode, signal: child.signalCode });
    else child.once('exit', (code, signal) => resolve({ code, signal }));
  });

function resign(leaver: string): void {
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { control } = dingtalk;
  const { id } = control.startApproval({
    processCode: SUITE,
    originatorUserId: leaver,
    values: [
      { name: '离职原因', value: '个人原因' },
      { name: '最后工作日', value: inAMonth },
    ],
  });
  for (let turn = 0; turn < 5 && control.approval(id).status === 'RUNNING'; turn += 1) {
    const task = control.approval(id).tasks.find(({ status }) => status === 'RUNNING');
    control.agree(id, { userId: task?.userId as string, remark: '同意' });
  }
}

async function admin(): Promise<Call> {
  const { code } = dingtalk.control.authCode({ userId: HR });
  const baseUrl = `http://127.0.0.1:${port}`;
  const { token } = await createClient({ baseUrl, token: () => null })('signIn', {
    body: { corpId: APP.corpId, code },
  });
  return createClient({ baseUrl, token: () => token });
}

async function cases(call: Call): Promise<string[]> {
  const { rows } = await call('listHandovers', { query: { scope: 'all' } });
  return rows.map(({ leaver }) => leaver.userId).toSorted();
}

const databaseUrl = () => (engine === 'postgres' ? database.url : `pglite:${join(folder, 'pglite')}`);

/** The lease of events that the dead process had claimed runs out: nobody waits for it in a test. */
async function twoMinutesPass(): Promise<void> {
  const { db, close } = await connect(databaseUrl());
  const claimed = eq(schema.events.outcome, 'received');
  await withCorp(db, APP.corpId, (tx) => tx.update(schema.events).set({ nextAttemptAt: null }).where(claimed));
  await close();
}

test('SIGKILL while pushes are coming in: the next process ends what this one began, one case each', async () => {
  resign(LEAVERS[0] as string);
  const before = await admin();
  await waitUntil('the first case', async () => (await cases(before)).length === 1);
  for (const leaver of LEAVERS.slice(1)) resign(leaver);
  await waitUntil('the first pushes are in', async () =>
    dingtalk.control.pushes().some(({ outcome, body }) => outcome === 'delivered' && body.staffId === LEAVERS[1]),
  );
  server.kill('SIGKILL');
  expect(await exitOf(server)).toEqual({ code: null, signal: 'SIGKILL' });
  await twoMinutesPass();
  server = await start();
  const after = await admin();
  await waitUntil('all cases', async () => (await cases(after)).length === LEAVERS.length);
  expect(await cases(after)).toEqual(LEAVERS.toSorted());
}, 300_000);

/** A push whose head the server has taken and whose body is still on its way. */
async function beginPush() {
  const keys = { token: APP.token, aesKey: APP.aesKey, ownerKeys: [APP.clientId] };
  const stamp = { timestamp: String(Date.now()), nonce: 'inhand01' };
  const event = { EventType: 'org_change', CorpId: APP.corpId, eventId: 'in-hand' };
  const { msg_signature, encrypt } = sealEnvelope(keys, JSON.stringify(event), stamp);
  const query = new URLSearchParams({ signature: msg_signature, ...stamp });
  const sent = request(`http://127.0.0.1:${port}/dingtalk/events/${APP.corpId}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', expect: '100-continue', 'transfer-encoding': 'chunked' },
  });
  const answer = new Promise<number | undefined>((resolve, reject) => {
    sent.once('response', (response) => resolve(response.resume().statusCode));
    sent.once('error', reject);
  });
  sent.flushHeaders();
  await once(sent, 'continue');
  return { answer, end: () => sent.end(JSON.stringify({ encrypt })) };
}

test('SIGTERM: what is in hand is answered, the exit is 0, nothing is lost', async () => {
  const call = await admin();
  const inHand = Array.from({ length: 20 }, () => cases(call).catch((error: unknown) => error));
  const push = await beginPush();
  server.kill('SIGTERM');
  await waitUntil('nobody new is let in', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    return response?.ok !== true;
  });
  push.end();
  const exit = await exitOf(server);
  expect(exit, log.slice(-2000)).toEqual({ code: 0, signal: null });
  for (const answer of await Promise.all(inHand)) {
    // Answered, or refused at the door before it was taken.
    if (answer instanceof ApiError) expect([0, 503]).toContain(answer.status);
    else expect(answer).toEqual(LEAVERS.toSorted());
  }
  expect(await push.answer).toBe(200);
  server = await start();
  expect(await cases(await admin())).toEqual(LEAVERS.toSorted());
});

test('no secret is in its log', () => {
  for (const secret of [APP.clientSecret, APP.aesKey, APP.token]) expect(log).not.toContain(secret);
  expect(log).toContain('server.started');
});
