/** DingTalk understood and said no. `code` is its own word (`corpNotOpenHrm`, `60011`); the text is its own too. */
export class DingtalkRefused extends Error {
  readonly code: string;
  /** HTTP status; 200 for the old host, which always answers 200. */
  readonly status: number;
  readonly requestId: string | null;
  /** Permission points to apply for, when that is the reason. */
  readonly requiredScopes: readonly string[];
  constructor(refusal: Refusal) {
    super(`DingTalk refused: ${refusal.code} ${refusal.message}`.trim());
    this.name = 'DingtalkRefused';
    this.code = refusal.code;
    this.status = refusal.status;
    this.requestId = refusal.requestId;
    this.requiredScopes = refusal.requiredScopes;
  }
}

export type UnreachableReason = 'no_connection' | 'connection_lost' | 'timeout' | 'server_error' | 'not_json';

/** No answer, or none from DingTalk itself. Only `no_connection` proves that nothing was done there. */
export class DingtalkUnreachable extends Error {
  readonly reason: UnreachableReason;
  /** HTTP status, where there was one and the SDK let us see it. */
  readonly status: number | null;
  /** DingTalk's own word for its trouble, such as `systemError`. */
  readonly code: string | null;
  constructor(reason: UnreachableReason, status: number | null = null, code: string | null = null) {
    super(
      `DingTalk unreachable: ${reason}${status === null ? '' : ` (HTTP ${status}${code === null ? '' : ` ${code}`})`}`,
    );
    this.name = 'DingtalkUnreachable';
    this.reason = reason;
    this.status = status;
    this.code = code;
  }
}

/** Too fast; nothing was done and nothing was counted. */
export class DingtalkRateLimited extends Error {
  readonly code: string;
  readonly retryAfterMs: number;
  constructor(code: string, retryAfterMs: number) {
    super(`DingTalk rate limit: ${code}`);
    this.name = 'DingtalkRateLimited';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The month's calls are used up (DingTalk says so, or our own ledger does). Retrying soon is pointless. */
export class DingtalkQuotaExhausted extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`DingTalk quota exhausted: ${code}`);
    this.name = 'DingtalkQuotaExhausted';
    this.code = code;
  }
}

export type DingtalkError = DingtalkRefused | DingtalkUnreachable | DingtalkRateLimited | DingtalkQuotaExhausted;

export type Refusal = {
  code: string;
  message: string;
  status: number;
  requestId: string | null;
  requiredScopes: readonly string[];
};

const BAD_TOKENS = new Set(['InvalidAuthentication', '40014', '42001']);

/** Whether the app token was rejected, so that one refresh and one retry are worth it (doc `server-api-error-codes-1`). */
export function isBadToken(error: unknown): boolean {
  return error instanceof DingtalkRefused && BAD_TOKENS.has(error.code);
}

/** A success whose contents are not what the documentation says. */
export function unexpectedReply(): DingtalkRefused {
  return new DingtalkRefused({
    code: 'unexpected_reply',
    message: '',
    status: 200,
    requestId: null,
    requiredScopes: [],
  });
}

/** One of the four errors of this package. */
export function isDingtalkError(error: unknown): error is DingtalkError {
  return (
    error instanceof DingtalkRefused ||
    error instanceof DingtalkUnreachable ||
    error instanceof DingtalkRateLimited ||
    error instanceof DingtalkQuotaExhausted
  );
}
