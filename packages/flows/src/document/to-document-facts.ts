import { approversOf, type DocumentFacts, readersOf } from '@baton/core';
import type { DocumentRow, DraftRow } from '@baton/db';

/** The columns that decide who reads a document and who may do what. */
type DocumentParts = Pick<
  DocumentRow,
  | 'kind'
  | 'state'
  | 'positionKey'
  | 'ownerId'
  | 'verifierId'
  | 'editorIds'
  | 'visibility'
  | 'visibleTo'
  | 'publishedNumber'
>;
type DraftParts = Pick<DraftRow, 'state' | 'authorIds'>;

/** A document as the rules want it. @param hrIds living holders of the role hr, first asked first */
export function toDocumentFacts(
  document: DocumentParts,
  draft: DraftParts | null,
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

/** Whom the row names as its readers: to be written whenever one of those columns is. */
export const readersOfRow = (document: DocumentParts, draft: DraftParts | null): string[] =>
  readersOf(toDocumentFacts(document, draft, []));
