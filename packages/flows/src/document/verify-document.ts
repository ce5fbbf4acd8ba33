import type { Deps, Session } from '../deps.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';
import { verifiedNow } from './publish-version.ts';

/** The verifier says that it is still right as it is; its next review is counted from now. @throws AppError as changeDocument does */
export const verifyDocument = (deps: Deps, session: Session, input: DocumentInput): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'verify',
    history: 'document.verified',
    work: async ({ document, reader, now }) => {
      const patch = verifiedNow(document, reader.userId, now);
      return { patch, details: { reviewOn: patch.reviewOn ?? null } };
    },
  });
