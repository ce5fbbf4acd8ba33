import { AppError, type BlockDiff, diffDocuments } from '@baton/core';
import { withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { openDocument, openVersion } from './open-document.ts';

/**
 * What became of a document from one version to another, or to the draft.
 * @throws AppError not_found, also for the draft when there is none or it is not theirs to read
 */
export function compareVersions(
  deps: Deps,
  session: Session,
  { documentId, from, to }: { documentId: string; from: number; to: number | 'draft' },
): Promise<{ blocks: BlockDiff[] }> {
  return withCorp(deps.db, session.corpId, async (tx) => {
    const { document, draft } = await openDocument(tx, session, documentId);
    const before = await openVersion(tx, document, from);
    const after = to === 'draft' ? draft : await openVersion(tx, document, to);
    if (!after) throw new AppError('not_found');
    return { blocks: diffDocuments(before, after) };
  });
}
