import type { Deps, Session } from '../deps.ts';
import { changeQuestion, type QuestionInput } from './change-question.ts';

/**
 * HR or the manager lets a ★ question go, as with an item: why, and what risk remains. It stays open and can still be
 * answered; the release no longer waits for it.
 */
export const waiveQuestion = (
  deps: Deps,
  session: Session,
  input: QuestionInput & { why: string; risk: string },
): Promise<void> =>
  changeQuestion(deps, session, input, {
    action: 'waive',
    history: 'question.waived',
    work: async ({ by }) => ({
      patch: { waiver: { by, why: input.why, risk: input.risk } },
      details: { reason: input.why, risk: input.risk },
    }),
  });
