import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endProcess } from '../provide/run-command.ts';

export type BenchProcess = {
  child: ChildProcess;
  /** Resident memory now, MiB. Linux only, as is the next; NaN elsewhere. */
  rssMiB(): number;
  /** Processor time used so far, seconds. */
  cpuSeconds(): number;
  close(): Promise<void>;
};

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const TICKS = 100;

/**
 * Starts a TypeScript file of this repository as a Node process of its own, with an IPC channel.
 * @param file its address, as `new URL('./x.ts', import.meta.url)` gives it
 * @param env added to PATH and HOME; the bench's own environment does not leak into what is measured
 */
export function startProcess(file: URL, env: Record<string, string> = {}): BenchProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = fork(fileURLToPath(file), [], {
    execArgv: ['--import', 'tsx', ...(process.env.BENCH_NODE_ARGS?.split(' ') ?? [])],
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    // BENCH_LOG=1 shows what the server logs; else it is written as in production, to nowhere.
    stdio: ['ignore', process.env.BENCH_LOG ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  return {
    child,
    rssMiB: () => Number(/VmRSS:\s+(\d+)/.exec(read(child, 'status'))?.[1] ?? Number.NaN) / 1024,
    cpuSeconds: () => {
      // Fields 14 and 15 of proc(5) stat; the second field may hold spaces, so count from its closing bracket.
      const fields = read(child, 'stat').split(') ').pop()?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    },
    close: () => endProcess(child, 'SIGTERM', 'process'),
  };
}

/** The next message of the child. @throws Error when it ends instead */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
  const gone = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', { signal: gone.signal }).then(([message]) => message),
      once(child, 'exit', { signal: gone.signal }).then(([code]) => {
        throw new Error(`a process of the bench ended with ${code}`);
      }),
    ]);
  } finally {
    gone.abort();
  }
}

function read(child: ChildProcess, name: 'status' | 'stat'): string {
  try {
    return readFileSync(`/proc/${child.pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
