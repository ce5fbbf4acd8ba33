import type { z } from 'zod';
import { createTokenSource } from './access-token.ts';
import { readAccessToken } from './app-token.ts';
import {
  type CallLedger,
  type CallOutcome,
  type CallPurpose,
  INTERFACES,
  type InterfaceId,
  type PlannedCall,
} from './budget.ts';
import { DingtalkRefused, isBadToken, unexpectedReply } from './errors.ts';
import { readReply, toDingtalkError } from './judge-reply.ts';
import { createSdk, type Sdk } from './sdk.ts';

/** Enough of a logger for us; pino fits. Fields never hold a token, a secret or anything about a person. */
export type WireLog = { warn(fields: Record<string, unknown>, message: string): void };

export type WireOptions = {
  clientId: string;
  clientSecret: string;
  /** New host, `https://api.dingtalk.com`. `http:` is allowed for a local DingTalk. */
  apiUrl: string;
  /** Old host, `https://oapi.dingtalk.com`. */
  oapiUrl: string;
  now: () => Date;
  ledger: CallLedger;
  /** How long to wait for an answer, default 10,000 ms. */
  timeoutMs?: number;
  log?: WireLog;
};

export type CallOptions = {
  /** Why the call is made, for the ledger; each method has a sensible default. */
  purpose?: CallPurpose;
};

/** Fields of a request to the old host; it takes them as a form. */
type Form = Readonly<Record<string, string | number | boolean>>;

export type Wire = {
  /** Calls the new host through the SDK; the reply's body must fit the schema. */
  api<T>(
    id: InterfaceId,
    purpose: CallPurpose,
    reply: z.ZodType<T>,
    send: (sdk: Sdk, token: string) => Promise<{ body?: unknown }>,
  ): Promise<T>;
  /** Calls the old host; the whole reply must fit the schema. */
  oapi<T>(id: InterfaceId, purpose: CallPurpose, reply: z.ZodType<T>, form?: Form): Promise<T>;
};

const OUTCOMES: Record<string, CallOutcome> = {
  DingtalkRefused: 'refused',
  DingtalkRateLimited: 'rate_limited',
  DingtalkQuotaExhausted: 'quota_exhausted',
  DingtalkUnreachable: 'unreachable',
};

/**
 * The one way out: token, ledger, time-out and error family for both hosts. A rejected token is renewed and the call
 * made once more; nothing else is ever retried here.
 */
export function createWire(options: WireOptions): Wire {
  const { ledger, log, now, timeoutMs = 10_000 } = options;
  const sdk = createSdk({ apiUrl: options.apiUrl, timeoutMs });
  const tokens = createTokenSource({
    now,
    fetchToken: () => attempt('oauth2_1_0.getAccessToken', 'lifecycle', () => readAccessToken(sdk, options)),
  });

  async function settle(call: PlannedCall, outcome: CallOutcome): Promise<void> {
    try {
      await ledger.settle({ ...call, outcome });
    } catch (error) {
      // What DingTalk did is done; failing now would make the caller do it again.
      log?.warn({ api: call.api, outcome, error: error instanceof Error ? error.name : 'unknown' }, 'call not settled');
    }
  }

  async function attempt<T>(api: InterfaceId, purpose: CallPurpose, send: () => Promise<T>): Promise<T> {
    const call: PlannedCall = { api, purpose, metered: INTERFACES[api].metered };
    await ledger.admit(call);
    let reply: T;
    try {
      reply = await send();
    } catch (thrown) {
      const error = toDingtalkError(thrown);
      await settle(call, OUTCOMES[error.name] ?? 'unreachable');
      // A refusal is often an answer (nobody by that id); whoever asked knows whether it deserves a line.
      if (!(error instanceof DingtalkRefused))
        log?.warn({ api, purpose, error: error.name, reason: error.message }, 'DingTalk call failed');
      throw error;
    }
    await settle(call, 'ok');
    return reply;
  }

  async function withToken<T>(api: InterfaceId, purpose: CallPurpose, send: (token: string) => Promise<T>): Promise<T> {
    const token = await tokens.get();
    try {
      return await attempt(api, purpose, () => send(token));
    } catch (error) {
      if (!isBadToken(error)) throw error;
      tokens.invalidate(token);
      const fresh = await tokens.get();
      return attempt(api, purpose, () => send(fresh));
    }
  }

  async function post(api: InterfaceId, token: string, form: Form | undefined): Promise<unknown> {
    const base = options.oapiUrl.replace(/\/+$/, '');
    const response = await fetch(`${base}${INTERFACES[api].path}?access_token=${encodeURIComponent(token)}`, {
      method: form ? 'POST' : 'GET',
      ...(form && { body: new URLSearchParams(Object.entries(form).map(([name, value]) => [name, String(value)])) }),
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return readReply(response.status, await response.text());
  }

  return {
    async api(id, purpose, reply, send) {
      return expectReply(reply, (await withToken(id, purpose, (token) => send(sdk, token))).body);
    },
    async oapi(id, purpose, reply, form) {
      return expectReply(reply, await withToken(id, purpose, (token) => post(id, token, form)));
    },
  };
}

function expectReply<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (!read.success) throw unexpectedReply();
  return read.data;
}
