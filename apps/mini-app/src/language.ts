import { currentLanguage, type Language, rememberLanguage, speak } from './i18n/t.ts';

const listeners = new Set<() => void>();

/** Switches the language of the whole app, and remembers it. */
export function changeLanguage(next: Language): void {
  rememberLanguage(next);
  void speak(next).then(() => {
    for (const listener of listeners) listener();
  });
}

/** For the one component that renders everything anew. */
export function subscribeLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export { currentLanguage };
