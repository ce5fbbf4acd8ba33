import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks `probe` ten times a second until it stops throwing.
 * @throws the last error when `alive` turns false or after thirty seconds.
 */
export async function waitUntil(probe: () => Promise<unknown>, alive: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    try {
      await probe();
      return;
    } catch (error) {
      if (!alive() || performance.now() > deadline) throw error;
      await pause(100);
    }
  }
}
