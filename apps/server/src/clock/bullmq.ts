import type { Deps, JobName } from '@baton/flows';
import { type ConnectionOptions, Queue, Worker } from 'bullmq';
import { assertUniqueNames, type Job } from './jobs.ts';
import { oneAfterTheOther } from './one-after-the-other.ts';

const QUEUE = 'baton-clock';
/** How often the schedules are written again: a flushed Redis is mended after at most this long. */
const REARM_MS = 30_000;
/** How long nudges for the same job gather. What came from DingTalk goes first, messages to it can wait a moment. */
const NUDGE_MS = 20;
const NUDGE_LATER_MS = 250;

export type Clock = {
  /** Asks for a job soon. Losing it is harmless: the schedule finds the same rows. */
  nudge(job: JobName): void;
  ping(): Promise<void>;
  close(): Promise<void>;
};

/**
 * BullMQ as the clock and the load-spreader; the database stays the truth.
 * @param corps the companies to run each job for, read again at every run
 */
export async function startClock(options: {
  connection: ConnectionOptions;
  jobs: readonly Job[];
  deps: () => Deps;
  corps: () => Promise<string[]>;
}): Promise<Clock> {
  assertUniqueNames(options.jobs);
  const { log, stopping } = options.deps();
  const byName = new Map(options.jobs.map((job) => [job.name as string, job]));
  const queue = new Queue(QUEUE, {
    connection: options.connection,
    defaultJobOptions: {
      attempts: 3,
      backoff: { type: 'exponential', delay: 1000 },
      removeOnComplete: true,
      removeOnFail: 100,
    },
  });
  const run = oneAfterTheOther<Job>(async (job) => {
    for (const corpId of await options.corps()) {
      if (stopping.aborted) return;
      await job.run(options.deps(), corpId);
    }
  });
  const worker = new Worker(
    QUEUE,
    async ({ name }) => {
      const job = byName.get(name);
      if (job) await run(job); // else a schedule of an older version of this program
      // Perhaps cut short: Redis gives it to whoever comes next, at once instead of at the next turn of its schedule.
      if (stopping.aborted) throw new Error('the process is stopping');
    },
    { connection: options.connection, concurrency: 8 },
  );
  worker.on('failed', (job, error) => {
    if (stopping.aborted) return;
    const last = (job?.attemptsMade ?? 0) >= (job?.opts.attempts ?? 1);
    log[last ? 'error' : 'warn']({ event: 'clock.failed', job: job?.name, err: error }, 'a clock job failed');
  });
  // Redis away: ioredis reconnects by itself; one line per change is enough.
  const complain = (error: Error) => log.warn({ event: 'clock.redis', err: error }, 'redis');
  queue.on('error', complain);
  worker.on('error', complain);

  const arm = () =>
    Promise.all(
      options.jobs.map((job) => queue.upsertJobScheduler(job.name, { every: job.everyMs }, { name: job.name })),
    );
  await arm();
  const rearm = setInterval(() => {
    arm().catch((error) => log.warn({ event: 'clock.rearm_failed', err: error }, 'could not write the schedules'));
  }, REARM_MS);

  const nudged = new Set<JobName>();
  return {
    nudge(job) {
      // One job for a burst, added after its first nudge: whatever was written before a nudge is seen by a later run.
      if (nudged.has(job)) return;
      nudged.add(job);
      const isUrgent = job === 'process-inbox';
      setTimeout(
        () => {
          nudged.delete(job);
          queue.add(job, {}, { priority: isUrgent ? 1 : 2 }).catch(() => undefined);
        },
        isUrgent ? NUDGE_MS : NUDGE_LATER_MS,
      );
    },
    async ping() {
      await queue.getJobCounts('waiting');
    },
    async close() {
      clearInterval(rearm);
      await worker.close(); // waits for what is in hand
      await queue.close();
    },
  };
}
