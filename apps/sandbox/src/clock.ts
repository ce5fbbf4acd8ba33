import type { SandboxClock } from './options.ts';
import type { State } from './state.ts';

/** A clock over the machine's that can be moved on; how far ahead it runs is kept in the state, across restarts. */
export function createClock(state: Pick<State, 'clockAheadMs'>): SandboxClock {
  return {
    now: () => new Date(Date.now() + state.clockAheadMs),
    forward: async (ms) => {
      state.clockAheadMs += ms;
    },
  };
}
