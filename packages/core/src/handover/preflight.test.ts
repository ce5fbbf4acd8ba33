import { describe, expect, it } from 'vitest';
import { handover } from './cast.testing.ts';
import type { CaseFacts } from './model.ts';
import { PREFLIGHT_PROBLEMS, type PreflightFacts, preflightProblems } from './preflight.ts';

const check = (over: Partial<Omit<PreflightFacts, 'handover'>> = {}, facts: Partial<CaseFacts> = {}) =>
  preflightProblems({
    handover: handover({ state: 'preparing', ...facts }),
    positionMatched: true,
    needsWitness: false,
    items: [{ missing: [], confirmations: [{ slot: 0, role: 'hr', confirmerId: 'hr' }] }],
    gone: new Set(),
    today: '2026-11-24',
    ...over,
  });
const missing = (...roles: ('it' | 'finance' | 'witness' | 'successor')[]) => ({
  confirmations: [],
  missing: roles.map((role, slot) => ({ slot, roles: [role] })),
});

type Row = [string, ReturnType<typeof check>, [code: string, blocking: boolean, subject: string][]];
const TABLE: Row[] = [
  ['a case ready to start', check(), []],
  ['unmatched position is a warning', check({ positionMatched: false }), [['position_unmatched', false, '']]],
  ['no manager', check({}, { managerId: null }), [['manager_missing', true, '']]],
  ['an interim holder is enough', check({}, { successorId: null }), []],
  ['a successor is enough', check({}, { interimHolderId: null }), []],
  ['neither', check({}, { successorId: null, interimHolderId: null }), [['successor_missing', true, '']]],
  ['the leaver as successor', check({}, { successorId: 'leaver' }), [['successor_is_leaver', true, 'leaver']]],
  ['the leaver as interim holder', check({}, { interimHolderId: 'leaver' }), [['successor_is_leaver', true, 'leaver']]],
  [
    'nobody behind a role, each once',
    check({ items: [missing('it'), missing('it', 'finance')] }),
    [
      ['confirmer_missing', true, 'it'],
      ['confirmer_missing', true, 'finance'],
    ],
  ],
  [
    'a missing successor or witness is reported as such, not as a role',
    check({ items: [missing('successor', 'witness')] }),
    [],
  ],
  [
    'the leaver as confirmer',
    check({ items: [{ missing: [], confirmations: [{ slot: 0, role: 'hr', confirmerId: 'leaver' }] }] }),
    [['confirmer_is_leaver', true, 'hr']],
  ],
  ['no last working day', check({}, { lastWorkingDay: null }), [['last_day_missing', true, '']]],
  ['leaving today', check({}, { lastWorkingDay: '2026-11-24' }), []],
  ['already past is a warning', check({}, { lastWorkingDay: '2026-11-23' }), [['last_day_past', false, '']]],
  ['contract ends first', check({}, { legalEndDate: '2026-12-20' }), [['dates_out_of_order', true, '']]],
  ['contract ends on the last working day', check({}, { legalEndDate: '2026-12-21' }), []],
  [
    'cut off before the last working day begins',
    check({}, { accessCutoffAt: new Date('2026-12-20T15:59:59.999Z') }),
    [['dates_out_of_order', true, '']],
  ],
  ['cut off as it begins', check({}, { accessCutoffAt: new Date('2026-12-20T16:00:00.000Z') }), []],
  ['a day that does not exist', check({}, { lastWorkingDay: '2026-12-32' }), [['dates_out_of_order', true, '']]],
  ['finance without witness', check({ needsWitness: true }, { witnessId: null }), [['witness_missing', true, '']]],
  [
    'finance witnessed by the leaver',
    check({ needsWitness: true }, { witnessId: 'leaver' }),
    [['witness_missing', true, '']],
  ],
  ['finance with witness', check({ needsWitness: true }), []],
  [
    'people who left, each once; the leaver may have',
    check({ gone: new Set(['manager', 'witness', 'leaver']) }, { interimHolderId: 'manager' }),
    [
      ['person_left', true, 'manager'],
      ['person_left', true, 'witness'],
    ],
  ],
];

describe('preflightProblems', () => {
  it.each(TABLE)('%s', (_name, problems, expected) => {
    expect(problems.map(({ code, blocking, subject }) => [code, blocking, subject])).toEqual(expected);
    for (const { fixedBy } of problems) expect(['hr', 'admin']).toContain(fixedBy);
  });
  it('the table above covers every problem', () => {
    const covered = new Set(TABLE.flatMap(([, problems]) => problems.map(({ code }) => code)));
    expect([...covered].toSorted()).toEqual([...PREFLIGHT_PROBLEMS].toSorted());
  });
});
