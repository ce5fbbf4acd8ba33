import type { AppCredentials, SandboxClock } from './options.ts';
import type { Rest } from './rest.ts';
import type { Push, State } from './state.ts';

/** What every verb of the sandbox works on: the memory, the clock, and two ways to be heard. */
export type World = {
  app: AppCredentials;
  state: State;
  clock: SandboxClock;
  /** The pushes whose outcome is `waiting`: an index over `state.pushes`, so that a long history costs nothing. */
  waiting: Set<Push>;
  /** What the application's own people can do without the page. */
  rest: Rest;
  /** Queues an event for the application; `data` are the business fields of the documented HTTP-push body. */
  emit(type: string, data: Record<string, unknown>): void;
  /** Tells the page and the snapshot that something changed. */
  changed(): void;
};

/** Epoch ms of the world's clock. */
export function nowMs(world: World): number {
  return world.clock.now().getTime();
}

/** The next readable number, never used before in this state. */
export function nextNumber(world: World): number {
  world.state.sequence += 1;
  return world.state.sequence;
}
