import { useEffect, useState } from 'react';

/**
 * Whether anything answers at an address of another origin; true until shown otherwise.
 * @param address asked once, without reading the answer (no CORS needed)
 */
export function useReachable(address: string): boolean {
  const [reachable, setReachable] = useState(true);
  useEffect(() => {
    let current = true;
    fetch(address, { mode: 'no-cors', cache: 'no-store' }).then(
      () => current && setReachable(true),
      () => current && setReachable(false),
    );
    return () => {
      current = false;
    };
  }, [address]);
  return reachable;
}
