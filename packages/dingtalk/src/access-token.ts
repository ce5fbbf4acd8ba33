/** A credential with a life: an app token or a jsapi ticket. */
export type Credential = { value: string; expiresInSeconds: number };

export type TokenSource = {
  /** The cached credential, or a new one. Callers who ask at the same time share one request. */
  get(): Promise<string>;
  /** Forgets `value` if it is still the cached one; a credential renewed meanwhile stays. */
  invalidate(value: string): void;
};

const EARLY_MS = 60_000;

/**
 * Caches a credential one minute less than it lives. A failed fetch is not cached: the next caller tries again.
 * Source: doc `obtain-the-access-token-of-an-internal-app` (7,200 s; asking again returns the same token, renewed).
 * @param fetchToken asks DingTalk once; its error reaches every caller that waited for it
 */
export function createTokenSource(deps: { fetchToken: () => Promise<Credential>; now: () => Date }): TokenSource {
  let cached: { value: string; goodUntil: number } | null = null;
  let pending: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const askedAt = deps.now().getTime();
    const { value, expiresInSeconds } = await deps.fetchToken();
    cached = { value, goodUntil: askedAt + expiresInSeconds * 1_000 - EARLY_MS };
    return value;
  }

  return {
    get() {
      if (cached && deps.now().getTime() < cached.goodUntil) return Promise.resolve(cached.value);
      pending ??= renew().finally(() => {
        pending = null;
      });
      return pending;
    },
    invalidate(value) {
      if (cached?.value === value) cached = null;
    },
  };
}
