import type { Deps, Session } from '../deps.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';

/** Takes a draft back from review, to write on in it. @throws AppError as changeDocument does */
export const withdrawDocument = (deps: Deps, session: Session, input: DocumentInput): Promise<void> =>
  changeDocument(deps, session, input, { action: 'withdraw', history: 'document.withdrawn' });
