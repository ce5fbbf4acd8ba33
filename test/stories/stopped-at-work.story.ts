import { schema, withCorp } from '@baton/db';
import { syncDirectory } from '@baton/flows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engine } from '../house/fresh-database.ts';
import { DAY } from '../house/movable-clock.ts';
import { APP, type House, startHouse } from '../house/start-house.ts';

/** The whole server, queue and all, is asked to stop while it walks through the company. */
let house: House;
beforeAll(async () => {
  house = await startHouse({ queue: true, ...(engine === 'postgres' ? { redisUrl: redisOfItsOwn() } : {}) });
});
afterAll(() => house.close());

function redisOfItsOwn(): string {
  const url = new URL(process.env.TEST_REDIS_URL ?? 'redis://TEST_REDIS_URL-is-not-set');
  url.pathname = '/12';
  return url.toString();
}

/** From now on whoever calls DingTalk waits at a gate. */
function shutGate(): { reached: Promise<void>; open: () => void; calls: () => number } {
  const { deps } = house.server;
  const client = deps.dingtalkFor(APP.corpId);
  let calls = 0;
  let arrive = () => {};
  let open = () => {};
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const gated = new Proxy(client, {
    get: (inner, name) => {
      const call = Reflect.get(inner, name);
      if (typeof call !== 'function') return call;
      return async (...args: unknown[]) => {
        calls += 1;
        arrive();
        await opened;
        return call(...args);
      };
    },
  });
  deps.dingtalkFor = () => gated;
  return { reached, open, calls: () => calls };
}

test('the call in hand ends, no long work is begun, and the next process ends the walk', async () => {
  await house.clock.forward(2 * DAY);
  const { deps } = house.server;
  const forget = { detailedAt: null, managerUserId: null };
  const known = await withCorp(deps.db, APP.corpId, (tx) => tx.update(schema.people).set(forget).returning());
  expect(known.length).toBeGreaterThan(40);
  const gate = shutGate();
  deps.nudge('sync-directory');
  await gate.reached;
  const closed = house.server.close();
  gate.open();
  await closed;
  expect(gate.calls()).toBeLessThan(15);
  await house.restart();
  expect(await syncDirectory(house.server.deps, APP.corpId)).toEqual({ complete: true });
  const people = await withCorp(house.server.deps.db, APP.corpId, (tx) => tx.select().from(schema.people));
  expect(people.filter(({ detailedAt }) => detailedAt === null)).toEqual([]);
});
