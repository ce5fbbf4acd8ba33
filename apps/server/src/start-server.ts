import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Deps, FileStorage, JobName } from '@baton/flows';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { type Clock, startClock } from './clock/bullmq.ts';
import { JOBS } from './clock/jobs.ts';
import { openRedis } from './clock/open-redis.ts';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { createLogger } from './log.ts';

export type Server = {
  url: string;
  port: number;
  /** For scripts and stories that play an operator beside the running server. */
  deps: Deps;
  /** Runs every clock job once for every company: for stories and for a clock moved by hand. */
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
  /** Built pages to serve. Default: those of apps/mini-app when they are built; null serves none. */
  pagesDir?: string | null;
  storage?: FileStorage;
  /** For `pglite:memory`: a dumped data directory to begin with. */
  dump?: Blob | undefined;
};

const BUILT_PAGES = fileURLToPath(new URL('../../mini-app/dist', import.meta.url));

/**
 * Starts the whole process: database, clock, HTTP.
 * @throws ConfigError with every problem at once; Error when a part cannot start (what was started is closed again)
 */
export async function startServer(options: StartOptions): Promise<Server> {
  const config = readConfig(options.env);
  const logger = options.logger ?? createLogger(config.logLevel);
  const undo: (() => Promise<unknown>)[] = [];
  const stopping = new AbortController();
  const close = async () => {
    stopping.abort();
    for (const closePart of undo.splice(0).reverse()) await closePart();
  };
  try {
    let clock: Clock | null = null;
    const parts = await compose({
      config,
      now: options.now ?? (() => new Date()),
      log: logger,
      nudge: (job: JobName) => clock?.nudge(job),
      stopping: stopping.signal,
      storage: options.storage,
      dump: options.dump,
    });
    undo.push(parts.close);
    if (options.clock !== false) {
      const redis = await openRedis(config.redisUrl);
      undo.push(redis.close);
      clock = await startClock({
        connection: redis.connection,
        jobs: JOBS,
        deps: () => parts.deps,
        corps: parts.corpIds,
      });
      undo.push(clock.close);
    }
    const app = await buildApp({
      config,
      deps: () => parts.deps,
      logger,
      openPush: parts.openPush,
      readiness: { database: parts.pingDatabase, redis: async () => clock?.ping() },
      pagesDir: options.pagesDir === undefined ? (existsSync(BUILT_PAGES) ? BUILT_PAGES : null) : options.pagesDir,
    });
    undo.push(() => closeHttp(app));
    await app.listen({ port: config.port, host: config.host });
    const address = app.server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    logger.info({ event: 'server.started', port, engine: parts.engine }, 'listening');
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      deps: parts.deps,
      async tick() {
        for (const job of JOBS) for (const corpId of await parts.corpIds()) await job.run(parts.deps, corpId);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Answers what is in hand and lets go. Whoever keeps a connection open would otherwise hold the process up for another
 * minute: Node closes idle connections once, and those that were busy at that moment only become idle later.
 */
async function closeHttp(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 100);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
  }
}
