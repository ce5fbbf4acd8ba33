import { z } from 'zod';
import { readJson, writeJson } from './keep-json.ts';

/** The one clock of a local installation: the machine's, ahead of it by what people moved it forward. */
export type LocalClock = {
  now(): Date;
  /** Moves on by `ms` (≥ 0), step by step, the listener awaited after each; calls made meanwhile queue up behind. */
  forward(ms: number): Promise<void>;
  /** Who has to act when time has moved: the server's jobs. `arrived` is false on the way, true at the last step. */
  onMoved(listener: (arrived: boolean) => Promise<void>): void;
};

const hour = 3_600_000;
const most = 60;

const kept = z.object({ aheadMs: z.number().min(0) });

/**
 * Opens the clock kept in `file`; it is as far ahead as it was when the process last stopped.
 * @param machineNow epoch milliseconds of the real clock
 */
export function openClock(file: string, machineNow: () => number): LocalClock {
  let { aheadMs } = kept.parse(readJson(file) ?? { aheadMs: 0 });
  let listener: (arrived: boolean) => Promise<void> = async () => {};
  let last: Promise<void> = Promise.resolve();

  const move = async (ms: number) => {
    // A week in one leap would skip the mornings on which reminders leave: an hour at a time, at most sixty steps.
    const step = Math.max(hour, Math.ceil(ms / most));
    for (let left = ms; left > 0; left -= step) {
      aheadMs += Math.min(step, left);
      writeJson(file, { aheadMs });
      await listener(left <= step);
    }
  };
  return {
    now: () => new Date(machineNow() + aheadMs),
    forward(ms) {
      if (!Number.isFinite(ms) || ms < 0) return Promise.reject(new RangeError('a clock only moves forward'));
      const moved = last.then(() => move(ms));
      last = moved.catch(() => {});
      return moved;
    },
    onMoved(next) {
      listener = next;
    },
  };
}
