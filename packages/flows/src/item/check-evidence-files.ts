import { AppError, type EvidenceContent } from '@baton/core';
import { listMediaTypes } from '@baton/db';
import type { ItemWork } from './change-item.ts';
import { filesNamedBy } from './visible-files.ts';

/**
 * Evidence of the doer may only name files that were uploaded to its own item: a guessed id opens nothing. How a DEMO
 * went is the successor's to say, when accepting.
 * @returns those of the named files that are pictures
 * @throws AppError invalid_input
 */
export async function checkEvidenceFiles(
  { tx, corpId, item }: ItemWork,
  evidence: readonly EvidenceContent[],
): Promise<Set<string>> {
  if (evidence.some(({ type }) => type === 'DEMO')) throw new AppError('invalid_input', { field: 'type' });
  const named = evidence.flatMap(filesNamedBy);
  const known = await listMediaTypes(tx, corpId, item.id, named);
  const stranger = named.find((fileId) => !known.has(fileId));
  if (stranger !== undefined) throw new AppError('invalid_input', { field: 'fileIds', fileId: stranger });
  return new Set(named.filter((fileId) => known.get(fileId)?.startsWith('image/')));
}
