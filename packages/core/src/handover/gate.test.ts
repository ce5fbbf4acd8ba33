import { describe, expect, it } from 'vitest';
import { gateBlockers, isClosed, progressOf } from './gate.ts';
import { ITEM_STATES, type ItemState, LEVELS, type Level } from './model.ts';
import { waitingFor } from './waiting-for.ts';

describe('business gate', () => {
  it('is held up by open ★ items of the release gate and by nothing else', () => {
    for (const state of ITEM_STATES) {
      for (const level of LEVELS) {
        for (const gate of ['release', 'archive'] as const) {
          const blocks = level === 'must' && gate === 'release' && state !== 'done' && state !== 'waived';
          expect(gateBlockers([{ state, level, gate }]).length).toBe(blocks ? 1 : 0);
        }
      }
    }
  });
});

describe('progressOf', () => {
  const item = (state: ItemState, level: Level, dueOn = '2026-12-01') => ({ state, level, dueOn });
  const today = '2026-12-02';
  it.each<[string, ReturnType<typeof item>[], ReturnType<typeof progressOf>]>([
    ['nothing', [], { done: 0, total: 0, mustDone: 0, mustTotal: 0, overdue: 0, percent: 0 }],
    [
      '★ counts three, ● two, ○ one; waived counts as done',
      [item('done', 'must'), item('todo', 'must', '2026-12-02'), item('waived', 'should'), item('todo', 'may')],
      { done: 2, total: 4, mustDone: 1, mustTotal: 2, overdue: 1, percent: 55 },
    ],
    [
      'never 100 before everything is done',
      [...Array.from({ length: 100 }, () => item('done', 'must')), item('doing', 'may')],
      { done: 100, total: 101, mustDone: 100, mustTotal: 100, overdue: 1, percent: 99 },
    ],
    [
      'all',
      [item('done', 'must'), item('done', 'may')],
      { done: 2, total: 2, mustDone: 1, mustTotal: 1, overdue: 0, percent: 100 },
    ],
  ])('%s', (_name, items, expected) => {
    expect(progressOf(items, today)).toEqual(expected);
  });
});

describe('waitingFor', () => {
  const base = {
    doerId: 'doer',
    acceptorId: 'acceptor' as string | null,
    acceptorInterim: false,
    toBeReaccepted: false,
    confirmations: [
      { slot: 0, role: 'hr' as const, confirmerId: 'hr', confirmedAt: null },
      { slot: 1, role: 'it' as const, confirmerId: 'it', confirmedAt: new Date(0) },
      { slot: 2, role: 'safety' as const, confirmerId: 'hr', confirmedAt: null },
    ],
  };
  const EXPECTED: Record<ItemState, string[]> = {
    todo: ['doer'],
    doing: ['doer'],
    returned: ['doer'],
    blocked: ['doer'],
    supplementary: ['doer'],
    awaiting_acceptance: ['acceptor'],
    awaiting_confirmation: ['hr'],
    done: [],
    waived: [],
  };
  it.each(ITEM_STATES)('%s', (state) => {
    expect(waitingFor({ ...base, state })).toEqual(EXPECTED[state]);
    expect(waitingFor({ ...base, state }).length === 0).toBe(isClosed({ state }));
  });
  it('waits for the successor where an interim holder accepted', () => {
    const again = { ...base, toBeReaccepted: true };
    expect(waitingFor({ ...again, state: 'done' })).toEqual(['acceptor']);
    expect(waitingFor({ ...again, state: 'awaiting_confirmation' })).toEqual(['acceptor', 'hr']);
    expect(waitingFor({ ...again, state: 'done', acceptorInterim: true })).toEqual([]);
    expect(waitingFor({ ...again, state: 'waived' })).toEqual([]);
  });
  it('waits for nobody while nobody can accept', () => {
    expect(waitingFor({ ...base, acceptorId: null, state: 'awaiting_acceptance' })).toEqual([]);
  });
});
