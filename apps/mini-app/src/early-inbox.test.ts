import { readFileSync } from 'node:fs';
import { ROUTES } from '@baton/api/routes';
import { afterEach, expect, test, vi } from 'vitest';
import { fetchEarly } from './early-inbox.ts';

const late = new Response('late');
const early = new Response('early');
const network = vi.fn(async () => late);
const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

function waiting(reply: Promise<Response>) {
  vi.stubGlobal('fetch', network);
  vi.stubGlobal('window', { batonInbox: { token: 'mine', reply } });
}
afterEach(() => {
  vi.unstubAllGlobals();
  network.mockClear();
});

test('the first request for the inbox takes the reply that is on its way, the next one asks again', async () => {
  waiting(Promise.resolve(early));
  expect(await fetchEarly('/api/items/1', as('mine'))).toBe(late);
  expect(await fetchEarly('/api/inbox', as('mine'))).toBe(early);
  expect(await fetchEarly('/api/inbox', as('mine'))).toBe(late);
  expect(network).toHaveBeenCalledTimes(2);
});

test('the reply to another session is never used', async () => {
  waiting(Promise.resolve(early));
  expect(await fetchEarly('/api/inbox', as('somebody else'))).toBe(late);
  expect(await fetchEarly('/api/inbox', as('mine'))).toBe(late);
});

test('when it never came, it is asked for again', async () => {
  waiting(Promise.reject(new Error('offline')));
  expect(await fetchEarly('/api/inbox', as('mine'))).toBe(late);
});

test('the page asks for what the app asks for, with the session the app keeps', () => {
  const page = readFileSync(new URL('../index.html', import.meta.url), 'utf8');
  const session = readFileSync(new URL('./session.ts', import.meta.url), 'utf8');
  expect(page).toContain(`fetch('${ROUTES.inbox.path}'`);
  const [, key = 'none'] = /const TOKEN = '([^']+)'/.exec(session) ?? [];
  expect(page).toContain(`sessionStorage.getItem('${key}')`);
});
