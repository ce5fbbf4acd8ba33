import type { Actor } from '@baton/core';
import { type ImportedFile, insertDocumentFiles, type Tx } from '@baton/db';

/** Hands files that came with a source over to its document; their bytes stay where they are. */
export const keepImportedFiles = (
  tx: Tx,
  { corpId, documentId, reader, now }: { corpId: string; documentId: string; reader: Actor; now: Date },
  files: readonly (ImportedFile & { id: string })[],
): Promise<void> =>
  insertDocumentFiles(
    tx,
    files.map(({ id, name, mediaType, bytes, sha256, storageKey }) => ({
      ...{ corpId, id, documentId, name, mediaType, bytes, sha256, storageKey },
      by: reader.userId,
      createdAt: now,
    })),
  );
