import { changeDocument, type DocumentInput } from './change-document.ts';
import type { Deps, Session } from './deps.ts';

/** Drops what was being written beside the published version, for good. @throws AppError as changeDocument does */
export const discardDocumentDraft = (deps: Deps, session: Session, input: DocumentInput): Promise<void> =>
  changeDocument(deps, session, input, { action: 'discard', history: 'document.discarded' });
