import type { Deps, Session } from '../deps.ts';
import { changeQuestion, type QuestionInput } from './change-question.ts';

/** ★ on or off: whether the release of its case waits for the answer. @throws AppError as changeQuestion does */
export const starQuestion = (
  deps: Deps,
  session: Session,
  input: QuestionInput & { starred: boolean },
): Promise<void> =>
  changeQuestion(deps, session, input, {
    action: 'star',
    history: input.starred ? 'question.starred' : 'question.unstarred',
    // Nobody closes the document to HR meanwhile.
    holdsDocument: true,
    work: async () => ({ patch: { starred: input.starred, waiver: null } }),
  });
