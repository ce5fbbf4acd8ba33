/**
 * What Chromium 69 and Safari 13 lack and our dependencies use. Loaded before any other module runs.
 */
const root = self as unknown as Record<string, unknown>;
root.globalThis ??= self;
root.queueMicrotask ??= (task: () => void) => void Promise.resolve().then(task);

type Settled = { status: 'fulfilled'; value: unknown } | { status: 'rejected'; reason: unknown };
const settle = (promise: unknown): Promise<Settled> =>
  Promise.resolve(promise).then(
    (value) => ({ status: 'fulfilled', value }),
    (reason: unknown) => ({ status: 'rejected', reason }),
  );
(Promise as { allSettled?: unknown }).allSettled ??= (promises: Iterable<unknown>) =>
  Promise.all(Array.from(promises, settle));
