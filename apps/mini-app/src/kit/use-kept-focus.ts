import { useEffect, useRef } from 'react';

/**
 * When a change takes away what had the focus, the page's name takes it: whoever cannot see would start at the top.
 * @param change differs whenever buttons may have gone
 */
export function useKeptFocus(change: string): void {
  const before = useRef(change);
  useEffect(() => {
    if (before.current === change) return;
    before.current = change;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [change]);
}
