import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';
import type { Provided, Provider } from './provided.ts';
import { endProcess } from './run-command.ts';
import { waitUntil } from './wait-until.ts';

/** Redis or Valkey: TEST_REDIS_URL, else a private server on a free port that keeps nothing. */
export const redisProvider: Provider = {
  name: 'Redis',
  aptPackages: ['redis-server'],
  elsewhere:
    'install Redis 6.2 or newer, or Valkey, so that redis-server or valkey-server is on PATH, or set TEST_REDIS_URL',
  async provide() {
    const url = process.env.TEST_REDIS_URL;
    if (url) {
      await answers(url);
      return { env: { TEST_REDIS_URL: url }, origin: 'TEST_REDIS_URL', close: async () => {} };
    }
    const program = findProgram(['valkey-server', 'redis-server']);
    return program === null ? null : await startRedis(program);
  },
};

async function answers(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  // Without a listener ioredis prints the refusals of a server that is still starting.
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}

async function startRedis(program: string): Promise<Provided> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-redis-'));
  const port = await freePort();
  const password = randomBytes(18).toString('base64url');
  // The settings go in on stdin: the password then stands in no process list.
  const settings = `bind 127.0.0.1\nport ${port}\nrequirepass ${password}\nsave ""\nappendonly no\ndir ${folder}\n`;
  const child = spawn(program, ['-'], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  child.stdin.end(settings);
  const url = `redis://:${password}@127.0.0.1:${port}`;
  const close = async () => {
    await endProcess(child, 'SIGTERM', 'process');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntil(
      () => answers(url),
      () => child.exitCode === null,
    );
  } catch (error) {
    await close();
    throw new Error(`${program} does not start: ${(error as Error).message}`);
  }
  return { env: { TEST_REDIS_URL: url }, origin: program, close };
}
