import { AppError } from '@baton/core';
import { findVersion } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';
import { publishVersion } from './publish-version.ts';

/**
 * What an older version said becomes the next version. It was approved once, so the verifier's word is enough.
 * @throws AppError invalid_input for a version that is not an older one, and what changeDocument throws
 */
export const restoreVersion = (
  deps: Deps,
  session: Session,
  input: DocumentInput & { number: number },
): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'restore',
    history: 'document.restored',
    work: async (work) => {
      const { tx, corpId, document } = work;
      const old = await findVersion(tx, corpId, document.id, input.number);
      if (!old || old.number === document.publishedNumber) throw new AppError('invalid_input', { field: 'number' });
      const { title, content, authorIds, number: restoredFrom } = old;
      const patch = await publishVersion(work, { title, content, authorIds, restoredFrom, minor: false, note: '' });
      return { patch, details: { number: patch.publishedNumber ?? 0, restoredFrom } };
    },
  });
