import { type Connection, schema, withCorp } from '@baton/db';
import { createTestDatabase } from '@baton/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deps } from '../deps.ts';
import { acceptPush } from './accept-push.ts';

const corpId = 'ding1';
let connection: Connection;
let deps: Deps;
beforeAll(async () => {
  connection = await createTestDatabase();
  deps = { db: connection.db, now: () => new Date('2026-03-02T02:07:00.123Z') } as Deps;
});
afterAll(() => connection.close());

const push = (text: string) => acceptPush(deps, { corpId, text, source: 'push' });
const refusal = (text: string) =>
  push(text).then(
    () => null,
    ({ code, details }) => [code, details.reason],
  );
const rows = () => withCorp(connection.db, corpId, (tx) => tx.select().from(schema.events));
const event = (more: object = {}) =>
  JSON.stringify({ EventType: 'user_leave_org', eventId: 'e1', CorpId: corpId, UserId: ['u1'], ...more });

test('an event is stored once, as it came', async () => {
  expect(await push(event())).toEqual({ outcome: 'stored', key: 'e1' });
  expect(await push(event())).toEqual({ outcome: 'duplicate', key: 'e1' });
  expect(await rows()).toMatchObject([
    {
      key: 'e1',
      type: 'user_leave_org',
      source: 'push',
      outcome: 'received',
      payload: JSON.parse(event()),
      receivedAt: deps.now(),
    },
  ]);
});

test('the test of the address is answered and not stored', async () => {
  const before = (await rows()).length;
  expect(await push('{"EventType":"check_url"}')).toEqual({ outcome: 'check_url' });
  expect((await rows()).length).toBe(before);
});

test("what is no event, or another company's, is refused with a code and not stored", async () => {
  const before = (await rows()).length;
  expect(await refusal('no json')).toEqual(['bad_envelope', 'not_json']);
  expect(await refusal('[]')).toEqual(['bad_envelope', 'not_an_object']);
  expect(await refusal('{}')).toEqual(['bad_envelope', 'no_type']);
  expect(await refusal(event({ CorpId: 'ding2', eventId: 'e2' }))).toEqual(['unknown_corp', undefined]);
  expect((await rows()).length).toBe(before);
});

test('text that PostgreSQL cannot keep is cleaned instead of refused for ever', async () => {
  const text = '{"EventType":"x","eventId":"e3","CorpId":"ding1","name":"张\\u0000三\\ud800","path":"a\\\\u0000"}';
  expect(await push(text)).toEqual({ outcome: 'stored', key: 'e3' });
  const kept = (await rows()).find(({ key }) => key === 'e3');
  expect(kept?.payload).toMatchObject({ name: '张三\ufffd', path: 'a\\u0000' });
});
