import type { World } from '../world.ts';
import { encryptText, makeNonce, problemOfReply, signEnvelope } from './envelope.ts';

/** Real time: the newest documents say 2,500 ms (develop-stream-mode-push-server). */
const replyDeadlineMs = 2500;

export type SendResult = { status: number | null; ms: number; problem: string | null };

/**
 * Seals a body, posts it once and judges the answer. Never throws: what went wrong is in `problem`. Both spellings of
 * the signature are in the query, because the documents print both; redirects are refused, as documented.
 */
export async function sendEnvelope(world: World, url: string, body: Record<string, unknown>): Promise<SendResult> {
  const secrets = { token: world.app.token, aesKey: world.app.aesKey, owner: world.app.clientId };
  const timestamp = String(world.clock.now().getTime());
  const nonce = makeNonce(8);
  const encrypt = encryptText(secrets, JSON.stringify(body));
  const signature = signEnvelope(secrets.token, timestamp, nonce, encrypt);
  const started = performance.now();
  let status: number | null = null;
  try {
    const target = new URL(url);
    for (const [name, value] of Object.entries({ signature, msg_signature: signature, timestamp, nonce })) {
      target.searchParams.set(name, value);
    }
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ encrypt }),
      redirect: 'manual',
      signal: AbortSignal.timeout(replyDeadlineMs),
    });
    status = response.status;
    const problem = problemOfReply(secrets, status, await response.text());
    return { status, ms: Math.round(performance.now() - started), problem };
  } catch (error) {
    return { status, ms: Math.round(performance.now() - started), problem: sayError(error) };
  }
}

function sayError(error: unknown): string {
  if (!(error instanceof Error)) return 'the push failed';
  if (error.name === 'TimeoutError') return `no reply within ${replyDeadlineMs} ms`;
  const cause = error.cause;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}
