import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { watchMemory } from '../../file/watch-memory.ts';
import type { Print } from './write-pdf.ts';

const PATIENCE_MS = 120_000;
const MAX_HEAP_MB = 768;
/** Everything together: the heap, and the pictures beside it. */
const MAX_MB = 1280;

/** Writes a PDF in a process of its own, with bounded memory and time. @throws Error when that process did not manage */
export function writePdfApart(print: Print, patienceMs = PATIENCE_MS): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('pdf-writer.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`, '--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const unwatch = watchMemory(child, MAX_MB);
    const end = (work: () => void) => {
      unwatch();
      clearTimeout(timer);
      child.removeAllListeners();
      child.kill('SIGKILL');
      work();
    };
    const failed = (why: string) => end(() => reject(new Error(`no PDF was written: ${why}`)));
    const timer = setTimeout(() => failed('it took too long'), patienceMs);
    child.once('message', (reply: { bytes: Uint8Array } | { error: string }) => {
      if ('bytes' in reply) end(() => resolve(Buffer.from(reply.bytes)));
      else failed(reply.error);
    });
    child.once('error', (error) => failed(String(error)));
    child.once('exit', () => failed('its process ended'));
    child.send(print, (error) => {
      if (error) failed(String(error));
    });
  });
}
