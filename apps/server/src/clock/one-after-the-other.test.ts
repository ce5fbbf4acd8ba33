import { expect, test } from 'vitest';
import { oneAfterTheOther } from './one-after-the-other.ts';

/** Work that ends when it is told to. */
function openWork() {
  const ends: (() => void)[] = [];
  const run = oneAfterTheOther<{ name: string; atOnce?: number }>(
    () =>
      new Promise((resolve) => {
        ends.push(resolve);
      }),
  );
  return { ends, run };
}

test('whoever comes meanwhile does not wait, and the work is done once more for all of them', async () => {
  const { ends, run } = openWork();
  const first = run({ name: 'deliver-notices' });
  await Promise.all([run({ name: 'deliver-notices' }), run({ name: 'deliver-notices' })]);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await new Promise(setImmediate);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await first;
  expect(ends).toHaveLength(2);
});

test('each job has its own turns, and as many at once as it says', async () => {
  const { ends, run } = openWork();
  const inbox = { name: 'process-inbox', atOnce: 2 };
  const runs = [run(inbox), run(inbox), run({ name: 'send-digests' })];
  expect(ends).toHaveLength(3);
  await run(inbox);
  expect(ends).toHaveLength(3);
  for (const end of ends) end();
  await new Promise(setImmediate);
  for (const end of ends.slice(3)) end();
  await Promise.all(runs);
  expect(ends).toHaveLength(4);
});

test('a run that fails gives its turn back', async () => {
  let runs = 0;
  const run = oneAfterTheOther(async () => {
    runs += 1;
    throw new Error('planted');
  });
  await expect(run({ name: 'reconcile' })).rejects.toThrow('planted');
  await expect(run({ name: 'reconcile' })).rejects.toThrow('planted');
  expect(runs).toBe(2);
});
