import { AppError } from '@baton/core';
import type { Deps, Session } from '../deps.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';
import { publishVersion } from './publish-version.ts';

/**
 * The draft in review becomes the version readers see. Its approver says so, never its author.
 * @param input.readAgain whether who has confirmed having read it confirms anew; default: when what is done by it changed
 * @throws AppError as changeDocument does
 */
export const publishDocument = (
  deps: Deps,
  session: Session,
  input: DocumentInput & { readAgain?: boolean | undefined },
): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'publish',
    history: 'document.published',
    minor: (draft) => draft.minor,
    work: async (work) => {
      const { draft } = work;
      if (!draft) throw new AppError('document_action_not_allowed', { action: 'publish' });
      const { title, content, minor, note, authorIds } = draft;
      const { readAgain } = input;
      const version = { title, content, minor, note, authorIds, readAgain, restoredFrom: null };
      const patch = await publishVersion(work, version);
      return { patch, details: { number: patch.publishedNumber ?? 0, minor, note } };
    },
  });
