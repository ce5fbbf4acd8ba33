import { AppError } from '@baton/core';
import { changeDocument, type DocumentInput } from './change-document.ts';
import type { Deps, Session } from './deps.ts';
import { publishVersion } from './publish-version.ts';

/** The draft in review becomes the version readers see. Its approver says so, never its author. @throws AppError as changeDocument does */
export const publishDocument = (deps: Deps, session: Session, input: DocumentInput): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'publish',
    history: 'document.published',
    minor: (draft) => draft.minor,
    work: async (work) => {
      const { draft } = work;
      if (!draft) throw new AppError('document_action_not_allowed', { action: 'publish' });
      const { title, content, minor, note, authorIds } = draft;
      const patch = await publishVersion(work, { title, content, minor, note, authorIds, restoredFrom: null });
      return { patch, details: { number: patch.publishedNumber ?? 0, minor, note } };
    },
  });
