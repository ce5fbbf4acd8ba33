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
    holdsDocument: true,
    work: async ({ tx, corpId, now, question, place }) => {
      const seat = await seatAgain(tx, { corpId, question, now });
      const fresh = { acceptedAnswerId: null, foldedAt: null, foldedNumber: null, waiver: null };
      // Closed to HR since: nobody could let it go.
      const starred = question.starred && (place.handover === null || place.facts.starrable);
      return {
        patch: { ...fresh, ...seat, starred, reopenedBecause: input.reason },
        details: { reason: input.reason },
      };
    },
  });
