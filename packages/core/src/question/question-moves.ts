import { AppError } from '../errors.ts';
import type { QuestionAction, QuestionFacts, QuestionState } from './model.ts';

type Move = { from: readonly QuestionState[]; to: QuestionState | 'same' };

/** Which action knows which states, and where it leads. `answer` moves an open question only. */
export const QUESTION_MOVES: Readonly<Record<QuestionAction, Move>> = {
  answer: { from: ['open', 'answered', 'accepted'], to: 'same' },
  accept: { from: ['answered', 'accepted'], to: 'accepted' },
  reopen: { from: ['answered', 'accepted'], to: 'open' },
  withdraw: { from: ['open'], to: 'withdrawn' },
  merge: { from: ['open', 'answered'], to: 'merged' },
  star: { from: ['open'], to: 'same' },
  waive: { from: ['open'], to: 'same' },
  second: { from: ['open', 'answered', 'accepted'], to: 'same' },
  fold: { from: ['accepted'], to: 'same' },
};

/**
 * Whether the question is in a state that knows this action. Only a ★ that holds something up is let go, and what others
 * ask too is not taken back by one of them.
 */
export function knowsQuestionAction(question: QuestionFacts, action: QuestionAction): boolean {
  if (action === 'waive' && !holdsUp(question)) return false;
  if (action === 'withdraw' && question.shared) return false;
  return QUESTION_MOVES[action].from.includes(question.state);
}

/** @throws AppError question_action_not_allowed */
export function moveQuestion(question: QuestionFacts, action: QuestionAction): QuestionState {
  const { state } = question;
  if (!knowsQuestionAction(question, action)) throw new AppError('question_action_not_allowed', { action, state });
  if (action === 'answer') return state === 'open' ? 'answered' : state;
  const { to } = QUESTION_MOVES[action];
  return to === 'same' ? state : to;
}

/** A ★ question nobody has answered and nobody has let go holds up the release of its case. */
export const holdsUp = ({ state, starred, waived }: Pick<QuestionFacts, 'state' | 'starred' | 'waived'>): boolean =>
  state === 'open' && starred && !waived;

type Merged = Pick<QuestionFacts, 'state' | 'starred' | 'waived'> & {
  id: string;
  documentId: string | null;
  itemId: string | null;
  handoverId: string | null;
};

/**
 * Why one question cannot go on in another. The other is under the same document or item and still open to answers; and
 * what holds up a release goes on only where it holds up the same one: a ★ does not get lost on the way.
 */
export function mergeProblem(question: Merged, into: Merged | undefined): 'elsewhere' | 'ended' | 'holds_up' | null {
  const isSamePlace = into?.documentId === question.documentId && into.itemId === question.itemId;
  if (!isSamePlace || into.id === question.id) return 'elsewhere';
  if (into.state === 'withdrawn' || into.state === 'merged') return 'ended';
  if (!holdsUp(question)) return null;
  return holdsUp(into) && into.handoverId === question.handoverId ? null : 'holds_up';
}
