import type { Deps, Session } from '../deps.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';

/** Nobody is to work by it any more; who could read it still can, and sees why not. @throws AppError as changeDocument does */
export const obsoleteDocument = (
  deps: Deps,
  session: Session,
  input: DocumentInput & { reason: string },
): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'obsolete',
    history: 'document.obsoleted',
    work: async () => ({ patch: { obsoleteBecause: input.reason }, details: { reason: input.reason } }),
  });
