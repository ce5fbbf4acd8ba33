import type { Deps, Session } from '../deps.ts';
import { forgetFolded } from '../question/settle-folded.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';

/** Drops the draft of a document that has a published version; answers put into it can be put in again. @throws AppError as changeDocument does */
export const discardDocumentDraft = (deps: Deps, session: Session, input: DocumentInput): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'discard',
    history: 'document.discarded',
    work: async ({ tx, document }) => {
      await forgetFolded(tx, document);
      return {};
    },
  });
