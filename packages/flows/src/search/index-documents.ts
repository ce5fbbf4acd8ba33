import { SEARCH_CUT } from '@baton/core';
import { listUnindexed, lockDocument, refreshFrequencies, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { indexDocument } from './index-document.ts';

const AT_ONCE = 20;

/**
 * Makes findable what is not: documents from before there was a search, or cut in a way that is no longer. Each in a
 * transaction of its own; what is left is found the next time. Then how common words are is counted anew where it changed.
 * @returns how many documents were indexed
 */
export async function indexDocuments(deps: Deps, corpId: string): Promise<{ indexed: number }> {
  let indexed = 0;
  for (;;) {
    const ids = await withCorp(deps.db, corpId, (tx) => listUnindexed(tx, corpId, SEARCH_CUT, AT_ONCE));
    for (const id of ids) {
      if (deps.stopping.aborted) return { indexed };
      await withCorp(deps.db, corpId, async (tx) => {
        const found = await lockDocument(tx, corpId, id);
        if (found) await indexDocument(tx, found.document);
      });
      indexed += 1;
    }
    if (ids.length < AT_ONCE) break;
  }
  await withCorp(deps.db, corpId, (tx) => refreshFrequencies(tx, corpId));
  return { indexed };
}
