import type { Deps, Session } from '../deps.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';

/** Gives a draft back to its authors, with the reason. @throws AppError as changeDocument does */
export const rejectDocument = (
  deps: Deps,
  session: Session,
  input: DocumentInput & { reason: string },
): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'reject',
    history: 'document.rejected',
    work: async () => ({ details: { reason: input.reason } }),
  });
