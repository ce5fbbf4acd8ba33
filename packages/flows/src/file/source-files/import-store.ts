import { createHash } from 'node:crypto';
import { ZIP_LIMITS } from '@baton/core';
import type { ImportedFile } from '@baton/db';
import type { FileStorage } from '../../deps.ts';

/** Bytes as the storage has them. */
export type StoredBytes = Pick<ImportedFile, 'storageKey' | 'bytes' | 'sha256'>;

/** What one import has in the storage for its documents. */
export type ImportStore = {
  /** Puts bytes there, the same once however many documents name them. @returns `full` when the import may hold no more */
  put(bytes: Buffer): Promise<StoredBytes | 'full'>;
};

/**
 * Opens the store of an import. A key is the same every time, so that a scan that begins again leaves nothing behind.
 * @param of.there what its report names already, of a scan that was killed
 */
export function openImportStore(
  storage: FileStorage,
  of: { importId: string; there: readonly StoredBytes[]; limit?: number },
): ImportStore {
  const { limit = ZIP_LIMITS.storedBytes } = of;
  const known = new Map(of.there.map((stored) => [stored.storageKey, stored]));
  let total = [...known.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    async put(bytes) {
      const sha256 = hashOf(bytes);
      const storageKey = `import${hashOf(`${of.importId}\n${sha256}`)}`;
      const before = known.get(storageKey);
      if (before) return before;
      if (total + bytes.length > limit) return 'full';
      const stored = { storageKey, ...(await storage.put(storageKey, once(bytes))) };
      known.set(storageKey, stored);
      total += stored.bytes;
      return stored;
    },
  };
}

export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
