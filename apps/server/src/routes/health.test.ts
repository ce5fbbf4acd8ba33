import Fastify from 'fastify';
import { afterEach, expect, test, vi } from 'vitest';
import { healthRoutes, type Readiness } from './health.ts';

afterEach(() => void vi.useRealTimers());

async function ready(readiness: Readiness, meanwhile?: () => Promise<unknown>) {
  const app = Fastify();
  healthRoutes(app, { readiness });
  await app.ready();
  const asked = app.inject('/readyz');
  await meanwhile?.();
  const { statusCode, body } = await asked;
  const lives = await app.inject('/healthz');
  await app.close();
  expect([lives.statusCode, lives.json()]).toEqual([200, { ok: true }]);
  return { statusCode, parts: JSON.parse(body) };
}
const up = async () => {};
const down = async () => {
  throw new Error('connect ECONNREFUSED 10.0.0.5:5432');
};

test('all parts up', async () => {
  const parts = { ok: true, database: 'up', redis: 'up' };
  expect(await ready({ database: up, redis: up })).toEqual({ statusCode: 200, parts });
});

test('a part that refuses is named, without why; the process itself still lives', async () => {
  const noDatabase = { ok: false, database: 'down', redis: 'up' };
  expect(await ready({ database: down, redis: up })).toEqual({ statusCode: 503, parts: noDatabase });
  const nothing = { ok: false, database: 'down', redis: 'down' };
  expect(await ready({ database: down, redis: down })).toEqual({ statusCode: 503, parts: nothing });
});

test('a part that does not answer within two seconds counts as down', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const silent = () => new Promise<void>(() => {});
  const checked = vi.fn(silent);
  const answer = ready({ database: up, redis: checked }, async () => {
    await vi.waitUntil(() => checked.mock.calls.length > 0);
    await vi.advanceTimersByTimeAsync(2000);
  });
  expect(await answer).toEqual({ statusCode: 503, parts: { ok: false, database: 'up', redis: 'down' } });
});
