import { useSyncExternalStore } from 'react';

const SHOWN_MS = 3200;
let message = '';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function say(next: string): void {
  message = next;
  for (const listener of listeners) listener();
}

/** Says briefly that something worked. Never for errors: those stay where they happened. */
export function toast(text: string): void {
  clearTimeout(timer);
  say(text);
  timer = setTimeout(() => say(''), SHOWN_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The one place toasts appear: a polite live region that is always there. */
export function ToastPlace() {
  const text = useSyncExternalStore(subscribe, () => message);
  return (
    <div className="toast-place" role="status">
      {text ? (
        <div className="toast" key={text}>
          {text}
        </div>
      ) : null}
    </div>
  );
}
