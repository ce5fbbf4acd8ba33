import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '@baton/db';
import { createDingtalkClient, openEnvelopeWithOwner, sealEnvelope } from '@baton/dingtalk';
import { createCallLedger, type Deps, ensureCorp, type FileStorage, listCorpIds } from '@baton/flows';
import type { FastifyBaseLogger } from 'fastify';
import { buildApp } from './app.ts';
import { type Clock, startClock } from './clock/bullmq.ts';
import { startEmbeddedValkey } from './clock/embedded-valkey.ts';
import { JOBS } from './clock/jobs.ts';
import { readConfig } from './config.ts';
import { createLogger } from './log.ts';
import type { OpenPush } from './routes/dingtalk-events.ts';
import { diskStorage } from './storage/disk.ts';
import { s3Storage } from './storage/s3.ts';

export type Server = {
  url: string;
  port: number;
  /** Runs every clock job for every company until nothing is due: for tests and for a clock moved by hand. */
  tick(): Promise<void>;
  /** Stops accepting, finishes what is in hand, lets go of everything. */
  close(): Promise<void>;
};

export type StartOptions = {
  env: Record<string, string | undefined>;
  /** Default: the machine's clock. */
  now?: () => Date;
  logger?: FastifyBaseLogger;
  /** false: no queue; work happens at `tick` only (stories move time by hand). Default true. */
  clock?: boolean;
  pagesDir?: string | null;
  /** Default: disk or S3, as configured. */
  storage?: FileStorage;
};

const BUILT_PAGES = fileURLToPath(new URL('../../mini-app/dist', import.meta.url));

/**
 * The composition root: the only place that constructs database, DingTalk client, queue and HTTP side, and knows
 * them all.
 * @throws ConfigError with every problem at once; Error when a part cannot start (what was started is closed again)
 */
export async function startServer(options: StartOptions): Promise<Server> {
  const config = readConfig(options.env);
  const logger = options.logger ?? createLogger(config.logLevel);
  const now = options.now ?? (() => new Date());
  const undo: (() => Promise<unknown>)[] = [];
  const closeAll = async () => {
    for (const close of undo.splice(0).reverse()) await close();
  };
  try {
    await mkdir(config.dataDir, { recursive: true });
    const connection = await connect(config.databaseUrl);
    undo.push(() => connection.close());
    await connection.migrate();

    let clock: Clock | null = null;
    const { corpId, clientId, agentId } = config.dingtalk;
    const base = {
      db: connection.db,
      now,
      log: logger,
      nudge: (job: Parameters<Deps['nudge']>[0]) => clock?.nudge(job),
      storage: options.storage ?? (config.s3 ? s3Storage(config.s3) : diskStorage(join(config.dataDir, 'files'))),
      publicUrl: config.publicUrl,
      clientIdFor: () => clientId,
      agentIdFor: () => agentId,
    };
    const dingtalk = createDingtalkClient({
      ...config.dingtalk,
      now,
      ledger: createCallLedger({ db: connection.db, now, log: logger }, corpId),
      log: logger,
    });
    const deps: Deps = { ...base, dingtalkFor: () => dingtalk };
    await ensureCorp(deps, corpId);

    let pingRedis: () => Promise<unknown> = async () => undefined;
    if (options.clock !== false) {
      const redis = await redisConnection(config.redisUrl, undo);
      const running = await startClock({
        connection: redis,
        jobs: JOBS,
        deps: () => deps,
        corps: () => listCorpIds(connection.db),
      });
      clock = running;
      pingRedis = () => running.ping();
      undo.push(() => running.close());
    }

    const pagesDir = options.pagesDir === undefined ? (existsSync(BUILT_PAGES) ? BUILT_PAGES : null) : options.pagesDir;
    const app = await buildApp({
      config,
      deps: () => deps,
      logger,
      openPush: pushOpener(config.dingtalk, now),
      readiness: { database: () => connection.db.run('select 1 as ok', []), redis: pingRedis },
      pagesDir,
    });
    undo.push(() => app.close());
    await app.listen({ port: config.port, host: config.host });
    const address = app.server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    logger.info({ event: 'server.started', port, engine: connection.engine }, 'listening');

    return {
      url: `http://127.0.0.1:${port}`,
      port,
      tick: async () => {
        for (const job of JOBS) for (const id of await listCorpIds(connection.db)) await job.run(deps, id);
      },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Opens pushes of the one configured company; the owner key is the AppKey, or the corpId for old subscriptions. */
function pushOpener(
  dingtalk: { corpId: string; clientId: string; token: string; aesKey: string },
  now: () => Date,
): OpenPush {
  const { token, aesKey, corpId, clientId } = dingtalk;
  const keys = { token, aesKey, ownerKeys: [clientId, corpId] };
  return (pushedCorpId, push) => {
    if (pushedCorpId !== corpId) return null;
    const { text, ownerKey } = openEnvelopeWithOwner(keys, push);
    const seal = () =>
      sealEnvelope({ token, aesKey, ownerKeys: [ownerKey] }, 'success', {
        timestamp: String(now().getTime()),
        nonce: randomBytes(8).toString('hex'),
      });
    return { text, seal };
  };
}

async function redisConnection(redisUrl: string | null, undo: (() => Promise<unknown>)[]) {
  if (redisUrl) {
    const url = new URL(redisUrl);
    return {
      host: url.hostname,
      port: Number(url.port || 6379),
      ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
      ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
      ...(url.pathname.length > 1 ? { db: Number(url.pathname.slice(1)) } : {}),
      ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
      maxRetriesPerRequest: null,
    };
  }
  const valkey = await startEmbeddedValkey();
  undo.push(() => valkey.stop());
  return { host: valkey.host, port: valkey.port, password: valkey.password, maxRetriesPerRequest: null };
}
