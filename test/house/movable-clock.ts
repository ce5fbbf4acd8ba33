/** Time moved by hand: nothing in a story waits. */
export type MovableClock = { now(): Date; forward(ms: number): Promise<void>; moveTo(instant: string): void };

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** @param start ISO 8601 instant */
export function movableClock(start: string): MovableClock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    forward: async (ms) => {
      at += ms;
    },
    moveTo: (instant) => {
      const to = new Date(instant).getTime();
      if (to < at) throw new RangeError('a clock only moves forward');
      at = to;
    },
  };
}
