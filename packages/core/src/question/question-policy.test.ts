import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import type { Actor } from '../handover/model.ts';
import {
  QUESTION_ACTIONS,
  QUESTION_STATES,
  type QuestionAction,
  type QuestionFacts,
  type QuestionState,
} from './model.ts';
import { holdsUp, knowsQuestionAction, mergeProblem, moveQuestion } from './question-moves.ts';
import { authorizeQuestion, questionAbilities } from './question-policy.ts';

const aQuestion = (changes: Partial<QuestionFacts> = {}): QuestionFacts => ({
  ...{ state: 'open', starred: true, waived: false, askerId: 'asker', ownerId: 'leaver', keeperId: 'keeper' },
  handover: { leaverId: 'leaver', successorId: 'successor', interimHolderId: 'interim', managerId: 'manager' },
  ...{ starrable: true, shared: false, editable: false },
  ...changes,
});
const someone = (userId: string, changes: Partial<Actor> = {}): Actor => ({
  ...{ userId, isAdmin: false, roles: [] },
  ...changes,
});
/** Everybody here may read what the question is about. */
const PERSONAS: Record<string, Actor> = {
  asker: someone('asker'),
  leaver: someone('leaver'),
  hrWhoLeaves: someone('leaver', { roles: ['hr'] }),
  keeper: someone('keeper'),
  successor: someone('successor'),
  interim: someone('interim'),
  manager: someone('manager'),
  hr: someone('hr', { roles: ['hr'] }),
  admin: someone('admin', { isAdmin: true }),
  reader: someone('reader'),
};

describe('who may do what with an open ★ question of a running departure', () => {
  const TABLE: Record<keyof typeof PERSONAS, readonly QuestionAction[]> = {
    asker: ['answer', 'withdraw', 'merge'],
    leaver: ['answer', 'second'],
    hrWhoLeaves: ['answer', 'second'],
    keeper: ['answer', 'second'],
    successor: ['answer', 'star', 'second'],
    interim: ['answer', 'star', 'second'],
    manager: ['answer', 'star', 'waive', 'second'],
    hr: ['answer', 'star', 'waive', 'second'],
    admin: ['answer', 'second'],
    reader: ['answer', 'second'],
  };
  it.each(Object.keys(PERSONAS))('%s', (who) => {
    expect(questionAbilities(PERSONAS[who] as Actor, aQuestion())).toEqual(TABLE[who]);
  });
});

describe('who may do what with an accepted one', () => {
  const TABLE: Record<keyof typeof PERSONAS, readonly QuestionAction[]> = {
    asker: ['answer', 'accept', 'reopen'],
    leaver: ['answer', 'second'],
    hrWhoLeaves: ['answer', 'second'],
    keeper: ['answer', 'accept', 'reopen', 'second'],
    successor: ['answer', 'reopen', 'second'],
    interim: ['answer', 'reopen', 'second'],
    manager: ['answer', 'reopen', 'second'],
    hr: ['answer', 'reopen', 'second'],
    admin: ['answer', 'second'],
    reader: ['answer', 'second'],
  };
  it.each(Object.keys(PERSONAS))('%s', (who) => {
    expect(questionAbilities(PERSONAS[who] as Actor, aQuestion({ state: 'accepted' }))).toEqual(TABLE[who]);
  });
});

it('the answer is put into the document by whom the document lets write, and only once it is accepted', () => {
  for (const state of QUESTION_STATES) {
    const abilities = questionAbilities(PERSONAS.reader as Actor, aQuestion({ state, editable: true }));
    expect(abilities.includes('fold'), state).toBe(state === 'accepted');
  }
});

it('what others ask too is not taken back', () => {
  expect(questionAbilities(PERSONAS.asker as Actor, aQuestion({ shared: true }))).toEqual(['answer', 'merge']);
});

it('outside a running departure nothing is ★ and nothing is let go', () => {
  for (const who of Object.values(PERSONAS)) {
    const abilities = questionAbilities(who, aQuestion({ handover: null, starrable: false }));
    expect(abilities).not.toContain('star');
    expect(abilities).not.toContain('waive');
  }
});

it('what HR cannot read is not ★: nobody could let it go', () => {
  expect(questionAbilities(PERSONAS.successor as Actor, aQuestion({ starrable: false }))).not.toContain('star');
});

it('a manager whom the question waits for does not let it go', () => {
  const abilities = questionAbilities(PERSONAS.manager as Actor, aQuestion({ ownerId: 'manager' }));
  expect(abilities).toEqual(['answer', 'second']);
});

it('whom a ★ question waits for does not make it disappear into another, answered or not; any other question they may', () => {
  const may = (changes: Partial<QuestionFacts>) =>
    questionAbilities(PERSONAS.leaver as Actor, aQuestion(changes)).includes('merge');
  expect(may({})).toBe(false);
  expect(may({ state: 'answered' })).toBe(false);
  expect(may({ starred: false })).toBe(true);
  expect(may({ waived: true })).toBe(true);
});

it('whoever only keeps the document merges what is answered, and is offered the same whether or not a release waits', () => {
  const abilities = (changes: Partial<QuestionFacts>) =>
    questionAbilities(PERSONAS.keeper as Actor, aQuestion(changes));
  for (const state of ['open', 'answered'] as const) {
    expect(abilities({ state, starred: true }), state).toEqual(abilities({ state, starred: false }));
    expect(abilities({ state }).includes('merge'), state).toBe(state === 'answered');
  }
});

it('a question that holds up a release goes on only in one that holds up the same', () => {
  const one = { id: 'a', documentId: 'd', itemId: null, handoverId: 'case', ...aQuestion() };
  const into = { ...one, id: 'b' };
  expect(mergeProblem(one, into)).toBe(null);
  for (const changes of [{ state: 'answered' }, { starred: false }, { waived: true }, { handoverId: 'other' }] as const)
    expect(mergeProblem(one, { ...into, ...changes }), JSON.stringify(changes)).toBe('holds_up');
  const plain = { ...one, starred: false };
  expect(mergeProblem(plain, { ...into, state: 'answered', handoverId: null })).toBe(null);
  expect(mergeProblem(plain, { ...into, state: 'merged' })).toBe('ended');
  for (const other of [undefined, one, { ...into, documentId: 'other' }])
    expect(mergeProblem(plain, other)).toBe('elsewhere');
});

describe('states', () => {
  const LEADS: Record<QuestionAction, Partial<Record<QuestionState, QuestionState>>> = {
    answer: { open: 'answered', answered: 'answered', accepted: 'accepted' },
    accept: { answered: 'accepted', accepted: 'accepted' },
    reopen: { answered: 'open', accepted: 'open' },
    withdraw: { open: 'withdrawn' },
    merge: { open: 'merged', answered: 'merged' },
    star: { open: 'open' },
    waive: { open: 'open' },
    second: { open: 'open', answered: 'answered', accepted: 'accepted' },
    fold: { accepted: 'accepted' },
  };
  it.each(QUESTION_ACTIONS)('%s leads where the table says, and is refused elsewhere', (action) => {
    for (const state of QUESTION_STATES) {
      const question = aQuestion({ state });
      const to = LEADS[action][state];
      expect(knowsQuestionAction(question, action)).toBe(to !== undefined);
      if (to === undefined) expect(() => moveQuestion(question, action)).toThrow(AppError);
      else expect(moveQuestion(question, action)).toBe(to);
    }
  });
  it('holds up the release: ★, open, not let go', () => {
    for (const state of QUESTION_STATES)
      for (const starred of [true, false])
        for (const waived of [true, false])
          expect(holdsUp({ state, starred, waived })).toBe(state === 'open' && starred && !waived);
  });
  it('says whether the person or the state is in the way', () => {
    const codeOf = (run: () => void) => {
      try {
        run();
      } catch (error) {
        return error instanceof AppError ? error.code : 'other';
      }
      return 'none';
    };
    expect(codeOf(() => authorizeQuestion(PERSONAS.reader as Actor, aQuestion(), 'withdraw'))).toBe('forbidden');
    const answered = aQuestion({ state: 'answered' });
    expect(codeOf(() => authorizeQuestion(PERSONAS.asker as Actor, answered, 'withdraw'))).toBe(
      'question_action_not_allowed',
    );
    expect(codeOf(() => authorizeQuestion(PERSONAS.hr as Actor, aQuestion({ starred: false }), 'waive'))).toBe(
      'question_action_not_allowed',
    );
  });
});
