import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClock } from './open-clock.ts';

const hour = 3_600_000;
const machine = () => Date.parse('2026-11-23T01:00:00.000Z');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-clock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => openClock(join(folder, 'data', 'clock.json'), machine);

describe('openClock', () => {
  it('is the machine clock until it is moved, and stays ahead after a restart', async () => {
    const clock = open();
    expect(clock.now().toISOString()).toBe('2026-11-23T01:00:00.000Z');
    await clock.forward(36 * hour);
    expect(clock.now().toISOString()).toBe('2026-11-24T13:00:00.000Z');
    expect(open().now()).toEqual(clock.now());
  });

  it.each([
    ['less than an hour in one step', 90_000, [90_000]],
    ['hour by hour', 2.5 * hour, [hour, 2 * hour, 2.5 * hour]],
    ['nothing', 0, []],
  ])('moves %s', async (_what, ms, expected) => {
    const clock = open();
    const seen: number[] = [];
    clock.onMoved(async () => void seen.push(clock.now().getTime() - machine()));
    await clock.forward(ms);
    expect(seen).toEqual(expected);
  });

  it('tells who acts whether it is on the way or has arrived', async () => {
    const clock = open();
    const seen: boolean[] = [];
    clock.onMoved(async (arrived) => void seen.push(arrived));
    await clock.forward(2.5 * hour);
    await clock.forward(60_000);
    expect(seen).toEqual([false, false, true, true]);
  });

  it('takes sixty steps for a year and arrives exactly', async () => {
    const clock = open();
    let steps = 0;
    clock.onMoved(async () => void steps++);
    await clock.forward(365 * 24 * hour + 1);
    expect(steps).toBe(60);
    expect(clock.now().getTime() - machine()).toBe(365 * 24 * hour + 1);
  });

  it('queues a second move behind the first, and goes on after a listener failed', async () => {
    const clock = open();
    const seen: number[] = [];
    clock.onMoved(async () => {
      seen.push(clock.now().getTime() - machine());
      if (seen.length === 1) throw new Error('the job failed');
    });
    const results = await Promise.allSettled([clock.forward(hour), clock.forward(hour)]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    expect(seen).toEqual([hour, 2 * hour]);
  });

  it('refuses to go back', async () => {
    await expect(open().forward(-1)).rejects.toThrow(RangeError);
    await expect(open().forward(Number.NaN)).rejects.toThrow(RangeError);
  });
});
