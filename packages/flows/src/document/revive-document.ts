import type { Deps, Session } from '../deps.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';

/** An obsolete document counts again; a published one is to be verified first. @throws AppError as changeDocument does */
export const reviveDocument = (deps: Deps, session: Session, input: DocumentInput): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'revive',
    history: 'document.revived',
    work: async () => ({ patch: { obsoleteBecause: '' } }),
  });
