import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { openEnvelope, sealEnvelope } from '@baton/dingtalk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRows } from '../house/read-rows.ts';
import { APP, type House, startHouse } from '../house/start-house.ts';

/** The one address that the whole internet can reach: what it takes, what it refuses, and that it never falls over. */
let house: House;
const keys = { token: APP.token, aesKey: APP.aesKey, ownerKeys: [APP.clientId] };

beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

type Sent = { query: Record<string, string>; body: string; corpId?: string; type?: string };

async function knock({ query, body, corpId = APP.corpId, type = 'application/json' }: Sent) {
  const url = `${house.server.url}/dingtalk/events/${corpId}?${new URLSearchParams(query)}`;
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
  const text = await response.text();
  expect(response.status, text).not.toBe(500);
  expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|Error:/);
  const reply = JSON.parse(text) as Record<string, string> & { error?: { code: string; details: { reason?: string } } };
  return { status: response.status, reply, code: reply.error?.code, reason: reply.error?.details.reason };
}

const event = (more: object = {}) =>
  JSON.stringify({ EventType: 'org_change', EventTime: 1, CorpId: APP.corpId, BizId: '1', eventId: 'one', ...more });

/** An honest push of this text, as DingTalk seals it. */
function sealed(text: string, owner = APP.clientId): Sent {
  const stamp = { timestamp: '1772417220000', nonce: 'abc12345' };
  const { msg_signature: signature, encrypt } = sealEnvelope({ ...keys, ownerKeys: [owner] }, text, stamp);
  return { query: { signature, ...stamp }, body: JSON.stringify({ encrypt }) };
}

/** Signed as it should be around anything at all. */
function signed(encrypt: string): Sent {
  const [timestamp, nonce] = ['1772417220000', 'abc12345'];
  const text = [APP.token, timestamp, nonce, encrypt].sort().join('');
  const signature = createHash('sha1').update(text).digest('hex');
  return { query: { signature, timestamp, nonce }, body: JSON.stringify({ encrypt }) };
}

/** Encrypted with the right key, but whatever bytes are given. */
function encrypted(plain: Buffer): string {
  const key = Buffer.from(`${APP.aesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

const honest = () => sealed(event());
const REFUSED: [what: string, push: () => Sent, code: string, reason?: string][] = [
  [
    'a wrong signature',
    () => ({ ...honest(), query: { ...honest().query, signature: 'f'.repeat(40) } }),
    'bad_envelope',
    'bad_signature',
  ],
  ['no signature at all', () => ({ ...honest(), query: {} }), 'bad_envelope', 'bad_signature'],
  [
    'a nonce that was changed',
    () => ({ ...honest(), query: { ...honest().query, nonce: 'other' } }),
    'bad_envelope',
    'bad_signature',
  ],
  ['somebody else’s owner key', () => sealed(event(), 'dingsomebodyelse'), 'bad_envelope', 'wrong_owner'],
  ['another company in the address', () => ({ ...honest(), corpId: 'dingunknown' }), 'unknown_corp'],
  ['another company inside', () => sealed(event({ CorpId: 'dingother' })), 'unknown_corp'],
  [
    'cut off in the middle',
    () => signed(sealEnvelope(keys, event(), { timestamp: '1', nonce: '1' }).encrypt.slice(0, 37)),
    'bad_envelope',
    'truncated',
  ],
  ['one block of nothing', () => signed(encrypted(Buffer.alloc(16, 16))), 'bad_envelope', 'truncated'],
  [
    'padding that contradicts itself',
    () => signed(encrypted(Buffer.concat([randomBytes(62), Buffer.from([7, 9])]))),
    'bad_envelope',
    'bad_padding',
  ],
  [
    'a length beyond the end',
    () => signed(encrypted(Buffer.concat([Buffer.alloc(16), Buffer.from([127, 0, 0, 0]), Buffer.alloc(44, 44)]))),
    'bad_envelope',
  ],
  ['text that is no JSON', () => sealed('success'), 'bad_envelope', 'not_json'],
  ['JSON that is no event', () => sealed('[]'), 'bad_envelope', 'not_an_object'],
  ['an event without a type', () => sealed('{"eventId":"x"}'), 'bad_envelope', 'no_type'],
  [
    'nested without end',
    () => sealed(`{"EventType":"x","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
    'bad_envelope',
  ],
  ['a body that is no JSON', () => ({ ...honest(), body: 'encrypt=1' }), 'invalid_input'],
  ['a body of another kind', () => ({ ...honest(), type: 'text/xml', body: '<xml/>' }), 'invalid_input'],
  ['encrypt that is no text', () => ({ ...honest(), body: '{"encrypt":{"$ne":1}}' }), 'bad_envelope', 'bad_signature'],
  ['no body', () => ({ ...honest(), body: '' }), 'invalid_input'],
  [
    'a byte more than a mebibyte',
    () => ({ ...honest(), body: `"${'a'.repeat(1024 * 1024 - 1)}"` }),
    'payload_too_large',
  ],
];

test.each(REFUSED)('refused: %s', async (_what, push, code, reason) => {
  const answer = await knock(push());
  expect(answer.code).toBe(code);
  expect(answer.status).toBe(
    { bad_envelope: 403, unknown_corp: 404, invalid_input: 400, payload_too_large: 413 }[code],
  );
  if (reason) expect(answer.reason).toBe(reason);
  expect((await readRows(house)).events).toEqual([]);
});

test('the console tests the address: a sealed success, and nothing stored', async () => {
  expect(await house.dingtalk.control.checkUrl()).toEqual({ ok: true, problem: null });
  expect((await readRows(house)).events).toEqual([]);
});

test.each([
  ['signature', 'timestamp'],
  ['msg_signature', 'timestamp'],
  ['msg_signature', 'timeStamp'],
  ['signature', 'timeStamp'],
])('taken under %s and %s; the reply opens as success', async (signatureName, timestampName) => {
  const { query, body } = sealed(event({ eventId: `${signatureName}-${timestampName}` }));
  const { signature = '', timestamp = '', nonce = '' } = query;
  const { status, reply } = await knock({
    query: { [signatureName]: signature, [timestampName]: timestamp, nonce },
    body,
  });
  expect(status).toBe(200);
  const { msg_signature = '', timeStamp = '', nonce: answered = '', encrypt = '' } = reply;
  const opened = openEnvelope(keys, { signature: msg_signature, timestamp: timeStamp, nonce: answered, encrypt });
  expect(opened).toBe('success');
});

test('sealed for the corpId, as old subscriptions are: the reply is sealed for the corpId too', async () => {
  const { reply } = await knock(sealed(event({ eventId: 'by-corp' }), APP.corpId));
  const { msg_signature = '', timeStamp = '', nonce = '', encrypt = '' } = reply;
  const envelope = { signature: msg_signature, timestamp: timeStamp, nonce, encrypt };
  expect(openEnvelope({ ...keys, ownerKeys: [APP.corpId] }, envelope)).toBe('success');
  expect(() => openEnvelope(keys, envelope)).toThrow('wrong_owner');
});

test('the same push ten times at once is one row, and every one is answered', async () => {
  const before = (await readRows(house)).events.length;
  const push = sealed(event({ eventId: 'ten-times' }));
  const answers = await Promise.all(Array.from({ length: 10 }, () => knock(push)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect((await readRows(house)).events).toHaveLength(before + 1);
});

test('what the database cannot store as it is written is stored all the same', async () => {
  const { status } = await knock(sealed(event({ eventId: 'nul', title: 'a\u0000b \ud800' })));
  expect(status).toBe(200);
});

test('handled, ignored on purpose and unknown are three outcomes', async () => {
  await knock(sealed(event({ eventId: 'ignored' })));
  await knock(sealed(event({ eventId: 'unknown', EventType: 'made_up_event' })));
  await knock(sealed(event({ eventId: 'handled', EventType: 'user_modify_org', userId: ['liming'], timeStamp: '1' })));
  await house.settle();
  const outcomes = Object.fromEntries((await readRows(house)).events.map(({ key, outcome }) => [key, outcome]));
  expect(outcomes).toMatchObject({ ignored: 'ignored', unknown: 'unknown', handled: 'handled' });
});

test('GET and other methods find nothing here', async () => {
  const response = await fetch(`${house.server.url}/dingtalk/events/${APP.corpId}`);
  expect([response.status, (await response.json()) as unknown]).toMatchObject([404, { error: { code: 'not_found' } }]);
});
