import { describe, expect, it } from 'vitest';
import { aReader } from '../sop/model.testing.ts';
import {
  canSeeCoverage,
  canSeeResponsibilities,
  canVerifyDoer,
  responsibilityAbilities,
  seesAnyCoverage,
} from './coverage-policy.ts';
import { judgeResponsibility, sopStateOf, strongest } from './judge-responsibility.ts';
import {
  CAPABILITIES,
  type Capability,
  type CapablePerson,
  type JudgedResponsibility,
  type LinkedDocument,
  type PositionFacts,
} from './model.ts';
import { MOST_TO_START, startHere } from './start-here.ts';

const TODAY = '2026-03-05';
const inDate: LinkedDocument = { state: 'published', reviewOn: '2026-03-06' };
const person = (userId: string, capability: Capability, leaving = false): CapablePerson => ({
  ...{ userId, capability, leaving },
});
const judge = (over: Partial<Parameters<typeof judgeResponsibility>[0]> = {}) =>
  judgeResponsibility(
    {
      starred: true,
      owned: true,
      documents: [inDate],
      people: [person('a', 'doer'), person('b', 'author')],
      ...over,
    },
    TODAY,
  );

describe('whether a responsibility is written down', () => {
  it.each([
    ['nothing', [], 'missing'],
    ['a draft', [{ state: 'draft', reviewOn: null }], 'missing'],
    ['a draft in review', [{ state: 'in_review', reviewOn: null }], 'missing'],
    ['an obsolete one', [{ state: 'obsolete', reviewOn: '2027-01-01' }], 'missing'],
    ['published, its review tomorrow', [inDate], 'in_date'],
    ['published, its review never', [{ state: 'published', reviewOn: null }], 'in_date'],
    ['published, its review today', [{ state: 'published', reviewOn: TODAY }], 'overdue'],
    ['flagged', [{ state: 'needs_review', reviewOn: '2027-01-01' }], 'overdue'],
    ['one flagged, one in date', [{ state: 'needs_review', reviewOn: null }, inDate], 'in_date'],
  ] as const)('%s', (_name, documents, state) => {
    expect(sopStateOf(documents, TODAY)).toBe(state);
  });
});

describe('what is missing', () => {
  it('is nothing with an SOP in date, two who can and stay, and an owner', () => {
    expect(judge()).toEqual({ starred: true, sop: 'in_date', canDo: 2, leaving: 0, gaps: [] });
  });

  it('is a second person, when reading about it is all that others did', () => {
    const people = [person('a', 'author'), person('b', 'reader'), person('c', 'reader')];
    expect(judge({ people })).toMatchObject({ canDo: 1, gaps: ['one_person'] });
  });

  it('is said for the day after those who are leaving have left', () => {
    expect(judge({ people: [person('a', 'doer', true)] })).toMatchObject({
      canDo: 0,
      leaving: 1,
      gaps: ['nobody'],
    });
    expect(judge({ people: [person('a', 'doer', true), person('b', 'doer')] })).toMatchObject({
      canDo: 1,
      leaving: 1,
      gaps: ['one_person'],
    });
  });

  it('comes with the worst first', () => {
    expect(judge({ documents: [], people: [], owned: false }).gaps).toEqual(['no_sop', 'nobody', 'unowned']);
    expect(judge({ documents: [{ state: 'needs_review', reviewOn: null }] }).gaps).toEqual(['sop_overdue']);
  });

  it('counts nobody twice: the strongest word about somebody is kept', () => {
    const said = CAPABILITIES.map((capability) => person('a', capability)).reverse();
    expect(strongest(said)).toEqual([person('a', 'doer')]);
    expect(judge({ people: said }).canDo).toBe(1);
  });
});

const responsibility = (over: Partial<JudgedResponsibility> = {}): JudgedResponsibility => ({
  ...{ starred: false, sop: 'in_date', canDo: 2, leaving: 0, gaps: [] },
  ...over,
});
const position = (key: string, over: Partial<PositionFacts> = {}): PositionFacts => ({
  ...{ key, name: key, holders: 3, leavingHolders: 0, responsibilities: [responsibility()] },
  ...over,
});
const hanging = (starred: boolean) => responsibility({ starred, canDo: 1, gaps: ['one_person'] });

describe('where to start', () => {
  it('leaves out positions of which nothing is missing, and those that nobody holds and nobody described', () => {
    expect(startHere([position('fine'), position('empty', { holders: 0, responsibilities: [] })])).toEqual([]);
  });

  it('puts whoever is leaving first, then ★ that hang on one person, then what nobody wrote down', () => {
    const order = startHere([
      position('small gaps', { responsibilities: [responsibility({ gaps: ['sop_overdue'], sop: 'overdue' })] }),
      position('unwritten, one holder', { holders: 1, responsibilities: [] }),
      position('unwritten', { responsibilities: [] }),
      position('one star', { responsibilities: [hanging(true)] }),
      position('two stars', { responsibilities: [hanging(true), hanging(true)] }),
      position('leaving', { leavingHolders: 1, responsibilities: [hanging(false)] }),
    ]);
    expect(order.map(({ key }) => key)).toEqual([
      'leaving',
      'two stars',
      'one star',
      'unwritten, one holder',
      'unwritten',
    ]);
    expect(order).toHaveLength(MOST_TO_START);
    expect(order.map(({ reasons }) => reasons.join())).toEqual([
      'leaving,gaps',
      'star_gaps',
      'star_gaps',
      'unwritten,one_holder',
      'unwritten',
    ]);
  });

  it('gives the same order whatever order it is told in', () => {
    const positions = ['a', 'b', 'c'].map((key) => position(key, { responsibilities: [] }));
    expect(startHere(positions.toReversed())).toEqual(startHere(positions));
  });
});

describe('who may what', () => {
  const people = {
    holder: aReader({ positionKey: 'p' }),
    manager: aReader({ ledPositionKeys: ['p'] }),
    hr: aReader({ roles: ['hr'] }),
    admin: aReader({ isAdmin: true }),
    stranger: aReader({ positionKey: 'q', ledPositionKeys: ['q'] }),
  };
  it.each([
    ['holder', true, false, ['edit'], false],
    ['manager', true, true, ['edit', 'star', 'verify'], true],
    ['hr', true, true, ['edit', 'star', 'verify'], true],
    ['admin', true, true, ['edit', 'star', 'verify'], true],
    ['stranger', false, false, [], false],
  ] as const)('%s', (who, sees, coverage, abilities, verifies) => {
    const reader = people[who];
    expect(canSeeResponsibilities(reader, 'p', false)).toBe(sees);
    expect(canSeeResponsibilities(reader, 'p', true)).toBe(true);
    expect(canSeeCoverage(reader, 'p')).toBe(coverage);
    expect(seesAnyCoverage(reader)).toBe(coverage || who === 'stranger');
    expect(responsibilityAbilities(reader, 'p')).toEqual(abilities);
    expect(canVerifyDoer(reader, 'p', 'somebody else')).toBe(verifies);
    expect(canVerifyDoer(reader, 'p', reader.userId)).toBe(false);
  });
});
