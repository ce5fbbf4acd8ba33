import { describe, expect, it } from 'vitest';
import { AppError } from './errors.ts';
import { actor, handover, item, now, PEOPLE } from './handover/cast.testing.ts';
import { CASE_ACTIONS, CASE_STATES, type CaseAction, type CaseState } from './handover/model.ts';
import {
  authorizeCase,
  awaitsReleaseBy,
  canOpenCase,
  canSeeCase,
  canSeeItem,
  canSeeWhyWithdrawn,
  caseAbilities,
  itemAbilities,
} from './policy.ts';

type Person = (typeof PEOPLE)[number];
const cut = handover({ accessCutoffAt: now, lastWorkingDay: '2026-11-24' });

describe('case: role × action × state', () => {
  /** Who may, in which states. Whoever and whatever is not written here must be refused. */
  const WHO: Record<CaseAction, Person[]> = {
    launch: ['hr', 'admin'],
    edit: ['hr', 'admin', 'manager'],
    release: ['hr'],
    withdraw: ['hr', 'admin'],
    reinstate: ['hr', 'admin'],
    nudge: ['hr', 'admin', 'manager'],
  };
  const working: CaseState[] = ['planning', 'active', 'supplementing', 'awaiting_release'];
  const WHEN: Record<CaseAction, CaseState[]> = {
    launch: ['preparing'],
    edit: ['preparing', ...working, 'released'],
    release: ['awaiting_release'],
    withdraw: ['preparing', ...working],
    reinstate: ['withdrawn'],
    nudge: working,
  };
  it.each(PEOPLE.flatMap((person) => CASE_STATES.map((state) => [person, state] as const)))(
    '%s · %s',
    (person, state) => {
      const facts = handover({ state });
      // After the release only the end of access can still be edited, and the manager has no part in that.
      const who = { ...WHO, ...(state === 'released' ? { edit: ['hr', 'admin'] as Person[] } : {}) };
      const expected = CASE_ACTIONS.filter((action) => who[action].includes(person) && WHEN[action].includes(state));
      expect(caseAbilities(actor(person), facts, now)).toEqual(expected);
      for (const action of CASE_ACTIONS) {
        const attempt = () => authorizeCase(actor(person), facts, action, now);
        if (expected.includes(action)) expect(attempt).not.toThrow();
        else expect(attempt).toThrow(who[action].includes(person) ? 'case_action_not_allowed' : 'forbidden');
      }
    },
  );

  it.each(PEOPLE)('the release is awaited of HR alone, from the beginning until it is over · %s', (person) => {
    const awaited = CASE_STATES.filter((state) => awaitsReleaseBy(actor(person), handover({ state }), now));
    expect(awaited).toEqual(person === 'hr' ? ['preparing', ...working] : []);
  });

  it('the leaver has no power over their own case, whatever roles they fill', () => {
    const powers = { userId: 'leaver', isAdmin: true, roles: ['hr' as const] };
    for (const state of CASE_STATES) {
      expect(caseAbilities(powers, handover({ state, managerId: 'leaver' }), now)).toEqual([]);
    }
    expect(() => authorizeCase(powers, handover({ state: 'awaiting_release' }), 'release', now)).toThrow(AppError);
  });

  it.each(PEOPLE)('%s opens cases by hand: only HR and admins', (person) => {
    expect(canOpenCase(actor(person))).toBe(person === 'hr' || person === 'admin');
  });
});

describe('who sees a case', () => {
  const expected: Record<'preparing' | 'launched', Person[]> = {
    preparing: ['leaver', 'manager', 'hr', 'admin'],
    launched: ['leaver', 'successor', 'interim', 'it', 'witness', 'manager', 'hr', 'admin'],
  };
  it.each(PEOPLE.flatMap((person) => CASE_STATES.map((state) => [person, state] as const)))(
    '%s · %s',
    (person, state) => {
      const sees = expected[state === 'preparing' ? 'preparing' : 'launched'].includes(person);
      expect(canSeeCase(actor(person), handover({ state }), [item()], now)).toBe(sees);
    },
  );
  it.each(PEOPLE)('%s · withdrawn before it was launched', (person) => {
    const never = handover({ state: 'withdrawn', launchedAt: null });
    expect(canSeeCase(actor(person), never, [item()], now)).toBe(expected.preparing.includes(person));
    expect(canSeeItem(actor(person), never, item(), now)).toBe(expected.preparing.includes(person));
  });
  it.each(PEOPLE)('%s · why it was withdrawn', (person) => {
    const withdrawn = handover({ state: 'withdrawn' });
    expect(canSeeWhyWithdrawn(actor(person), withdrawn, now)).toBe(['manager', 'hr', 'admin'].includes(person));
  });
  it('a confirmer of none of its items sees nothing', () => {
    expect(canSeeCase(actor('it'), handover(), [item({ confirmations: [] })], now)).toBe(false);
  });
  it('a confirmer still sees what they have signed', () => {
    const signed = item({ confirmations: [{ slot: 0, role: 'it', confirmerId: 'it', confirmedAt: now }] });
    expect(canSeeCase(actor('it'), handover(), [signed], now)).toBe(true);
    expect(canSeeItem(actor('it'), handover(), signed, now)).toBe(true);
  });
  it('the leaver sees nothing from the cut-off on, to the millisecond', () => {
    const before = handover({ ...cut, accessCutoffAt: new Date(now.getTime() + 1) });
    expect(canSeeCase(actor('leaver'), before, [item()], now)).toBe(true);
    expect(canSeeCase(actor('leaver'), cut, [item()], now)).toBe(false);
    expect(canSeeItem(actor('leaver'), cut, item(), now)).toBe(false);
    expect(itemAbilities(actor('leaver'), cut, item(), now)).toEqual([]);
  });
});

describe('who sees an item', () => {
  const open: Person[] = ['leaver', 'successor', 'interim', 'it', 'witness', 'manager', 'hr', 'admin'];
  it.each(PEOPLE)('%s', (person) => {
    const sees = (over: Parameters<typeof item>[0], state: CaseState = 'active') =>
      canSeeItem(actor(person), handover({ state }), item(over), now);
    expect(sees({})).toBe(open.includes(person));
    // 限可见: who acts on it, the manager, HR.
    expect(sees({ restricted: true })).toBe(['leaver', 'successor', 'it', 'manager', 'hr'].includes(person));
    // Taken over by somebody who stays: restricted from the leaver too.
    expect(sees({ restricted: true, doerId: 'interim' })).toBe(
      ['successor', 'interim', 'it', 'manager', 'hr'].includes(person),
    );
    expect(sees({}, 'preparing')).toBe(['leaver', 'manager', 'hr', 'admin'].includes(person));
    // Somebody else's item in the same case.
    expect(sees({ confirmations: [] })).toBe(person !== 'it' && open.includes(person));
  });
});

describe('buttons of an item', () => {
  it.each<[Person, string[]]>([
    ['leaver', ['save', 'submit', 'block']],
    ['successor', ['block', 'delegate']],
    ['interim', []],
    ['it', ['delegate']],
    ['witness', []],
    ['manager', ['block', 'waive', 'supplement']],
    ['hr', ['block', 'waive', 'supplement']],
    ['admin', []],
    ['colleague', []],
  ])('%s of an open item', (person, abilities) => {
    expect(itemAbilities(actor(person), handover(), item(), now)).toEqual(abilities);
  });
});
