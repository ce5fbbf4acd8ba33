import { canReadDraft, isDueForReview, type Reader } from '@baton/core';
import type { DocumentRow, DraftRow } from '@baton/db';
import type { Naming } from '../people/name-people.ts';
import { toDocumentFacts } from './to-document-facts.ts';

export type DocumentGround = {
  reader: Reader;
  hrIds: readonly string[];
  name: Naming;
  positions: readonly { key: string; name: string }[];
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  today: string;
};

/** One line of a list of documents. Whether something is being written beside it is told to who may read that. */
export function toDocumentCard(document: DocumentRow, draft: DraftRow | null, ground: DocumentGround) {
  const { reader, hrIds, name, positions, today } = ground;
  const { id, kind, state, title, positionKey, visibility, subjects, verifiedAt, reviewOn, updatedAt } = document;
  const seesDraft = canReadDraft(reader, toDocumentFacts(document, draft, hrIds));
  return {
    ...{ id, kind, state, title, visibility, subjects, verifiedAt, reviewOn, updatedAt },
    position: positionKey === null ? null : (positions.find(({ key }) => key === positionKey) ?? null),
    owner: name(document.ownerId),
    verifier: name(document.verifierId),
    number: document.publishedNumber,
    due: isDueForReview(document, today),
    draft: seesDraft && draft ? draft.state : ('none' as const),
    flaggedBecause: document.flaggedBecause,
    obsoleteBecause: document.obsoleteBecause,
  };
}
