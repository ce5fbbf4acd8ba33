import { useEffect } from 'react';

/** Whoever followed a link to a step (`#step-…`) sees that step, once the document is there. */
export function useArrivalAtStep(): void {
  useEffect(() => {
    const { hash } = window.location;
    if (hash.startsWith('#step-')) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, []);
}
