import { useEffect, useState } from 'react';

const TICK_MS = 1000;

/**
 * The sandbox's time, running on between its answers.
 * @param answered what the sandbox said last, ISO 8601
 * @returns epoch ms, once a second
 */
export function useNow(answered: string): number {
  const [now, setNow] = useState(() => Date.parse(answered));
  useEffect(() => {
    const start = performance.now();
    const base = Date.parse(answered);
    setNow(base);
    const timer = setInterval(() => setNow(base + performance.now() - start), TICK_MS);
    return () => clearInterval(timer);
  }, [answered]);
  return now;
}
