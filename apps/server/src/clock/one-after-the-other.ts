type Turn = { name: string; atOnce?: number };

/**
 * Lets at most `atOnce` runs of a job be under way in this process. Whoever comes while they are makes one of them run
 * again afterwards, so that nothing written before is missed; should that one fail, the schedule comes back.
 */
export function oneAfterTheOther<J extends Turn>(work: (job: J) => Promise<void>): (job: J) => Promise<void> {
  const running = new Map<string, { runs: number; again: boolean }>();
  return async (job) => {
    const state = running.get(job.name) ?? { runs: 0, again: false };
    running.set(job.name, state);
    if (state.runs >= (job.atOnce ?? 1)) {
      state.again = true;
      return;
    }
    state.runs += 1;
    try {
      do {
        state.again = false;
        await work(job);
      } while (state.again);
    } finally {
      state.runs -= 1;
    }
  };
}
