import type { EvidenceContent } from '@baton/core';
import type { EvidenceRow, FileRow } from '@baton/db';

/** Files that a piece of evidence names. */
export const filesNamedBy = (content: EvidenceContent): readonly string[] =>
  'fileIds' in content ? content.fileIds : [];

/** Files that some round names: from then on everybody who may see the item may see them, for ever. */
export const handedInFiles = (evidence: readonly EvidenceRow[]): Set<string> =>
  new Set(evidence.filter((row) => !row.draft).flatMap((row) => filesNamedBy(row.content)));

/**
 * Of an item's files those that one reader may know of. What is not handed in yet is a draft like the words around it:
 * its uploader's, and whoever's draft names it now (a draft passes on with the item).
 */
export function visibleFiles<T extends Pick<FileRow, 'id' | 'by'>>(
  files: readonly T[],
  evidence: readonly EvidenceRow[],
  readerId: string,
): T[] {
  const mine = evidence.filter((row) => row.draft && row.by === readerId);
  const known = new Set([...handedInFiles(evidence), ...mine.flatMap((row) => filesNamedBy(row.content))]);
  return files.filter((file) => file.by === readerId || known.has(file.id));
}
