import { DingtalkUnreachable } from '@baton/dingtalk';
import type { Deps } from '@baton/flows';
import { beforeEach, expect, it } from 'vitest';
import type { Job } from '../../apps/server/src/clock/jobs.ts';
import { catchUp } from './catch-up.ts';

const hour = 3_600_000;
let at: number;
let ran: string[];
let trouble: Error | null;
beforeEach(() => {
  at = Date.parse('2026-11-23T01:00:00.000Z');
  ran = [];
  trouble = null;
});

const job = (name: Job['name'], everyMs: number): Job => ({
  name,
  everyMs,
  run: async (_deps, corpId) => {
    if (trouble) throw trouble;
    ran.push(`${name} ${corpId}`);
  },
});
const jobs = [
  job('sync-directory', hour),
  job('collect-failed', 8 * hour),
  job('reconcile', hour / 2),
  job('send-digests', 60_000),
];
const deps = { now: () => new Date(at) } as Deps;
const open = () => catchUp({ deps }, 'dingcorp', jobs);
const count = (name: string) => ran.filter((line) => line === `${name} dingcorp`).length;

it('runs each job as often as the moved clock says, the walks through everything more rarely on the way', async () => {
  const step = open();
  const counts = () => jobs.map(({ name }) => count(name));
  for (let passed = 0; passed < 24; passed += 1, at += hour) await step(false);
  expect(counts()).toEqual([1, 3, 4, 24]);
  await step(false);
  expect(counts()).toEqual([2, 4, 5, 25]);
  at += hour;
  await step(true);
  expect(counts()).toEqual([2, 4, 6, 26]);
});

it('goes on when DingTalk does not answer, and tries again at the next step', async () => {
  const step = open();
  trouble = new DingtalkUnreachable('no_connection');
  await step(true);
  expect(ran).toEqual([]);
  trouble = null;
  await step(true);
  expect(ran).toHaveLength(4);
});

it('hides no mistake of ours', async () => {
  trouble = new TypeError('ours');
  await expect(open()(true)).rejects.toThrow(TypeError);
});
