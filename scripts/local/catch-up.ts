import { isDingtalkError } from '@baton/dingtalk';
import type { Deps } from '@baton/flows';
import { JOBS, type Job } from '../../apps/server/src/clock/jobs.ts';

const DAY = 24 * 3_600_000;

/**
 * How long a job rests while time is moved by hand. The walk through the whole directory is taken once a day: it is
 * what takes long, and contact events bring who joins meanwhile.
 */
const restOf = (job: Job): number => (job.name === 'sync-directory' ? DAY : job.everyMs);

/**
 * What the clock's jobs would have done meanwhile: each runs as often as the queue runs it, measured by the moved clock,
 * so that a day does not cost more metered calls than a day. A job that DingTalk refuses (a fault was switched on) is
 * tried again at the next step, as the queue would.
 * @param jobs default the server's
 * @returns to be called after every step of the clock; throws what is no refusal of DingTalk
 */
export function catchUp(server: { deps: Deps }, corpId: string, jobs: readonly Job[] = JOBS): () => Promise<void> {
  const ranAt = new Map<string, number>();
  return async () => {
    const now = server.deps.now().getTime();
    for (const job of jobs) {
      if (now - (ranAt.get(job.name) ?? Number.NEGATIVE_INFINITY) < restOf(job)) continue;
      try {
        await job.run(server.deps, corpId);
        ranAt.set(job.name, now);
      } catch (error) {
        if (!isDingtalkError(error)) throw error;
      }
    }
  };
}
