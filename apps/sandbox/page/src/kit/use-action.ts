import { useCallback, useState } from 'react';
import { useNotice } from './notice.tsx';

type Run = <T>(work: () => Promise<T>, done?: string | ((result: T) => string)) => Promise<boolean>;

/** Runs one thing at a time; what it refuses is said, never swallowed. `run` gives true when it went well. */
export function useAction(): { busy: boolean; run: Run } {
  const [busy, setBusy] = useState(false);
  const say = useNotice();
  const run = useCallback<Run>(
    async (work, done) => {
      setBusy(true);
      try {
        const result = await work();
        if (done) say(typeof done === 'string' ? done : done(result));
        return true;
      } catch (error) {
        say(error instanceof Error ? error.message : String(error), 'bad');
        return false;
      } finally {
        setBusy(false);
      }
    },
    [say],
  );
  return { busy, run };
}
