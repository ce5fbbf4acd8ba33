import { z } from 'zod';
import {
  type DingtalkError,
  DingtalkQuotaExhausted,
  DingtalkRateLimited,
  DingtalkRefused,
  DingtalkUnreachable,
  isDingtalkError,
  type Refusal,
  unexpectedReply,
} from './errors.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Waits by code: docs `call-frequency-limit`, `how-to-process-api-throttling-on-the-dingtalk-server`, `server-api-error-codes-1`. */
const RATE_LIMITS: Readonly<Record<string, number>> = {
  'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi': SECOND,
  'Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi': SECOND,
  'Forbidden.AccessDenied.QpsLimitForApi': 2 * SECOND,
  'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi': MINUTE,
  'Forbidden.AccessDenied.QpmLimitForSuitekeyAndOrgAndApi': MINUTE,
  'system.busy': SECOND,
  systemBusy: SECOND,
  'qps.exceed.limit': SECOND,
  'oaplus.query.limit': SECOND,
  invokeFrequentyly: SECOND,
  'send.too.fast': SECOND,
  'send.byToken.tooFast': SECOND,
  'too.many.people': MINUTE,
  'too.many.group': MINUTE,
  '90018': SECOND,
  '90002': 2 * SECOND,
  '45009': MINUTE,
};
/** 90001 and 90003–90014 "temporarily disabled", without a figure. */
const OLD_RATE_LIMIT = /^900(0[13-9]|1[0-4])$/;
/** An IP that made 10,000 calls in 20 s is shut out for five minutes, with an HTML page or `{"punish":"deny"}`. */
const IP_BAN_MS = 5 * MINUTE;

const QUOTAS = new Set(['Forbidden.AccessDenied.ApiCountLimitForOrg', '90020', 'daily.call.limit']);
/** Old host: -1 is "system busy", 15 a gateway that waited too long for its backend. */
const OLD_SERVER_ERRORS = new Set(['-1', '15']);

const scopes = z.array(z.string()).catch([]);
const word = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
/** Both hosts' envelopes and both casings of the new one (doc `add-api-permission` prints capitals). */
const envelope = z.object({
  code: word,
  Code: word,
  errcode: word,
  sub_code: word,
  message: word,
  Message: word,
  errmsg: word,
  sub_msg: word,
  requestid: word,
  RequestId: word,
  request_id: word,
  success: z.unknown().optional(),
  punish: word,
  accessdenieddetail: z.object({ requiredScopes: scopes }).optional().catch(undefined),
  AccessDeniedDetail: z.object({ requiredScopes: scopes }).optional().catch(undefined),
});

function fromRefusal(refusal: Refusal): DingtalkError {
  const { code, status } = refusal;
  if (QUOTAS.has(code)) return new DingtalkQuotaExhausted(code);
  const wait = RATE_LIMITS[code] ?? (OLD_RATE_LIMIT.test(code) ? MINUTE : undefined);
  if (wait !== undefined || status === 429) return new DingtalkRateLimited(code, wait ?? SECOND);
  if (status >= 500 || (status === 200 && OLD_SERVER_ERRORS.has(code))) {
    return new DingtalkUnreachable('server_error', status, code);
  }
  return new DingtalkRefused(refusal);
}

/**
 * Reads a reply of the old host.
 * @returns the parsed JSON of a success
 * @throws DingtalkError for everything else: an in-band errcode, an HTML page, an empty body
 */
export function readReply(status: number, text: string): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    const page = text.trimStart().startsWith('<');
    if (page && (status === 200 || status === 403)) throw new DingtalkRateLimited('ip_banned', IP_BAN_MS);
    throw new DingtalkUnreachable('not_json', status);
  }
  const error = judgeReply(status, body);
  if (error) throw error;
  return body;
}

/**
 * Judges a reply that arrived as JSON.
 * @param status HTTP status
 * @returns null when the reply is a success
 */
export function judgeReply(status: number, body: unknown): DingtalkError | null {
  const ok = status >= 200 && status < 300;
  const parsed = envelope.safeParse(body);
  if (!parsed.success) {
    // Arrays are a legitimate success of some interfaces; anything else that is no object is not DingTalk speaking.
    if (ok && Array.isArray(body)) return null;
    return new DingtalkUnreachable('not_json', status);
  }
  const said = parsed.data;
  if (said.punish !== undefined) return new DingtalkRateLimited('ip_banned', IP_BAN_MS);
  const errcode = said.errcode === '0' ? undefined : said.errcode;
  const failed = !ok || errcode !== undefined || said.success === false || said.success === 'false';
  if (!failed) return null;
  const wrapped = errcode === '88' || errcode === '15' ? said.sub_code : undefined;
  return fromRefusal({
    code: (errcode === '15' ? errcode : (wrapped ?? errcode)) ?? said.code ?? said.Code ?? `http_${status}`,
    message: (wrapped && said.sub_msg) ?? said.errmsg ?? said.message ?? said.Message ?? '',
    status,
    requestId: said.requestid ?? said.RequestId ?? said.request_id ?? null,
    requiredScopes: (said.accessdenieddetail ?? said.AccessDeniedDetail)?.requiredScopes ?? [],
  });
}

const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const TIMED_OUT = new Set(['RequestTimeoutError', 'TimeoutError', 'AbortError']);

/** What the SDK throws for 4xx/5xx with JSON: the reply's body under `data`, with the status added. */
const sdkRefusal = z.object({ data: z.looseObject({ statusCode: z.number() }) });
const named = z.object({
  name: z.string().catch(''),
  message: z.string().catch(''),
  code: z.unknown().optional(),
  cause: z.object({ code: z.unknown().optional() }).optional().catch(undefined),
});

/**
 * Turns whatever the SDK or `fetch` threw into one of our four errors.
 * @returns the error itself when it already is one
 */
export function toDingtalkError(thrown: unknown): DingtalkError {
  if (isDingtalkError(thrown)) return thrown;
  const refused = sdkRefusal.safeParse(thrown);
  if (refused.success) {
    const { statusCode } = refused.data.data;
    return judgeReply(statusCode, refused.data.data) ?? new DingtalkUnreachable('server_error', statusCode);
  }
  const { name, message, code, cause } = named
    .catch({ name: '', message: '', code: null, cause: undefined })
    .parse(thrown);
  // The SDK reads every reply as JSON, so an HTML page or an empty body surfaces as this, without its status.
  if (name === 'SyntaxError') return new DingtalkUnreachable('not_json');
  if (TIMED_OUT.has(name)) return new DingtalkUnreachable('timeout');
  if (/^type of .+ is mismatch/.test(message)) return unexpectedReply();
  const socket = String(cause?.code ?? code ?? '');
  return new DingtalkUnreachable(NOT_CONNECTED.has(socket) ? 'no_connection' : 'connection_lost');
}
