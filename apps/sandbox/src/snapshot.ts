import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { State } from './state.ts';

const quietMs = 300;

export type Snapshot = { load(): State | null; changed(): void; close(): void };

/** Keeps the state in a file, written aside and renamed so that a crash never leaves half of it. */
export function keepSnapshot(file: string | undefined, state: () => State): Snapshot {
  let timer: NodeJS.Timeout | null = null;
  const write = (): void => {
    timer = null;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state()), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    load: () => {
      if (file === undefined) return null;
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as State;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    changed: () => {
      if (file === undefined || timer) return;
      timer = setTimeout(write, quietMs);
      timer.unref();
    },
    close: () => {
      if (timer) clearTimeout(timer);
      write();
    },
  };
}
