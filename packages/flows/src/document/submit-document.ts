import { AppError, documentProblems } from '@baton/core';
import type { Deps, Session } from '../deps.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';

/**
 * Hands the draft, in the version the person saw, to whoever approves it.
 * @param input.minor a typo was mended and nothing else: being published will not count as having been verified
 * @throws AppError conflict when somebody has written on in the draft, document_insufficient, and what changeDocument
 *   throws
 */
export function submitDocument(
  deps: Deps,
  session: Session,
  input: DocumentInput & { draftVersion: number; note: string; minor: boolean },
): Promise<void> {
  return changeDocument(deps, session, input, {
    action: 'submit',
    history: 'document.submitted',
    work: async ({ draft, facts, now, reader }) => {
      if (!draft) throw new AppError('document_action_not_allowed', { action: 'submit' });
      if (draft.version !== input.draftVersion) throw new AppError('conflict', { draftVersion: draft.version });
      const problems = documentProblems(draft.title, draft.content);
      if (problems.length > 0) throw new AppError('document_insufficient', { problems });
      const minor = input.minor && facts.published;
      const { note } = input;
      return {
        draft: { minor, note, submittedBy: reader.userId, submittedAt: now },
        details: { note, minor },
      };
    },
  });
}
