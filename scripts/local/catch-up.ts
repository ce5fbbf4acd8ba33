import { isDingtalkError } from '@baton/dingtalk';
import type { Deps } from '@baton/flows';
import { JOBS, type Job } from '../../apps/server/src/clock/jobs.ts';

const HOUR = 3_600_000;

/** Walks through everything and everybody take long and find little: on the way they rest this long at least. */
const RESTS: Partial<Record<Job['name'], number>> = { 'sync-directory': 24 * HOUR, reconcile: 6 * HOUR };

/** How long a job rests; contact events bring who joins, so only the arrival is worth a look at everybody's departure. */
const restOf = ({ name, everyMs }: Job, arrived: boolean): number =>
  arrived && name === 'reconcile' ? everyMs : Math.max(everyMs, RESTS[name] ?? 0);

/**
 * What the clock's jobs would have done meanwhile: each runs as often as the queue runs it, measured by the moved clock,
 * so that a day does not cost more metered calls than a day. A job that DingTalk refuses (a fault was switched on) is
 * tried again at the next step, as the queue would.
 * @param jobs default the server's
 * @returns to be called after every step of the clock; throws what is no refusal of DingTalk
 */
export function catchUp(
  server: { deps: Deps },
  corpId: string,
  jobs: readonly Job[] = JOBS,
): (arrived: boolean) => Promise<void> {
  const ranAt = new Map<string, number>();
  return async (arrived) => {
    const now = server.deps.now().getTime();
    for (const job of jobs) {
      if (now - (ranAt.get(job.name) ?? Number.NEGATIVE_INFINITY) < restOf(job, arrived)) continue;
      try {
        await job.run(server.deps, corpId);
        ranAt.set(job.name, now);
      } catch (error) {
        if (!isDingtalkError(error)) throw error;
      }
    }
  };
}
