import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { watchMemory } from './watch-memory.ts';

/** Fills memory beside the heap, as an unpacked picture does, and stays. */
const FILL =
  'const all = []; for (let n = 0; n < 40; n += 1) all.push(Buffer.alloc(10 << 20, 1)); setInterval(() => all, 1000)';

test('a process that takes more than it is given ends, whatever the heap’s own limit says', async () => {
  const child = spawn(process.execPath, ['--max-old-space-size=64', '-e', FILL], { stdio: 'ignore' });
  watchMemory(child, 200);
  const [code, signal] = await once(child, 'exit');
  expect([code, signal]).toEqual([null, 'SIGKILL']);
});

test('one that stays below is left alone', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1000)'], { stdio: 'ignore' });
  watchMemory(child, 400);
  expect(await once(child, 'exit')).toEqual([0, null]);
});
