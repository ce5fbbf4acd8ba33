import { createHash } from 'node:crypto';
import type { FileStorage } from '../deps.ts';

/** Files in memory, with the keys that are there now. */
export function memoryStorage(): FileStorage & { keys(): string[] } {
  const files = new Map<string, Buffer>();
  return {
    keys: () => [...files.keys()],
    put: async (key, bytes) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      const file = Buffer.concat(chunks);
      files.set(key, file);
      return { bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
    },
    get: async (key) => {
      const file = files.get(key);
      if (!file) throw new Error('no such file');
      return (async function* () {
        yield file;
      })();
    },
    remove: async (key) => {
      files.delete(key);
    },
  };
}
