import type { Push } from '../state.ts';
import { nowMs, type World } from '../world.ts';
import { duePushes, nextDueAt } from './queue.ts';
import { tryPush } from './try-push.ts';

/** DingTalk pushes side by side and promises no order; this many at once keep a bench busy. */
const atOnce = 32;
const longestNapMs = 1000;

export type Dispatcher = {
  /** Tries what is due in the background; does nothing unless pushes leave by themselves. */
  nudge(): void;
  /** Tries what is due, one after the other, until nothing is due or in flight. */
  flush(): Promise<void>;
  /** Moves the clock on, stopping at every push that falls due on the way. */
  forward(ms: number): Promise<void>;
  close(): Promise<void>;
};

/** Sends queued pushes by the world's clock: at once, and again when a retry falls due. */
export function createDispatcher(world: World, autoPush: boolean): Dispatcher {
  const inFlight = new Map<Push, Promise<void>>();
  let nap: NodeJS.Timeout | null = null;
  let closed = false;

  const send = (push: Push): Promise<void> => {
    const sent = tryPush(world, push).finally(() => inFlight.delete(push));
    inFlight.set(push, sent);
    return sent;
  };
  const waiting = () => duePushes(world).filter((push) => !inFlight.has(push));

  const nudge = (): void => {
    if (!autoPush || closed) return;
    for (const push of waiting().slice(0, Math.max(0, atOnce - inFlight.size))) void send(push).then(nudge);
    if (nap) clearTimeout(nap);
    const due = nextDueAt(world);
    if (due === null || inFlight.size > 0) return;
    nap = setTimeout(nudge, Math.min(longestNapMs, Math.max(0, due - nowMs(world))));
    nap.unref();
  };

  const flush = async (): Promise<void> => {
    for (;;) {
      await Promise.all(inFlight.values());
      const push = waiting()[0];
      if (!push) return;
      await send(push);
    }
  };

  const forward = async (ms: number): Promise<void> => {
    const target = nowMs(world) + ms;
    for (;;) {
      if (autoPush) await flush();
      const due = autoPush ? nextDueAt(world) : null;
      if (due === null || due >= target) break;
      await world.clock.forward(Math.max(0, due - nowMs(world)));
    }
    await world.clock.forward(Math.max(0, target - nowMs(world)));
    if (autoPush) await flush();
    world.changed();
  };

  const close = async (): Promise<void> => {
    closed = true;
    if (nap) clearTimeout(nap);
    await Promise.allSettled(inFlight.values());
  };

  return { nudge, flush, forward, close };
}
