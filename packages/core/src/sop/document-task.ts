import type { DocumentFacts } from './model.ts';

/** What a document waits for from one person: 待批准, 退回待改, 待复核. The first that holds is what they are told. */
export const DOCUMENT_TASKS = ['approve', 'revise', 'verify'] as const;
export type DocumentTask = (typeof DOCUMENT_TASKS)[number];

/**
 * What a document waits for from somebody; null: nothing from them.
 * @param document.due its review day has come, or it was flagged
 * @param document.returned its draft was given back and not handed in again
 */
export function documentTaskOf(
  userId: string,
  document: Pick<DocumentFacts, 'draft' | 'approverIds' | 'authorIds' | 'verifierId'> & {
    due: boolean;
    returned: boolean;
  },
): DocumentTask | null {
  const { draft, approverIds, authorIds, verifierId, due, returned } = document;
  const waits: Record<DocumentTask, boolean> = {
    approve: draft === 'in_review' && approverIds.includes(userId),
    revise: draft === 'editing' && returned && authorIds.includes(userId),
    verify: due && verifierId === userId,
  };
  return DOCUMENT_TASKS.find((task) => waits[task]) ?? null;
}
