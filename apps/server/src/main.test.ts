import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { completeEnv, SECRETS } from './testing/open-server.ts';

/** The process as an operator starts and stops it. */
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const PATIENCE = { timeout: 120_000 };
let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'baton-main-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

function start(env: Record<string, string>) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], { env: { PATH, ...env }, cwd: dirOf(MAIN) });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  /** Resolves with the line of the log; rejects when the process ends first. */
  const line = (event: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const look = () => {
        const found = said.out.split('\n').find((text) => text.includes(`"event":"${event}"`));
        if (found) resolve(JSON.parse(found));
      };
      child.stdout.on('data', look);
      look();
      void ended.then((code) => reject(new Error(`ended with ${code}: ${said.err}`)));
    });
  return { child, said, ended, line };
}
const dirOf = (path: string) => fileURLToPath(new URL('.', `file://${path}`));

test(
  'a wrong configuration: every problem at once in plain sentences, no stack, no value, exit 1',
  PATIENCE,
  async () => {
    const { said, ended } = start({
      PORT: '99999',
      DINGTALK_CLIENT_SECRET: SECRETS.clientSecret,
      REDIS_URL: 'http://x',
    });
    expect(await ended).toBe(1);
    for (const name of ['PORT', 'PUBLIC_URL', 'REDIS_URL', 'DINGTALK_CORP_ID', 'DINGTALK_TOKEN', 'DINGTALK_AES_KEY'])
      expect(said.err).toContain(name);
    expect(said.err).not.toMatch(/\n\s+at |node:internal/);
    expect(said.err + said.out).not.toContain(SECRETS.clientSecret);
  },
);

test('a database that is away: one sentence, exit 1', PATIENCE, async () => {
  const { said, ended } = start({ ...completeEnv(dataDir), DATABASE_URL: 'postgres://baton:hush@127.0.0.1:9/baton' });
  expect(await ended).toBe(1);
  expect(said.err).toContain('启动失败');
  expect(said.err).not.toMatch(/\n\s+at |hush/);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s: it answers until then, stops and exits 0', PATIENCE, async (signal) => {
  // Everything embedded, as `npm start` has it, with DingTalk away: a server must come up and go down all the same.
  const { child, said, ended, line } = start(completeEnv(dataDir));
  const { port } = await line('server.started');
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { ok: true, database: 'up', redis: 'up' }]);
  child.kill(signal);
  child.kill(signal);
  expect(await ended).toBe(0);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  for (const secret of Object.values(SECRETS)) expect(said.out + said.err).not.toContain(secret);
});
