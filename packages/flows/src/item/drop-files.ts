import { deleteFiles, type EvidenceRow, listFiles, type Tx } from '@baton/db';
import type { Deps } from '../deps.ts';
import { filesNamedBy } from './visible-files.ts';

/**
 * Forgets the files of an item that no evidence names any more, in the transaction of the submission that left them out.
 * @param evidence all there is now, drafts included
 * @returns storage keys, for `dropStored` once the transaction is through
 */
export async function forgetUnnamedFiles(
  tx: Tx,
  { corpId, itemId, evidence }: { corpId: string; itemId: string; evidence: readonly EvidenceRow[] },
): Promise<string[]> {
  const named = new Set(evidence.flatMap((row) => filesNamedBy(row.content)));
  const unnamed = (await listFiles(tx, corpId, itemId)).filter((file) => !named.has(file.id));
  await deleteFiles(
    tx,
    corpId,
    unnamed.map(({ id }) => id),
  );
  return unnamed.map(({ storageKey }) => storageKey);
}

/** Removes stored bytes that no row names any more. What cannot be removed is left behind, and the log names its key. */
export async function dropStored(deps: Deps, corpId: string, storageKeys: readonly string[]): Promise<void> {
  for (const storageKey of storageKeys) {
    await deps.storage.remove(storageKey).catch(() => {
      deps.log.warn({ event: 'file.orphan', corpId, storageKey }, 'a file that nobody names could not be removed');
    });
  }
}
