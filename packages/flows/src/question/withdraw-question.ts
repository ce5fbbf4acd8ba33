import type { Deps, Session } from '../deps.ts';
import { changeQuestion, type QuestionInput } from './change-question.ts';

/** Whoever asked takes it back, while nobody has answered. @throws AppError as changeQuestion does */
export const withdrawQuestion = (deps: Deps, session: Session, input: QuestionInput): Promise<void> =>
  changeQuestion(deps, session, input, { action: 'withdraw', history: 'question.withdrawn' });
