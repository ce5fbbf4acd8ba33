import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let version = 0;
let online = true;
let source: EventSource | undefined;

function bump(): void {
  version += 1;
  for (const listener of listeners) listener();
}

/** One stream for the whole page: `changed` says only that something did, what is shown is then asked for again. */
function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (!source) {
    source = new EventSource('/_sandbox/live');
    source.addEventListener('changed', bump);
    source.addEventListener('open', () => {
      online = true;
      bump();
    });
    source.addEventListener('error', () => {
      online = false;
      bump();
    });
  }
  return () => listeners.delete(listener);
}

/** True while the sandbox answers. */
export const useOnline = () => useSyncExternalStore(listen, () => online);

export type Live<T> = { data: T | undefined; problem: string | undefined; reload: () => void };

/**
 * Something the sandbox knows, asked for again at every change. The old answer stays on screen meanwhile; one that
 * arrives late, for another key, is dropped.
 * @param key changes when `ask` asks for something else; null asks for nothing
 */
export function useLive<T>(key: string | null, ask: () => Promise<T>): Live<T> {
  const changed = useSyncExternalStore(listen, () => version);
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; data?: T; problem?: string }>();
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (key === null) return;
    let current = true;
    latest.current().then(
      (data) => current && setAnswer({ key, data }),
      (error: Error) =>
        current && setAnswer((old) => ({ ...(old?.key === key ? old : {}), key, problem: error.message })),
    );
    return () => {
      current = false;
    };
  }, [key, changed, asked]);
  const reload = useCallback(() => setAsked((n) => n + 1), []);
  const fits = answer?.key === key ? answer : undefined;
  return { data: fits?.data, problem: fits?.problem, reload };
}
