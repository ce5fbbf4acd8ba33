import { changesReading, type DocumentContent, nextReviewOn, plainText } from '@baton/core';
import { type DocumentRow, findVersion, insertVersion, settleRequests } from '@baton/db';
import { forgetFoldedAfter, settleFolded } from '../question/settle-folded.ts';
import type { DocumentWork } from './change-document.ts';

type NewVersion = {
  title: string;
  content: DocumentContent;
  minor: boolean;
  note: string;
  authorIds: readonly string[];
  restoredFrom: number | null;
  readAgain?: boolean | undefined;
};

/**
 * Writes the next version of a document, and with it everything that is derived from what readers see: whatever else is
 * kept of a published text is to be written here, in this transaction.
 * @returns fields of the document; a minor version leaves untouched when it was verified and is to be again
 */
export async function publishVersion(
  { tx, corpId, now, reader, document }: DocumentWork,
  version: NewVersion,
): Promise<Partial<DocumentRow>> {
  const number = (document.publishedNumber ?? 0) + 1;
  const { title, content, authorIds, restoredFrom, minor } = version;
  const before = number > 1 ? await findVersion(tx, corpId, document.id, number - 1) : undefined;
  const readAgain = version.readAgain ?? changesReading(before?.content ?? null, content, minor);
  await insertVersion(tx, {
    ...{ ...version, corpId, number, documentId: document.id, authorIds: [...authorIds], createdAt: now },
    readAgain,
    plainText: plainText(title, content),
    approvedBy: reader.userId,
    // Whoever restores stands for a text that somebody had approved already.
    selfApproved: restoredFrom === null && authorIds.includes(reader.userId),
  });
  if (restoredFrom === null) await settleFolded(tx, document, { content, number });
  else await forgetFoldedAfter(tx, document, { content, restoredFrom });
  await settleRequests(tx, { corpId, documentId: document.id, by: reader.userId, at: now });
  const shown = { title, publishedNumber: number };
  return version.minor ? shown : { ...shown, ...verifiedNow(document, reader.userId, now) };
}

/** What a document carries once somebody has stood for it. */
export const verifiedNow = (document: DocumentRow, userId: string, now: Date): Partial<DocumentRow> => ({
  verifiedAt: now,
  verifiedBy: userId,
  reviewOn: nextReviewOn(document, now),
  flaggedBecause: '',
});
