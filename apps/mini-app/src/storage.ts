/** Storage that may be blocked (private mode, third-party frame) or full: then values live as long as the page. */
function keep(area: () => Storage) {
  const memory = new Map<string, string>();
  return {
    get(key: string): string | null {
      try {
        return area().getItem(key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    set(key: string, value: string): void {
      memory.set(key, value);
      try {
        area().setItem(key, value);
      } catch {
        // kept in memory
      }
    },
    remove(key: string): void {
      memory.delete(key);
      try {
        area().removeItem(key);
      } catch {
        // nothing was there
      }
    },
  };
}

/** Ends with the page's window: the session. */
export const windowStorage = keep(() => window.sessionStorage);
/** Outlives it: drafts written offline, language and appearance. */
export const deviceStorage = keep(() => window.localStorage);
