import { AppError, type EvidenceContent } from '@baton/core';
import { keepFilesOfItem } from '@baton/db';
import type { ItemWork } from './change-item.ts';

/**
 * Evidence may only name files that were uploaded to its own item: a guessed id opens nothing.
 * @throws AppError invalid_input
 */
export async function checkEvidenceFiles(
  { tx, corpId, item }: ItemWork,
  evidence: readonly EvidenceContent[],
): Promise<void> {
  const named = evidence.flatMap((content) => ('fileIds' in content ? content.fileIds : []));
  const known = await keepFilesOfItem(tx, corpId, item.id, named);
  const stranger = named.find((fileId) => !known.has(fileId));
  if (stranger !== undefined) throw new AppError('invalid_input', { field: 'fileIds', fileId: stranger });
}
