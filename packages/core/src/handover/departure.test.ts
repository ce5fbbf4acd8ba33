import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApprovalStatus, type DepartureFact, foldDeparture } from './departure.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour));
const approval = (
  processInstanceId: string,
  status: ApprovalStatus,
  hour: number,
  lastWorkingDay: string | null = null,
  successorId: string | null = null,
): DepartureFact => ({ kind: 'approval', processInstanceId, status, statusAt: at(hour), lastWorkingDay, successorId });
const dimission = (status: 1 | 2 | 3 | 4, hour: number, lastWorkingDay: string | null = null): DepartureFact => ({
  kind: 'dimission',
  status,
  lastWorkingDay,
  successorId: null,
  seenAt: at(hour),
});
const hand = (
  action: 'open' | 'edit' | 'withdraw' | 'reinstate',
  hour: number,
  lastWorkingDay: string | null = null,
): DepartureFact => ({ kind: 'hand', action, at: at(hour), lastWorkingDay, successorId: null });
const left = (hour: number): DepartureFact => ({ kind: 'left', at: at(hour) });

const day = '2026-12-01';
const later = '2026-12-18';

type Row = [name: string, facts: DepartureFact[], expected: Partial<ReturnType<typeof foldDeparture>>];
const TABLE: Row[] = [
  ['nothing known', [], { state: 'none', exists: false, announced: false, source: null }],
  ['submitted only', [approval('a', 'running', 1, day)], { state: 'none', exists: false, announced: true }],
  [
    'agreed with a year mistyped: the day is missing, not kept',
    [approval('a', 'agreed', 2, '9999-12-31', 'wang')],
    { state: 'open', lastWorkingDay: null, successorId: 'wang' },
  ],
  [
    '智能人事 with a year mistyped after the approval: what the approval said stays',
    [approval('a', 'agreed', 2, day), dimission(1, 3, '2062-12-01'), hand('edit', 4, '0206-12-01')],
    { state: 'open', lastWorkingDay: day },
  ],
  ['refused', [approval('a', 'running', 1), approval('a', 'refused', 2, day)], { state: 'none', announced: false }],
  ['withdrawn before anybody agreed', [approval('a', 'withdrawn', 2)], { state: 'none', withdrawnBecause: '' }],
  [
    'agreed',
    [approval('a', 'running', 1, day, 'wang'), approval('a', 'agreed', 2)],
    {
      state: 'open',
      exists: true,
      lastWorkingDay: day,
      successorId: 'wang',
      source: 'approval',
      processInstanceId: 'a',
    },
  ],
  [
    'agreed, then withdrawn',
    [approval('a', 'agreed', 2, day), approval('a', 'withdrawn', 3)],
    { state: 'withdrawn', exists: false, withdrawnBecause: 'approval_withdrawn', lastWorkingDay: day, source: null },
  ],
  [
    'agreed, then deleted',
    [approval('a', 'agreed', 2, day), approval('a', 'deleted', 3)],
    { state: 'withdrawn', withdrawnBecause: 'approval_deleted' },
  ],
  [
    'an older status that arrives late changes nothing',
    [approval('a', 'withdrawn', 3), approval('a', 'agreed', 2, day), approval('a', 'running', 1)],
    { state: 'withdrawn', withdrawnBecause: 'approval_withdrawn' },
  ],
  [
    'two agreed: the newest wins the dates',
    [approval('a', 'agreed', 2, day, 'wang'), approval('b', 'agreed', 5, later)],
    { state: 'open', lastWorkingDay: later, successorId: 'wang', processInstanceId: 'b' },
  ],
  [
    'two agreed, the newest withdrawn: the other stands with its dates',
    [approval('a', 'agreed', 2, day), approval('b', 'agreed', 5, later), approval('b', 'withdrawn', 6)],
    { state: 'open', lastWorkingDay: day, processInstanceId: 'a', withdrawnBecause: '' },
  ],
  [
    'one refused beside one agreed',
    [approval('a', 'agreed', 2, day), approval('b', 'refused', 5, later)],
    { state: 'open', lastWorkingDay: day, processInstanceId: 'a' },
  ],
  [
    'withdrawn, then approved anew',
    [approval('a', 'agreed', 2, day), approval('a', 'withdrawn', 3), approval('b', 'agreed', 8, later)],
    { state: 'open', lastWorkingDay: later, processInstanceId: 'b' },
  ],
  ['智能人事: submitted', [dimission(4, 1, day)], { state: 'none', announced: true }],
  ['智能人事: neither', [dimission(3, 1)], { state: 'none', withdrawnBecause: '' }],
  ['智能人事: 待离职', [dimission(1, 1, day)], { state: 'open', source: 'dimission_info', lastWorkingDay: day }],
  ['智能人事: 已离职', [dimission(2, 1, day)], { state: 'gone', source: 'dimission_info', lastWorkingDay: day }],
  [
    '智能人事: 待离职 taken back',
    [dimission(1, 1, day), dimission(3, 5)],
    { state: 'withdrawn', withdrawnBecause: 'dimission_revoked' },
  ],
  [
    '智能人事: taken back and set again',
    [dimission(1, 1, day), dimission(3, 5), dimission(1, 7, later)],
    { state: 'open', lastWorkingDay: later },
  ],
  [
    'an OA form agreed while 智能人事 never knew of it',
    [approval('a', 'agreed', 2, day), dimission(3, 4)],
    { state: 'open', source: 'approval' },
  ],
  [
    'agreed, 待离职, taken back in 智能人事 (no event for that)',
    [approval('a', 'agreed', 2, day), dimission(1, 3, day), dimission(3, 9)],
    { state: 'withdrawn', withdrawnBecause: 'dimission_revoked' },
  ],
  [
    're-dated in 智能人事 (no event for that either)',
    [approval('a', 'agreed', 2, day), dimission(1, 3, day), dimission(1, 9, later)],
    { state: 'open', lastWorkingDay: later, processInstanceId: 'a', source: 'approval' },
  ],
  ['left without a word', [left(3)], { state: 'gone', source: 'left_org', lastWorkingDay: null }],
  [
    'left before the last working day',
    [approval('a', 'agreed', 2, day), left(3)],
    { state: 'gone', source: 'approval', lastWorkingDay: day },
  ],
  [
    'left although the approval was withdrawn',
    [approval('a', 'agreed', 2, day), approval('a', 'withdrawn', 3), left(4)],
    { state: 'gone', exists: true, source: 'left_org', lastWorkingDay: day },
  ],
  [
    'opened by HR',
    [hand('open', 1, day)],
    { state: 'open', source: 'hr', lastWorkingDay: day, processInstanceId: null },
  ],
  [
    're-dated by HR after the approval',
    [approval('a', 'agreed', 2, day), hand('edit', 4, later)],
    { state: 'open', lastWorkingDay: later, source: 'approval' },
  ],
  [
    'a newer approval wins over an older edit',
    [approval('a', 'agreed', 2, day), hand('edit', 4, day), approval('b', 'agreed', 6, later)],
    { state: 'open', lastWorkingDay: later },
  ],
  [
    'an edit does not keep a withdrawn case alive',
    [approval('a', 'agreed', 2, day), hand('edit', 4, later), approval('a', 'withdrawn', 6)],
    { state: 'withdrawn', withdrawnBecause: 'approval_withdrawn', lastWorkingDay: later },
  ],
  [
    'withdrawn by HR',
    [approval('a', 'agreed', 2, day), hand('withdraw', 4)],
    { state: 'withdrawn', withdrawnBecause: 'by_hand', lastWorkingDay: day },
  ],
  [
    'withdrawn by HR, then left after all',
    [approval('a', 'agreed', 2, day), hand('withdraw', 4), left(6)],
    { state: 'gone', lastWorkingDay: day },
  ],
  [
    'withdrawn and reinstated by HR',
    [approval('a', 'agreed', 2, day), hand('withdraw', 4), hand('reinstate', 5)],
    { state: 'open', lastWorkingDay: day, source: 'hr' },
  ],
  [
    'opened by HR, approval follows and is withdrawn: HR still says so',
    [hand('open', 1, day), approval('a', 'agreed', 2, later), approval('a', 'withdrawn', 3)],
    { state: 'open', source: 'hr', lastWorkingDay: day },
  ],
];

describe('foldDeparture', () => {
  it.each(TABLE)('%s', (_name, facts, expected) => {
    expect(foldDeparture(facts)).toMatchObject(expected);
  });

  it.each(TABLE)('%s: the same in reverse and doubled', (_name, facts) => {
    expect(foldDeparture([...facts.toReversed(), ...facts])).toEqual(foldDeparture(facts));
  });

  it('leaves an earlier departure of the same person alone', () => {
    const earlier = [approval('a', 'agreed', 1, day), left(2)];
    expect(foldDeparture(earlier, at(3))).toMatchObject({ state: 'none' });
    expect(foldDeparture([...earlier, approval('b', 'agreed', 5, later)], at(3))).toMatchObject({
      state: 'open',
      lastWorkingDay: later,
    });
  });

  const hour = fc.integer({ min: 0, max: 6 });
  const someDay = fc.constantFrom(null, day, later);
  const someone = fc.constantFrom(null, 'wang', 'li');
  const fact: fc.Arbitrary<DepartureFact> = fc.oneof(
    fc
      .record({
        processInstanceId: fc.constantFrom('a', 'b', 'c'),
        status: fc.constantFrom<ApprovalStatus>('running', 'agreed', 'refused', 'withdrawn', 'deleted'),
        statusAt: hour.map(at),
        lastWorkingDay: someDay,
        successorId: someone,
      })
      .map((rest) => ({ kind: 'approval' as const, ...rest })),
    fc
      .record({
        status: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
        seenAt: hour.map(at),
        lastWorkingDay: someDay,
        successorId: someone,
      })
      .map((rest) => ({ kind: 'dimission' as const, ...rest })),
    hour.map(left),
    fc
      .record({
        action: fc.constantFrom('open' as const, 'edit' as const, 'withdraw' as const, 'reinstate' as const),
        at: hour.map(at),
        lastWorkingDay: someDay,
        successorId: someone,
      })
      .map((rest) => ({ kind: 'hand' as const, ...rest })),
  );
  const shuffled = fc.array(fact, { maxLength: 9 }).chain((facts) =>
    fc.record({
      facts: fc.constant(facts),
      again: facts.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...facts), { maxLength: 5 }),
      order: fc.array(fc.double({ noNaN: true }), { minLength: 14, maxLength: 14 }),
    }),
  );

  it('gives the same for any order and any repetition', () => {
    fc.assert(
      fc.property(shuffled, ({ facts, again, order }) => {
        const mixed = [...facts, ...again]
          .map((one, index) => ({ one: structuredClone(one), key: order[index] ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(foldDeparture(mixed)).toEqual(foldDeparture(facts));
      }),
      { numRuns: 3_000 },
    );
  });

  it('never opens a case nobody agreed to', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 9 }), (facts) => {
        const mayOpen = facts.some(
          (one) =>
            (one.kind === 'approval' && one.status === 'agreed') ||
            (one.kind === 'dimission' && one.status < 3) ||
            one.kind === 'left' ||
            (one.kind === 'hand' && (one.action === 'open' || one.action === 'reinstate')),
        );
        const result = foldDeparture(facts);
        if (!mayOpen) expect(result.state).toBe('none');
        expect(result.exists).toBe(result.state === 'open' || result.state === 'gone');
        expect(result.withdrawnBecause !== '').toBe(result.state === 'withdrawn');
        expect(result.source !== null).toBe(result.exists);
      }),
      { numRuns: 1_000 },
    );
  });
});
