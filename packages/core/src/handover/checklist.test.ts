import { describe, expect, it } from 'vitest';
import { officialCalendar } from '../calendar.ts';
import { type CasePeople, type RoleHolder, resolveConfirmers } from '../people/resolve-confirmers.ts';
import { assignPeople, buildChecklist, type ChecklistInput, type PlannedItem } from './checklist.ts';
import { CONFIRMER_ROLES, type ConfirmerRole } from './model.ts';
import { DEFAULT_TEMPLATES } from './templates/defaults.ts';

const people: CasePeople = {
  leaverId: 'leaver',
  managerId: 'manager',
  managersManagerId: 'boss',
  successorId: 'successor',
  interimHolderId: 'interim',
  witnessId: null,
};
const OF_THE_CASE: ConfirmerRole[] = ['manager', 'managers_manager', 'successor', 'witness'];
/** Every placeholder filled by one person of the same name. */
const roleHolders: RoleHolder[] = CONFIRMER_ROLES.filter((role) => !OF_THE_CASE.includes(role)).map((role) => ({
  role,
  userId: role,
  rank: 0,
}));
const templates = (...keys: string[]) =>
  keys.map((key) => DEFAULT_TEMPLATES.find((one) => one.key === key) ?? { items: [] });
const input = (over: Partial<ChecklistInput> = {}): ChecklistInput => ({
  templates: templates('base', 'technical'),
  startsOn: '2026-11-23',
  lastWorkingDay: '2026-12-21',
  calendar: officialCalendar(),
  people,
  roleHolders,
  gone: new Set(),
  leaverGone: false,
  ...over,
});
const byKey = (items: readonly PlannedItem[]) => new Map(items.map((item) => [item.key, item]));
const signers = (item: PlannedItem | undefined) =>
  item?.confirmations.map(({ slot, role, confirmerId }) => [slot, role, confirmerId]);

describe('buildChecklist', () => {
  it('issues base and position in order, each key once', () => {
    const items = buildChecklist(input());
    expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index));
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
    expect(items.filter(({ followUpOf }) => !followUpOf).length).toBe(26);
    expect(byKey(items).get('base_plan')).toMatchObject({
      state: 'todo',
      dueOn: '2026-11-25',
      doerId: 'leaver',
      acceptorId: 'successor',
      acceptorInterim: false,
      missing: [],
    });
    expect(signers(byKey(items).get('tech_custom'))).toEqual([
      [0, 'tech_lead', 'tech_lead'],
      [1, 'sales_lead', 'sales_lead'],
    ]);
  });

  it('a later line with the same key replaces the earlier one in its place', () => {
    const [base] = templates('base');
    const own = { ...base?.items[1], title: '本岗位职责', hours: 9 } as PlannedItem;
    const items = buildChecklist(input({ templates: [...templates('base'), { items: [own] }] }));
    expect(items.length).toBe(base?.items.length);
    expect(items[1]).toMatchObject({ key: 'base_duty', title: '本岗位职责', hours: 9, position: 1 });
  });

  it('what is due after the last working day is done by somebody who stays', () => {
    for (const item of buildChecklist(input())) {
      expect(item.doerId).toBe(item.due.startsWith('L+') ? 'manager' : 'leaver');
    }
  });

  it('three working days: only ★ to the leaver, the rest to the manager', () => {
    for (const item of buildChecklist(input({ lastWorkingDay: '2026-11-26' }))) {
      const isLeavers = item.level === 'must' && !item.due.startsWith('L+');
      expect([item.state === 'supplementary', item.doerId]).toEqual([
        item.level !== 'must',
        isLeavers ? 'leaver' : 'manager',
      ]);
    }
    expect(buildChecklist(input({ lastWorkingDay: '2026-11-27' })).every(({ state }) => state === 'todo')).toBe(true);
  });

  it('a leaver who is gone gets nothing at all', () => {
    for (const item of buildChecklist(input({ leaverGone: true }))) {
      expect([item.state, item.doerId]).toEqual(['supplementary', 'manager']);
    }
  });

  it('a witness of the case signs the witnessed lines as well', () => {
    const finance = { templates: templates('base', 'finance'), people: { ...people, witnessId: 'witness' } };
    const items = byKey(buildChecklist(input(finance)));
    expect(signers(items.get('base_sign'))).toEqual([
      [0, 'hr', 'hr'],
      [1, 'witness', 'witness'],
    ]);
    expect(signers(items.get('fin_cash'))).toEqual([[0, 'witness', 'witness']]);
    const without = byKey(buildChecklist(input({ templates: templates('base', 'finance') })));
    expect(signers(without.get('base_sign'))).toEqual([[0, 'hr', 'hr']]);
    expect(without.get('fin_cash')?.missing).toEqual([{ slot: 0, roles: ['witness'] }]);
  });

  // Every way the few people of a small company can coincide: nobody may ever sign in two roles of the same item.
  const someone = [null, 'manager', 'boss', 'hr'] as const;
  const companies = someone.flatMap((managerId) =>
    someone.flatMap((successorId) =>
      someone.flatMap((interimHolderId) =>
        someone.map((boss) => ({ managerId, successorId, interimHolderId, managersManagerId: boss })),
      ),
    ),
  );
  it.each([false, true])('two different people in every item of every company (leaver gone: %s)', (leaverGone) => {
    for (const company of companies) {
      const items = buildChecklist(
        input({
          templates: templates('base', 'finance', 'manager_add_on'),
          people: { ...people, ...company },
          leaverGone,
        }),
      );
      for (const item of items) {
        const where = `${item.key} ${JSON.stringify(company)}`;
        expect(item.acceptorId, where).not.toBe(item.doerId);
        expect(item.acceptorId, where).not.toBe('leaver');
        expect(item.confirmations.length + item.missing.length, where).toBe(item.confirmers.length);
        for (const { role, confirmerId } of item.confirmations) {
          expect([item.doerId, 'leaver'], where).not.toContain(confirmerId);
          expect(confirmerId === item.acceptorId, where).toBe(role === 'successor');
        }
      }
    }
  });
});

describe('who accepts', () => {
  const accept = (over: Partial<CasePeople>, doerId = 'leaver', gone: string[] = []) => {
    const { acceptorId, acceptorInterim } = assignPeople({
      confirmers: [],
      witnessed: false,
      doerId,
      people: { ...people, ...over },
      roleHolders,
      gone: new Set(gone),
    });
    return [acceptorId, acceptorInterim];
  };
  it.each<[string, Partial<CasePeople>, string, string[], unknown[]]>([
    ['the successor', {}, 'leaver', [], ['successor', false]],
    ['the interim holder', { successorId: null }, 'leaver', [], ['interim', true]],
    ['by default the manager', { successorId: null, interimHolderId: null }, 'leaver', [], ['manager', true]],
    ['never who left', {}, 'leaver', ['successor'], ['interim', true]],
    ['never the doer', { successorId: null, interimHolderId: null }, 'manager', [], ['boss', true]],
    ['not for good when the successor does it themselves', {}, 'successor', [], ['interim', false]],
    ['never the leaver', { successorId: 'leaver', interimHolderId: null }, 'leaver', [], ['manager', true]],
    [
      'nobody',
      { successorId: null, interimHolderId: null, managerId: null, managersManagerId: null },
      'leaver',
      [],
      [null, false],
    ],
  ])('%s', (_name, over, doerId, gone, expected) => {
    expect(accept(over, doerId, gone)).toEqual(expected);
  });
});

describe('resolveConfirmers', () => {
  const resolve = (
    confirmers: ConfirmerRole[][],
    over: {
      people?: Partial<CasePeople>;
      acceptorId?: string | null;
      doerId?: string;
      holders?: RoleHolder[];
      gone?: string[];
    } = {},
  ) => {
    const { confirmations, missing } = resolveConfirmers({
      confirmers,
      doerId: over.doerId ?? 'leaver',
      acceptorId: over.acceptorId === undefined ? 'successor' : over.acceptorId,
      people: { ...people, ...over.people },
      roleHolders: over.holders ?? roleHolders,
      gone: new Set(over.gone),
    });
    return [
      ...confirmations.map(({ slot, role, confirmerId }) => `${slot}:${role}=${confirmerId}`),
      ...missing.map(({ slot, roles }) => `${slot}:${roles.join('/')}?`),
    ];
  };
  const it2: RoleHolder[] = [
    { role: 'it', userId: 'second', rank: 2 },
    { role: 'it', userId: 'first', rank: 1 },
    { role: 'admin_office', userId: 'office', rank: 0 },
  ];

  it.each<[string, string[], string[]]>([
    ['a role by rank', resolve([['it']], { holders: it2 }), ['0:it=first']],
    ['never who left', resolve([['it']], { holders: it2, gone: ['first'] }), ['0:it=second']],
    ['never the leaver', resolve([['it']], { holders: it2, people: { leaverId: 'first' } }), ['0:it=second']],
    ['never the doer', resolve([['it']], { holders: it2, doerId: 'first' }), ['0:it=second']],
    ['never who accepts', resolve([['it']], { holders: it2, acceptorId: 'first' }), ['0:it=second']],
    [
      'the alternative',
      resolve([['it', 'admin_office']], { holders: it2, gone: ['first', 'second'] }),
      ['0:admin_office=office'],
    ],
    ['IT has no fallback', resolve([['it']], { holders: [] }), ['0:it?']],
    ['the manager', resolve([['manager']]), ['0:manager=manager']],
    [
      'the manager who accepts hands on to their own',
      resolve([['manager']], { acceptorId: 'manager' }),
      ['0:managers_manager=boss'],
    ],
    [
      '… else to HR',
      resolve([['manager']], { acceptorId: 'manager', people: { managersManagerId: null } }),
      ['0:hr=hr'],
    ],
    [
      '… else to nobody',
      resolve([['manager']], { acceptorId: 'manager', people: { managersManagerId: null }, holders: [] }),
      ['0:manager?'],
    ],
    ['an unfilled lead is the manager', resolve([['tech_lead']], { holders: [] }), ['0:manager=manager']],
    ['alternatives before fallbacks', resolve([['tech_lead', 'it']], { holders: it2 }), ['0:it=first']],
    ['the successor who accepts', resolve([['successor']]), ['0:successor=successor']],
    ['the successor is whoever accepts', resolve([['successor']], { acceptorId: 'interim' }), ['0:successor=interim']],
    ['nobody accepts yet', resolve([['successor']], { acceptorId: null }), ['0:successor?']],
    ['the witness of the case', resolve([['witness']], { people: { witnessId: 'wit' } }), ['0:witness=wit']],
    ['no witness', resolve([['witness']]), ['0:witness?']],
    [
      'one row per group',
      resolve([['manager'], ['hr'], ['safety']], { holders: [{ role: 'hr', userId: 'h', rank: 0 }] }),
      ['0:manager=manager', '1:hr=h', '2:safety?'],
    ],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });
});
