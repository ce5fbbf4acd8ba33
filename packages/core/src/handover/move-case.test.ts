import { describe, expect, it } from 'vitest';
import { CASE_ACTIONS, CASE_STATES, type CaseAction, type CaseState, ITEM_STATES, type ItemState } from './model.ts';
import { type CaseItem, caseStateFor, moveCase } from './move-case.ts';

const line = (state: ItemState, over: Partial<CaseItem> = {}): CaseItem => ({
  key: 'base_duty',
  state,
  level: 'must',
  gate: 'release',
  ...over,
});
const plan = (state: ItemState) => line(state, { key: 'base_plan' });
const STAY: CaseState[] = ['preparing', 'withdrawn', 'archived'];
const FOLLOW: CaseState[] = ['planning', 'active', 'supplementing', 'awaiting_release'];

describe('moveCase: state × action', () => {
  const ALLOWED: Record<CaseState, Partial<Record<CaseAction, CaseState>>> = {
    preparing: { launch: 'planning', edit: 'preparing', withdraw: 'withdrawn' },
    planning: { edit: 'planning', withdraw: 'withdrawn', nudge: 'planning' },
    active: { edit: 'active', withdraw: 'withdrawn', nudge: 'active' },
    supplementing: { edit: 'supplementing', withdraw: 'withdrawn', nudge: 'supplementing' },
    awaiting_release: {
      edit: 'awaiting_release',
      withdraw: 'withdrawn',
      nudge: 'awaiting_release',
      release: 'released',
    },
    released: { edit: 'released' },
    archived: {},
    withdrawn: { reinstate: 'planning' },
  };
  it.each(CASE_STATES.flatMap((state) => CASE_ACTIONS.map((action) => [state, action] as const)))(
    '%s · %s',
    (state, action) => {
      const expected = ALLOWED[state][action];
      const move = () => moveCase(state, action, { launched: true });
      if (expected) expect(move()).toBe(expected);
      else expect(move).toThrow('case_action_not_allowed');
    },
  );
  it('a case that never started is reinstated to 待启动', () => {
    expect(moveCase('withdrawn', 'reinstate', { launched: false })).toBe('preparing');
  });
});

describe('caseStateFor', () => {
  it.each(STAY)('%s does not move by itself', (state) => {
    for (const item of ITEM_STATES) {
      for (const leaverGone of [true, false]) expect(caseStateFor(state, [plan(item)], { leaverGone })).toBe(state);
    }
  });

  it.each(ITEM_STATES)('a plan that is %s', (state) => {
    const agreed = ['awaiting_confirmation', 'done', 'waived'].includes(state);
    const items = [plan(state), line('todo')];
    expect(caseStateFor('planning', items, { leaverGone: false })).toBe(agreed ? 'active' : 'planning');
    // Once work has begun, reopening the plan does not take the case back.
    expect(caseStateFor('active', items, { leaverGone: false })).toBe('active');
  });

  it.each(FOLLOW.flatMap((from) => ITEM_STATES.map((state) => [from, state] as const)))(
    '%s with its last ★ item %s',
    (from, state) => {
      const closed = state === 'done' || state === 'waived';
      const items = [plan('done'), line(state), line('todo', { level: 'should' }), line('todo', { gate: 'archive' })];
      expect(caseStateFor(from, items, { leaverGone: false })).toBe(closed ? 'awaiting_release' : 'active');
      expect(caseStateFor(from, items, { leaverGone: true })).toBe(closed ? 'awaiting_release' : 'supplementing');
    },
  );

  it('a case without items is not ready for release', () => {
    expect(caseStateFor('active', [], { leaverGone: false })).toBe('active');
  });

  it.each(['release', 'archive'] as const)(
    'released is archived when every ★ and ● of the %s gate is closed',
    (gate) => {
      for (const level of ['must', 'should', 'may'] as const) {
        for (const state of ITEM_STATES) {
          const closed = level === 'may' || state === 'done' || state === 'waived';
          const result = caseStateFor('released', [plan('done'), line(state, { level, gate })], { leaverGone: true });
          expect(result).toBe(closed ? 'archived' : 'released');
        }
      }
    },
  );
});
