import { AppError } from '../errors.ts';
import type { Actor } from '../handover/model.ts';
import {
  QUESTION_ACTIONS,
  QUESTION_RELATIONS,
  type QuestionAction,
  type QuestionFacts,
  type QuestionRelation,
} from './model.ts';
import { knowsQuestionAction } from './question-moves.ts';

/**
 * What somebody is to a question. Asked only of who may read the document or item: whoever may not, does not learn that
 * there is a question. The leaver is nothing of their own case, whatever roles they fill.
 */
export function questionRelations(actor: Actor, question: QuestionFacts): QuestionRelation[] {
  const me = actor.userId;
  const handover = question.handover?.leaverId === me ? null : question.handover;
  const holds: Record<QuestionRelation, boolean> = {
    asker: question.askerId === me,
    owner: question.ownerId === me,
    keeper: question.keeperId === me,
    successor: handover !== null && [handover.successorId, handover.interimHolderId].includes(me),
    manager: handover?.managerId === me,
    hr: handover !== null && actor.roles.includes('hr'),
    reader: true,
  };
  return QUESTION_RELATIONS.filter((relation) => holds[relation]);
}

/** Whose an action is. `fold` is decided by the rules of the document. */
export const QUESTION_POLICY: Readonly<Record<QuestionAction, readonly QuestionRelation[]>> = {
  answer: ['reader'],
  accept: ['asker', 'keeper'],
  reopen: ['asker', 'keeper', 'successor', 'manager', 'hr'],
  withdraw: ['asker'],
  merge: ['asker', 'owner', 'keeper'],
  star: ['successor', 'manager', 'hr'],
  waive: ['manager', 'hr'],
  second: ['reader'],
  fold: ['reader'],
};

function mayOn(actor: Actor, question: QuestionFacts, action: QuestionAction): boolean {
  const relations = questionRelations(actor, question);
  if (!relations.some((relation) => QUESTION_POLICY[action].includes(relation))) return false;
  // As with items: whoever has to do it does not let it go, and does not say that it matters less.
  if (action === 'waive' || action === 'star') return !relations.includes('owner') && question.starrable;
  if (action === 'merge') return mayMerge(relations, question);
  if (action === 'second') return !relations.includes('asker');
  return action !== 'fold' || question.editable;
}

/**
 * By whom a question goes on in another. A ★ does not disappear by the hand of whoever has to answer it. Whoever only keeps
 * the document merges what is answered: of an open one they would be refused where it holds up a release, and learn of a
 * departure by it.
 */
function mayMerge(relations: readonly QuestionRelation[], { state, starred, waived }: QuestionFacts): boolean {
  if (relations.includes('asker')) return true;
  return relations.includes('owner') ? !starred || waived : state !== 'open';
}

/** What this person may do with the question now; pages show exactly these buttons. */
export const questionAbilities = (actor: Actor, question: QuestionFacts): QuestionAction[] =>
  QUESTION_ACTIONS.filter((action) => knowsQuestionAction(question, action) && mayOn(actor, question, action));

/** @throws AppError forbidden, question_action_not_allowed when only the state is in the way */
export function authorizeQuestion(actor: Actor, question: QuestionFacts, action: QuestionAction): void {
  if (!mayOn(actor, question, action)) throw new AppError('forbidden', { action });
  if (!knowsQuestionAction(question, action)) {
    throw new AppError('question_action_not_allowed', { action, state: question.state });
  }
}

/** Who may mark a question ★ while asking it: whoever takes over, leads, or releases. */
export const canStar = (actor: Actor, question: QuestionFacts): boolean => mayOn(actor, question, 'star');
