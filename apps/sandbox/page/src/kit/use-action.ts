import { useCallback, useState } from 'react';
import { useNotice } from './notice.tsx';

/** Runs one thing at a time; what it refuses is said, never swallowed. `run` gives true when it went well. */
export function useAction(): { busy: boolean; run: (work: () => Promise<unknown>, done?: string) => Promise<boolean> } {
  const [busy, setBusy] = useState(false);
  const say = useNotice();
  const run = useCallback(
    async (work: () => Promise<unknown>, done?: string) => {
      setBusy(true);
      try {
        await work();
        if (done) say(done);
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
