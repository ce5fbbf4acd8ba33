import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Commands of this run that are still alive, so that Ctrl-C can end them with everything they started. */
const running = new Set<ChildProcess>();

/**
 * Runs a command to its end, its output on ours unless `options` says otherwise.
 * @returns its exit code; 127 when it cannot be started, 1 when a signal ended it.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  // A process group of its own: one signal then reaches the workers and browsers it started, too.
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true, ...options });
  running.add(child);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } catch {
    return 127;
  } finally {
    running.delete(child);
  }
}

/** Ends every command under way and waits until it is gone; what ignores SIGTERM for five seconds is killed. */
export async function endCommands(): Promise<void> {
  await Promise.all([...running].map((child) => endProcess(child, 'SIGTERM', 'group')));
}

/**
 * Sends `signal` to a child (or to its whole process group) and waits for its end; SIGKILL after five seconds.
 */
export async function endProcess(
  child: ChildProcess,
  signal: NodeJS.Signals,
  reach: 'process' | 'group',
): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const target = reach === 'group' ? -child.pid : child.pid;
  const send = (name: NodeJS.Signals) => {
    try {
      process.kill(target, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const ended = once(child, 'exit');
  const timer = setTimeout(() => send('SIGKILL'), 5_000);
  send(signal);
  await ended;
  clearTimeout(timer);
}
