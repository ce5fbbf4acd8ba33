import { afterEach, expect, test, vi } from 'vitest';
import { type Answer, CORP, codeOf, openServer, type TestServer } from './testing/open-server.ts';

/** Who asks too often waits; nobody else does. */
// Hundreds of requests on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
let house: TestServer;
let token: string;
const open = async (env: Record<string, string> = {}) => {
  house = await openServer({ env });
  token = await house.signedIn('zhang');
};
afterEach(() => house.close());

/** `count` requests, twenty at a time. @returns how many were told to wait */
async function refused(count: number, ask: (n: number) => Promise<Answer>): Promise<number> {
  const answers: Answer[] = [];
  for (let n = 0; n < count; n += 20) {
    const round = Array.from({ length: Math.min(20, count - n) }, (_, i) => ask(n + i));
    answers.push(...(await Promise.all(round)));
  }
  return answers.filter(({ status }) => status === 429).length;
}
const positions = (headers: Record<string, string>) => house.call('GET', '/api/positions', { headers });
const guess = (headers: Record<string, string>) => house.call('POST', '/api/session', { headers, body: {} });

test('guessing sign-in codes is slowed down per address, whatever the guesser claims to be', async () => {
  await open();
  expect(await refused(310, (n) => guess({ authorization: `Bearer ${n}`, 'x-forwarded-for': `10.0.0.${n}` }))).toBe(10);
  const answer = await guess({});
  expect([answer.status, codeOf(answer)]).toEqual([429, 'rate_limited']);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
});

test('made-up tokens share the limit of their address; a session and DingTalk have their own', async () => {
  await open();
  expect((await house.call('GET', '/api/positions', { token })).status).toBe(200);
  const forged = (n: number) => positions({ authorization: `Bearer ${CORP}.${String(n).padStart(43, 'x')}` });
  // One of the address's 600 went to the session's first request, when nobody knew it yet.
  expect(await refused(620, forged)).toBe(21);
  expect((await house.call('GET', '/api/positions', { token })).status).toBe(200);
  expect((await house.call('POST', `/dingtalk/events/${CORP}`, { body: {} })).status).toBe(403);
});

test('behind a proxy that is named, everybody has their own address', async () => {
  await open({ TRUST_PROXY: 'loopback' });
  const from = (ip: string) => ({ 'x-forwarded-for': ip });
  expect(await refused(310, () => guess(from('203.0.113.7')))).toBe(10);
  expect((await guess(from('203.0.113.8'))).status).toBe(400);
  // What a visitor writes in front of their own address is not believed.
  expect((await guess(from('203.0.113.9, 203.0.113.7'))).status).toBe(429);
});
