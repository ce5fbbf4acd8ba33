import { expect, test, vi } from 'vitest';
import { createTokenSource } from './access-token.ts';

function setUp(fetchToken: () => Promise<{ value: string; expiresInSeconds: number }>) {
  let now = Date.parse('2026-11-02T01:00:00Z');
  const source = createTokenSource({ fetchToken, now: () => new Date(now) });
  return { source, forward: (seconds: number) => (now += seconds * 1_000) };
}

const numbered = () => {
  let count = 0;
  return vi.fn(async () => ({ value: `token-${++count}`, expiresInSeconds: 7_200 }));
};

test('one token for 7,140 of its 7,200 seconds', async () => {
  const fetchToken = numbered();
  const { source, forward } = setUp(fetchToken);
  expect(await source.get()).toBe('token-1');
  forward(7_139);
  expect(await source.get()).toBe('token-1');
  forward(1);
  expect(await source.get()).toBe('token-2');
  expect(fetchToken).toHaveBeenCalledTimes(2);
});

test('concurrent callers share one request', async () => {
  const fetchToken = numbered();
  const { source } = setUp(fetchToken);
  expect(await Promise.all([source.get(), source.get(), source.get()])).toEqual(['token-1', 'token-1', 'token-1']);
  expect(fetchToken).toHaveBeenCalledTimes(1);
});

test('a failure reaches those who waited and nobody after them', async () => {
  const fetchToken = vi
    .fn<() => Promise<{ value: string; expiresInSeconds: number }>>()
    .mockRejectedValueOnce(new Error('down'))
    .mockResolvedValue({ value: 'token', expiresInSeconds: 7_200 });
  const { source } = setUp(fetchToken);
  const outcomes = await Promise.allSettled([source.get(), source.get()]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await source.get()).toBe('token');
  expect(fetchToken).toHaveBeenCalledTimes(2);
});

test('only the token that was rejected is forgotten', async () => {
  const { source } = setUp(numbered());
  const first = await source.get();
  source.invalidate(first);
  expect(await source.get()).toBe('token-2');
  source.invalidate(first);
  expect(await source.get()).toBe('token-2');
});

test('a credential that lives a minute or less is used once', async () => {
  const fetchToken = vi.fn(async () => ({ value: 'short', expiresInSeconds: 60 }));
  const { source } = setUp(fetchToken);
  await source.get();
  await source.get();
  expect(fetchToken).toHaveBeenCalledTimes(2);
});
