import { ApiError, type Call, createClient, type InboxReply, type Me } from '@baton/api/client';
import { fetchEarly } from './early-inbox.ts';
import { inDingTalk } from './in-dingtalk.ts';
import { hearDay } from './server-day.ts';
import { SignInError } from './sign-in-error.ts';
import { windowStorage } from './storage.ts';

type Config = { corpId: string; clientId: string; agentId: string };
const TOKEN = 'baton.token';
const ME = 'baton.me';

const send = createClient({
  baseUrl: '',
  token: () => windowStorage.get(TOKEN),
  fetch: fetchEarly,
  onToday: hearDay,
});
let signingIn: Promise<InboxReply | undefined> | null = null;

/** The session token, or null before sign-in. For the one request that is not JSON: the upload. */
export const currentToken = (): string | null => windowStorage.get(TOKEN);

/** Who is signed in in this window, as the server last said; null before sign-in. */
export function currentMe(): Me | null {
  const stored = windowStorage.get(ME);
  return stored === null ? null : (JSON.parse(stored) as Me);
}

/** What the server wrote into the page. `?corpid=` wins: the workbench fills it in where one server has many companies. */
function readConfig(): Config {
  const content = document.querySelector<HTMLMetaElement>('meta[name="baton-config"]')?.content ?? '';
  try {
    const config = JSON.parse(content) as Config;
    const asked = new URLSearchParams(window.location.search).get('corpid');
    return asked && !asked.includes('$') ? { ...config, corpId: asked } : config;
  } catch {
    throw new SignInError('not_configured');
  }
}

async function signIn(withInbox: boolean): Promise<InboxReply | undefined> {
  if (!inDingTalk()) throw new SignInError('outside_dingtalk');
  const config = readConfig();
  const { requestCode } = await import('./dingtalk.ts');
  const code = await requestCode(config);
  const { token, me, inbox } = await send('signIn', {
    body: { corpId: config.corpId, code, ...(withInbox ? { inbox: true } : {}) },
  });
  windowStorage.set(TOKEN, token);
  windowStorage.set(ME, JSON.stringify(me));
  return inbox;
}

/**
 * Signs in unless this window already is; several callers share one attempt.
 * @param withInbox asks for 我的待办 along with it, should this call be the one that starts the attempt
 * @returns that inbox; undefined when nobody asked, when it did not come along or when there was a session already
 * @throws SignInError before the server is asked, ApiError when the server refuses
 */
function ensureSession(withInbox = false): Promise<InboxReply | undefined> {
  if (currentToken() !== null) return Promise.resolve(undefined);
  signingIn ??= signIn(withInbox).finally(() => {
    signingIn = null;
  });
  return signingIn;
}

let begun: Promise<InboxReply | undefined> | null = null;

/** {@link ensureSession} before there is anybody to hear how it ends: {@link joinSession} will be told. */
export function beginSession(withInbox = false): Promise<InboxReply | undefined> {
  begun = ensureSession(withInbox);
  begun.catch(() => undefined);
  return begun;
}

/** The attempt that was begun, even when it has failed already: nobody tries a second time unasked. Later: a new one. */
export function joinSession(): Promise<unknown> {
  const attempt = begun ?? ensureSession();
  begun = null;
  return attempt;
}

/** Forgets a token the server no longer takes; a newer one that arrived meanwhile is kept. */
function dropSession(refused: string | null): void {
  if (currentToken() !== refused) return;
  windowStorage.remove(TOKEN);
  windowStorage.remove(ME);
}

/** Runs `request` with a session; when the server no longer knows it, signs in once more and repeats. */
export async function withSession<T>(request: () => Promise<T>): Promise<T> {
  await ensureSession();
  const used = currentToken();
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    dropSession(used);
    await ensureSession();
    return request();
  }
}

/** The typed client of the pages: every call carries the session. */
export const call: Call = (name, ...args) => withSession(() => send(name, ...args));
