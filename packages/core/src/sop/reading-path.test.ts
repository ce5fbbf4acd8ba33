import { describe, expect, it } from 'vitest';
import { officialCalendar } from '../calendar.ts';
import { aReader } from './model.testing.ts';
import { changesReading, defaultPath, type PathDocument, READING_REASONS, stepDay } from './reading-path.ts';
import {
  canChangePath,
  canPutOnPath,
  canSeePath,
  canSeeReading,
  mayStartOn,
  readingAbilities,
  readingPathAbilities,
} from './reading-policy.ts';

const document = (id: string, kind: PathDocument['kind'], over: Partial<PathDocument> = {}): PathDocument => ({
  ...{ id, kind, title: id, positionKey: 'maintenance', subjects: [], reviewDays: null },
  ...over,
});

describe('the default path', () => {
  it('reads duties, then at most three SOPs, what does harm first', () => {
    const sops = ['a', 'b', 'c', 'd'].map((id) => document(id, 'sop'));
    const path = defaultPath([
      document('faq', 'faq'),
      ...sops,
      document('safe', 'sop', { subjects: ['用电安全'] }),
      document('duty', 'job_description'),
    ]);
    expect(path.map(({ day, kind, documentIds }) => [day, kind, documentIds.join()])).toEqual([
      [0, 'duties', 'duty'],
      [1, 'must_read', 'safe,a,b'],
      [3, 'handover', ''],
      [5, 'first_try', ''],
      [10, 'questions', ''],
      [20, 'alone', ''],
      [30, 'surprises', ''],
    ]);
  });
  it('has nothing to read where nothing is written', () => {
    expect(defaultPath([]).map(({ day }) => day)).toEqual([3, 5, 10, 20, 30]);
  });
  it('counts calendar days and waits for the next working day', () => {
    const calendar = officialCalendar();
    const on = (day: 0 | 1 | 3 | 5 | 10) => stepDay('2026-03-05', { day }, calendar);
    expect([on(0), on(1), on(3), on(5), on(10)]).toEqual([
      '2026-03-05',
      '2026-03-06',
      '2026-03-09',
      '2026-03-10',
      '2026-03-16',
    ]);
  });
});

describe('read again', () => {
  const sop = (action: string, contacts: string[] = []) => ({
    ...{ format: 'sop' as const, scope: '', trigger: '', frequency: '', inputs: [], output: '', exceptions: [] },
    ...{ systems: [], contacts, forbidden: [], steps: [{ key: 'k', action, standard: '', range: '', trouble: '' }] },
  });
  const text = (words: string) => ({ format: 'markdown' as const, text: words });
  it.each([
    ['a typo', false, sop('关机'), sop('关闭'), true],
    ['a step', true, sop('关机'), sop('挂牌'), false],
    ['a contact', false, sop('关机'), sop('关机', ['李明']), false],
    ['a text', true, text('甲'), text('乙'), false],
    ['another form', true, text('甲'), sop('关机'), false],
    ['nothing', false, text('甲'), text('甲'), false],
    ['the first version', false, null, text('甲'), false],
  ] as const)('%s: %s', (_what, again, before, after, minor) => {
    expect(changesReading(before, after, minor)).toBe(again);
  });
});

describe('who', () => {
  const who = {
    leads: aReader({ ledPositionKeys: ['maintenance'] }),
    hr: aReader({ roles: ['hr'] }),
    admin: aReader({ isAdmin: true }),
    holder: aReader({ positionKey: 'maintenance' }),
    leadsAnother: aReader({ ledPositionKeys: ['quality'] }),
    stranger: aReader(),
  };
  it('changes a path: who leads the position, HR, admins', () => {
    const may = Object.entries(who).filter(([, reader]) => canChangePath(reader, 'maintenance'));
    expect(may.map(([name]) => name)).toEqual(['leads', 'hr', 'admin']);
  });
  it('sees a path: these, and whoever holds the position or is on the path', () => {
    const seeing = (onPath: boolean) =>
      Object.entries(who).filter(([, reader]) => canSeePath(reader, 'maintenance', onPath));
    expect(seeing(false).map(([name]) => name)).toEqual(['leads', 'hr', 'admin', 'holder']);
    expect(seeing(true)).toHaveLength(Object.keys(who).length);
    expect(readingPathAbilities(who.holder, 'maintenance')).toEqual([]);
  });
  it('puts somebody on a path: who leads both the position and them, HR, admins', () => {
    const putting = (leads: boolean) =>
      Object.entries(who).filter(([, reader]) => canPutOnPath(reader, 'maintenance', leads));
    expect(putting(true).map(([name]) => name)).toEqual(['leads', 'hr', 'admin']);
    expect(putting(false).map(([name]) => name)).toEqual(['hr', 'admin']);
  });
  it('ends by hand only what began by hand', () => {
    const ended = READING_REASONS.filter(
      (reason) => readingAbilities(who.leads, { positionKey: 'maintenance', reason }, true).length > 0,
    );
    expect(ended).toEqual(['assigned']);
    expect(readingAbilities(who.holder, { positionKey: 'maintenance', reason: 'assigned' }, true)).toEqual([]);
  });
  it.each([
    ['2026-03-01', false],
    ['2026-03-02', true],
    ['2026-05-31', true],
    ['2026-06-01', false],
  ])('a path may begin on %s: %s', (startsOn, may) => {
    expect(mayStartOn(startsOn, '2026-03-02')).toBe(may);
  });
  it.each([
    ['themselves', aReader({ userId: 'ming' }), false, true],
    ['who leads them', who.leads, true, true],
    ['who leads others of the position', who.leads, false, false],
    ['HR', who.hr, false, true],
    ['an admin', who.admin, false, false],
    ['a colleague', who.holder, false, false],
  ] as const)('what somebody has read, is seen by %s or not', (_who, reader, leads, sees) => {
    expect(canSeeReading(reader, 'ming', leads)).toBe(sees);
  });
});
