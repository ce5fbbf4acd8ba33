import { approversOf, type DocumentFacts } from '@baton/core';
import type { DocumentRow, DraftRow } from '@baton/db';

/** A document as the rules want it. @param hrIds living holders of the role hr, first asked first */
export function toDocumentFacts(
  document: DocumentRow,
  draft: DraftRow | null,
  hrIds: readonly string[],
): DocumentFacts & { published: boolean } {
  const { kind, state, positionKey, ownerId, verifierId, editorIds, visibility, visibleTo } = document;
  const authorIds = draft?.authorIds ?? [];
  const waits = draft?.state === 'in_review';
  return {
    ...{ kind, state, positionKey, ownerId, verifierId, editorIds, visibility, visibleTo, authorIds },
    draft: draft?.state ?? 'none',
    approverIds: waits ? approversOf({ ownerId, verifierId, authorIds }, hrIds) : [],
    published: document.publishedNumber !== null,
  };
}
