import { expect, test } from 'vitest';
import { together } from './together.ts';

const failing = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

test('gives the results in order', async () => {
  expect(await together([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
});

test('throws only after every part is over: nothing runs on after the rollback', async () => {
  let end = () => {};
  const part = new Promise<void>((resolve) => {
    end = resolve;
  });
  let isThrown = false;
  const all = together([failing('23505'), part]).catch(() => {
    isThrown = true;
  });
  await new Promise(setImmediate);
  expect(isThrown).toBe(false);
  end();
  await all;
  expect(isThrown).toBe(true);
});

test('names the deadlock, not what it made of the other parts: a deadlock is worth another try', async () => {
  await expect(together([failing('25P02'), failing('40P01')])).rejects.toThrow('40P01');
});
