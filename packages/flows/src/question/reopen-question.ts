import type { Deps, Session } from '../deps.ts';
import { changeQuestion, type QuestionInput } from './change-question.ts';
import { seatAgain } from './pass-on-question.ts';

/** The answers did not help after all: it waits again, for whoever is to answer now, and holds up a release as before. */
export const reopenQuestion = (
  deps: Deps,
  session: Session,
  input: QuestionInput & { reason: string },
): Promise<void> =>
  changeQuestion(deps, session, input, {
    action: 'reopen',
    history: 'question.reopened',
    work: async ({ tx, corpId, now, question }) => {
      const seat = await seatAgain(tx, { corpId, question, now });
      const fresh = { acceptedAnswerId: null, foldedAt: null, foldedNumber: null, waiver: null };
      return { patch: { ...fresh, ...seat, reopenedBecause: input.reason }, details: { reason: input.reason } };
    },
  });
