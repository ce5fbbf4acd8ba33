import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const LOOK_MS = 200;

/**
 * Kills a process that takes more memory than it is given, buffers included: `--max-old-space-size` counts objects only,
 * and one picture may unpack to gigabytes. Looks at /proc; where there is none (not Linux) nothing is watched.
 * @returns how to stop watching
 */
export function watchMemory(child: ChildProcess, maxMb: number): () => void {
  const timer = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (said) => {
        const residentKb = Number(/^VmRSS:\s+(\d+)/m.exec(said)?.[1]);
        if (residentKb > maxMb * 1024) child.kill('SIGKILL');
      },
      () => {}, // it has ended
    );
  }, LOOK_MS);
  timer.unref();
  const stop = () => clearInterval(timer);
  child.once('exit', stop);
  return stop;
}
