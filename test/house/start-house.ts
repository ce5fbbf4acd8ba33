import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiError, type Call, createClient } from '@baton/api/client';
import { copyMigratedFolder, migratedDump } from '@baton/db/testing';
import { isDingtalkError } from '@baton/dingtalk';
import { type Company, type Sandbox, startSandbox } from '@baton/sandbox';
import { type Server, startServer } from '@baton/server';
import { expect } from 'vitest';
import { JOBS } from '../../apps/server/src/clock/jobs.ts';
import { seedCompany } from '../../scripts/local/seed-company.ts';
import { engine, freshDatabase } from './fresh-database.ts';
import { DAY, MINUTE, type MovableClock, movableClock } from './movable-clock.ts';

/** The application both sides know. Not secrets: they exist in stories only. */
export const APP = {
  corpId: 'dingstory0000000000000000000000000',
  clientId: 'dingstoryclient00000',
  clientSecret: 'story-secret-story-secret-story-secret-0000',
  agentId: '2900000001',
  robotCode: 'dingstoryclient00000',
  token: 'storytoken0000000000',
  aesKey: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ',
};

export type House = {
  server: Server;
  dingtalk: Sandbox;
  clock: MovableClock;
  /** A person's own client, signed in with an auth code once and then again after a restart. */
  as(userId: string): Promise<Call>;
  sessionOf(userId: string): Promise<{ token: string; call: Call }>;
  /** Everything that is due now, on both sides, until nothing is: pushes out, events handled, messages sent. */
  settle(): Promise<void>;
  /** Moves time on in steps, settling after each, as a running system would live through it. */
  pass(ms: number, step?: number): Promise<void>;
  /** Stops the server as a killed process would leave it, and starts another on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type HouseOptions = {
  /** ISO instant; default a Monday morning, 2026-03-02 10:07 in Shanghai. */
  start?: string;
  /** true: BullMQ runs too, on TEST_REDIS_URL or Valkey in WebAssembly. Default false: `settle` is the clock. */
  queue?: boolean;
  /** Default: TEST_REDIS_URL on PostgreSQL, Valkey in WebAssembly otherwise. Only used with `queue`. */
  redisUrl?: string;
  pagesDir?: string | null;
  /** true: the embedded database lives in memory, for stories that never restart. Faster where there is much to do. */
  inMemory?: boolean;
  /** Who works at the company; default the believable one. */
  company?: Company;
  /** The built page of the local DingTalk, for pictures; default none. */
  dingtalkPageDir?: string;
  /** false: no people, no roles, no first directory walk. */
  seeded?: boolean;
};

/**
 * The whole product around one local DingTalk, on the engine under test. Requests go through HTTP on both sides.
 * `close` fails the story when a request or a push broke DingTalk's documented contract.
 */
export async function startHouse(options: HouseOptions = {}): Promise<House> {
  const clock = movableClock(options.start ?? '2026-03-02T02:07:00.000Z');
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-story-'));
  const database = await freshDatabase();
  // PGlite in memory is gone with the process; a story that restarts keeps it in the folder instead.
  const onDisk = database.url === 'pglite:memory' && !options.inMemory;
  const folder = join(dataDir, 'pglite');
  const databaseUrl = onDisk ? `pglite:${folder}` : database.url;
  if (onDisk) await copyMigratedFolder(folder);
  const dump = databaseUrl === 'pglite:memory' ? await migratedDump() : undefined;
  const dingtalk = await startSandbox({
    app: APP,
    clock,
    autoPush: false,
    ...(options.company ? { company: options.company } : {}),
    ...(options.dingtalkPageDir ? { pageDir: options.dingtalkPageDir } : {}),
  });
  const env = {
    PORT: '0',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://127.0.0.1:4700',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    REDIS_URL: options.redisUrl ?? (engine === 'postgres' ? process.env.TEST_REDIS_URL : undefined),
    LOG_LEVEL: process.env.STORY_LOG ?? 'fatal',
    DINGTALK_CORP_ID: APP.corpId,
    DINGTALK_CLIENT_ID: APP.clientId,
    DINGTALK_CLIENT_SECRET: APP.clientSecret,
    DINGTALK_AGENT_ID: APP.agentId,
    DINGTALK_ROBOT_CODE: APP.robotCode,
    DINGTALK_TOKEN: APP.token,
    DINGTALK_AES_KEY: APP.aesKey,
    DINGTALK_API_URL: dingtalk.url,
    DINGTALK_OAPI_URL: dingtalk.url,
  };
  const open = async () => {
    const server = await startServer({
      env,
      now: clock.now,
      clock: options.queue ?? false,
      dump,
      pagesDir: options.pagesDir ?? null,
    });
    dingtalk.control.settings({ pushUrl: `${server.url}/dingtalk/events/${APP.corpId}` });
    return server;
  };
  let server = await open();
  const sessions = new Map<string, { token: string; call: Call; since: number }>();
  const sessionOf = async (userId: string) => {
    const known = sessions.get(userId);
    // As a page that was left open: after half a day it signs in again by itself.
    if (known && clock.now().getTime() - known.since < 6 * 60 * MINUTE) return known;
    const { code } = dingtalk.control.authCode({ userId });
    const signedOut = createClient({ baseUrl: server.url, token: () => null });
    const { token } = await signedOut('signIn', { body: { corpId: APP.corpId, code } });
    const call = createClient({ baseUrl: server.url, token: () => token });
    const session = { token, call, since: clock.now().getTime() };
    sessions.set(userId, session);
    return session;
  };
  // The clock's jobs by hand, each as often as the queue would run it: rare ones cost metered calls. Only the hourly
  // walk through the directory is taken daily, because stories pass weeks in which nobody joins.
  const ranAt = new Map<string, number>();
  const restOf = (job: (typeof JOBS)[number]) => (job.name === 'sync-directory' ? DAY : job.everyMs);
  const runJobs = async () => {
    for (const job of JOBS) {
      const now = clock.now().getTime();
      const rest = restOf(job);
      if (rest > MINUTE && now - (ranAt.get(job.name) ?? Number.NEGATIVE_INFINITY) < rest) continue;
      try {
        await job.run(server.deps, APP.corpId);
        ranAt.set(job.name, now);
      } catch (error) {
        // As in the queue: a job that fails is run again and does not stop the others.
        if (!isDingtalkError(error)) throw error;
      }
    }
  };
  const settle = async () => {
    for (let round = 0; round < 2; round += 1) {
      await dingtalk.control.flushPushes();
      await runJobs();
    }
  };
  if (options.seeded !== false) {
    await server.tick(); // the first directory walk
    await seedCompany(server.deps.db, APP.corpId);
  }
  return {
    get server() {
      return server;
    },
    dingtalk,
    clock,
    settle,
    as: async (userId) => (await sessionOf(userId)).call,
    sessionOf,
    async pass(ms, step = 60 * 60_000) {
      for (let left = ms; left > 0; left -= step) {
        await dingtalk.control.forward(Math.min(step, left));
        await dingtalk.control.flushPushes();
        await runJobs();
      }
      await settle();
    },
    async restart() {
      await server.close();
      sessions.clear(); // the port changed; the sessions themselves live on in the database
      ranAt.clear();
      server = await open();
    },
    async close() {
      const broken = dingtalk.control.violations();
      await server.close();
      await dingtalk.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
      expect(broken, 'requests and pushes that break the documented contract').toEqual([]);
    },
  };
}

/** The code a call is refused with; fails when it is not refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
  throw new Error('expected a refusal');
}
