import { deleteDocumentFiles, listKeysStillNamed, listUnnamedFiles, lockDocument, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** An editor may still take back the deletion of a picture, and a phone may be without a network for days. */
const KEPT_MS = 7 * DAY_MS;
/** Documents that nobody touched for longer have no new files that nobody names. */
const LOOKED_AT_MS = 60 * DAY_MS;
const AT_ONCE = 200;

/**
 * Removes pictures and files of documents that nothing names any more: uploaded and taken out again, or of a draft that
 * was discarded. They would count towards what a document may hold.
 * @returns how many went
 */
export async function sweepFiles(deps: Deps, corpId: string): Promise<number> {
  const now = deps.now().getTime();
  const about = { before: new Date(now - KEPT_MS), since: new Date(now - LOOKED_AT_MS), limit: AT_ONCE };
  const found = await withCorp(deps.db, corpId, (tx) => listUnnamedFiles(tx, corpId, about));
  let swept = 0;
  for (const documentId of new Set(found.map((file) => file.documentId))) {
    const { gone, keys } = await withCorp(deps.db, corpId, async (tx) => {
      // Under the lock of the document: whoever saves a draft that names it again is done before, or finds it gone.
      await lockDocument(tx, corpId, documentId);
      const still = await listUnnamedFiles(tx, corpId, { ...about, documentId });
      await deleteDocumentFiles(
        tx,
        corpId,
        still.map(({ id }) => id),
      );
      // What came with an import lies in the storage once, however many documents name it.
      const all = still.map(({ storageKey }) => storageKey);
      const named = await listKeysStillNamed(tx, corpId, all);
      return { gone: all.length, keys: new Set(all.filter((key) => !named.has(key))) };
    });
    swept += gone;
    for (const storageKey of keys) {
      await deps.storage.remove(storageKey).catch((err: unknown) => {
        deps.log.warn(
          { event: 'file.orphan', corpId, storageKey, err },
          'a file that nobody names could not be removed',
        );
      });
    }
  }
  if (swept > 0) deps.log.info({ event: 'file.swept', corpId, swept }, 'files that nothing names are gone');
  return swept;
}
