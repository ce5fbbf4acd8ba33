import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { watchMemory } from '../watch-memory.ts';
import type { OfficeQuestion } from './office-reader.ts';
import type { OfficeRead, OfficeType } from './read-office.ts';

/** Longest a single file may be read: an honest one of 20 MB takes a few seconds. */
const PATIENCE_MS = 30_000;
const MAX_HEAP_MB = 512;
/** Everything together: the heap, and what is unpacked beside it. */
const MAX_MB = 1024;

export type OfficeReader = {
  read(type: OfficeType, path: string, bytes: Uint8Array): Promise<OfficeRead>;
  close(): void;
};

/**
 * Reads office files in another process, one after the other. A file that takes too long or more memory than there is
 * costs that process and nothing else: the answer is `too_slow`, and the next file gets a new one.
 */
export function openOfficeReader({ patienceMs = PATIENCE_MS, heapMb = MAX_HEAP_MB } = {}): OfficeReader {
  let child: ChildProcess | null = null;
  let asked = 0;
  const start = (): ChildProcess => {
    const started = fork(fileURLToPath(new URL('office-reader.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${heapMb}`, '--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    watchMemory(started, MAX_MB);
    started.once('exit', () => {
      if (child === started) child = null;
    });
    return started;
  };
  const stop = () => {
    child?.kill('SIGKILL');
    child = null;
  };
  return {
    close: stop,
    read: (type, path, bytes) =>
      new Promise<OfficeRead>((resolve) => {
        child ??= start();
        const asking = child;
        asked += 1;
        const question: OfficeQuestion = { id: asked, type, path, bytes };
        const end = (read: OfficeRead) => {
          clearTimeout(timer);
          asking.off('message', heard);
          asking.off('exit', died);
          asking.off('error', died);
          resolve(read);
        };
        const heard = (answer: { id: number; read: OfficeRead }) => {
          if (answer.id === question.id) end(answer.read);
        };
        const died = () => {
          if (child === asking) stop();
          end({ problem: { code: 'too_slow' } });
        };
        const timer = setTimeout(died, patienceMs);
        asking.on('message', heard);
        asking.once('exit', died);
        asking.once('error', died);
        asking.send(question, (error) => {
          if (error) died();
        });
      }),
  };
}
