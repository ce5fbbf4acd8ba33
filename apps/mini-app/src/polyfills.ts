/**
 * What Chromium 69 and Safari 13 lack and our dependencies use. Loaded before any other module runs.
 */
const root = self as unknown as Record<string, unknown>;
root.globalThis ??= self;

function fill(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { configurable: true, writable: true, value });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}

fill(Array.prototype, 'at', at);
fill(String.prototype, 'at', at);
fill(Object, 'fromEntries', (entries: Iterable<readonly [string, unknown]>) => {
  const result: Record<string, unknown> = {};
  for (const [key, value] of entries) result[key] = value;
  return result;
});
fill(Object, 'hasOwn', (target: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(target, key));
fill(String.prototype, 'replaceAll', function (this: string, from: string, to: string) {
  return this.split(from).join(to);
});
fill(self, 'queueMicrotask', (task: () => void) => {
  void Promise.resolve().then(task);
});
fill(Promise, 'allSettled', (promises: Iterable<unknown>) =>
  Promise.all(
    Array.from(promises, (promise) =>
      Promise.resolve(promise).then(
        (value) => ({ status: 'fulfilled', value }),
        (reason: unknown) => ({ status: 'rejected', reason }),
      ),
    ),
  ),
);
