import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import { freshDatabase } from '../../test/house/fresh-database.ts';
import { APP } from './local-app.ts';
import { type BenchProcess, nextMessage, startProcess } from './start-process.ts';

export type MeasuredServer = {
  url: string;
  port: number;
  process: BenchProcess;
  databaseUrl: string;
  /** The database's owner, past row-level security: to look at rows and to put some there. */
  sql: postgres.Sql;
  /** Stops the server and drops its database and its keys in Redis. */
  close(): Promise<void>;
};

/** Nobody listens there: a server that is not to speak to DingTalk. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * Starts the real server on a new database, in a process of its own.
 * @param options.dingtalkUrl origin of the local DingTalk, for both hosts
 * @param options.clock false: without the queue, so that nothing handles what is stored
 * @throws Error when a part does not start
 */
export async function openServer(options: { dingtalkUrl?: string; clock?: boolean } = {}): Promise<MeasuredServer> {
  const { dingtalkUrl = NOWHERE, clock = true } = options;
  const redisUrl = process.env.TEST_REDIS_URL ?? '';
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  const database = await freshDatabase();
  const server = startProcess(new URL('./server-process.ts', import.meta.url), {
    ...(clock ? {} : { BENCH_CLOCK: 'off' }),
    PORT: '0',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://127.0.0.1:4700',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    DINGTALK_CORP_ID: APP.corpId,
    DINGTALK_CLIENT_ID: APP.clientId,
    DINGTALK_CLIENT_SECRET: APP.clientSecret,
    DINGTALK_AGENT_ID: APP.agentId,
    DINGTALK_ROBOT_CODE: APP.robotCode,
    DINGTALK_TOKEN: APP.token,
    DINGTALK_AES_KEY: APP.aesKey,
    DINGTALK_API_URL: dingtalkUrl,
    DINGTALK_OAPI_URL: dingtalkUrl,
  });
  const sql = postgres(database.url, { max: 4, onnotice: () => {} });
  const close = async () => {
    await server.close();
    await sql.end({ timeout: 5 });
    await database.drop();
    if (clock) await forgetQueue(redisUrl);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const { port } = (await nextMessage(server.child)) as { port: number };
    const url = `http://127.0.0.1:${port}`;
    return { url, port, process: server, databaseUrl: database.url, sql, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The queue of one measurement must not wake up in the next; other keys of that Redis are not ours. */
async function forgetQueue(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  try {
    for await (const keys of redis.scanStream({ match: 'bull:baton-clock:*', count: 500 }) as AsyncIterable<string[]>)
      if (keys.length > 0) await redis.unlink(...keys);
  } finally {
    redis.disconnect();
  }
}
