import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

/**
 * `POST /__auth-codes {userId, corpId}` → `{code}`: the bridge asks here, on the page's own origin, because the app's
 * policy lets it connect nowhere else; the local DingTalk issues the code. A corpId of another company is refused, as
 * the client does with errorCode 3 (enterprise-internal-application-logon-free).
 * @param sandboxUrl origin of the local DingTalk
 */
export function issueAuthCode(incoming: IncomingMessage, outgoing: ServerResponse, sandboxUrl: string): void {
  const answer = (status: number, body: unknown) =>
    outgoing
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(body));
  // Only the page itself may ask: a foreign site cannot send this type without a preflight, which nobody answers, and a
  // name rebound to this machine is not one of its own.
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(incoming.headers.host ?? '')) return void answer(403, {});
  if (!incoming.headers['content-type']?.startsWith('application/json')) return void answer(415, {});
  passOn(incoming, sandboxUrl).then(
    ({ status, body }) => answer(status, body),
    () => answer(502, { error: { code: 'sandbox_unreachable' } }),
  );
}

async function passOn(incoming: IncomingMessage, sandboxUrl: string): Promise<{ status: number; body: unknown }> {
  const asked = (await json(incoming)) as { userId?: unknown; corpId?: unknown };
  const state = (await (await fetch(`${sandboxUrl}/_sandbox/state`)).json()) as { corp?: { corpId?: unknown } };
  if (asked.corpId !== undefined && state.corp?.corpId !== undefined && asked.corpId !== state.corp.corpId)
    return { status: 403, body: { error: { code: 'other_corp' } } };
  const reply = await fetch(`${sandboxUrl}/_sandbox/auth-codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId: asked.userId }),
  });
  return { status: reply.status, body: await reply.json() };
}
