import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '../database.ts';
import { events } from '../schema/index.ts';
import { createTestDatabase } from '../testing/index.ts';
import { withCorp } from '../with-corp.ts';
import { insertEvent, type NewEvent } from './insert-event.ts';

let connection: Connection;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection.close());

const event = (key: string, more: Partial<NewEvent> = {}): NewEvent => ({
  corpId: 'a',
  key,
  type: 'x',
  source: 'push',
  payload: '{}',
  receivedAt: new Date('2026-03-02T02:07:00.123Z'),
  ...more,
});
const keysOf = async (corpId: string) =>
  (await withCorp(connection.db, corpId, (tx) => tx.select({ key: events.key }).from(events)))
    .map(({ key }) => key)
    .sort();

test('a burst is stored event by event: each is answered for itself, a bad one spoils no other', async () => {
  const burst = Array.from({ length: 100 }, (_, n) => event(`k${String(n).padStart(3, '0')}`));
  const twice = burst.slice(0, 30);
  const bad = event('bad', { payload: '{"name":"\\u0000"}' });
  const elsewhere = burst.slice(0, 20).map((one) => ({ ...one, corpId: 'b' }));
  const sent = [...burst.slice(0, 50), bad, ...twice, ...elsewhere, ...burst.slice(50)];
  const answers = await Promise.allSettled(sent.map((one) => insertEvent(connection.db, one)));
  expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(answers[50]?.status).toBe('rejected');
  expect(answers.filter((answer) => answer.status === 'fulfilled' && answer.value)).toHaveLength(120);
  expect(answers.filter((answer) => answer.status === 'fulfilled' && !answer.value)).toHaveLength(30);
  expect(await keysOf('a')).toEqual(burst.map(({ key }) => key));
  expect(await keysOf('b')).toEqual(elsewhere.map(({ key }) => key));
});

test('after a failure the next ones are stored as before', async () => {
  await expect(insertEvent(connection.db, event('worse', { payload: 'no json' }))).rejects.toThrow();
  expect(await insertEvent(connection.db, event('after'))).toBe(true);
  expect(await insertEvent(connection.db, event('after'))).toBe(false);
});
