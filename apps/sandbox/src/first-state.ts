import type { Company } from './company.ts';
import type { SandboxOptions } from './options.ts';
import type { State } from './state.ts';

/** The memory of a company on its first day, with the quotas of the free edition (limits.md §1). */
export function firstState(company: Company, options: Pick<SandboxOptions, 'pushUrl' | 'homeUrl' | 'homeName'>): State {
  return {
    corpName: company.name,
    clockAheadMs: 0,
    people: Object.fromEntries(company.people.map((person) => [person.userid, structuredClone(person)])),
    departments: Object.fromEntries(company.departments.map((item) => [String(item.id), structuredClone(item)])),
    templates: structuredClone(company.templates),
    approvals: [],
    messages: [],
    groups: [],
    pushes: [],
    calls: [],
    violations: [],
    faults: [],
    usage: {},
    tokens: {},
    authCodes: {},
    ticket: null,
    settings: {
      pushUrl: options.pushUrl ?? null,
      homeUrl: options.homeUrl ?? null,
      homeName: options.homeName ?? '接力棒',
      callQuota: 5000,
      pushQuota: 3000,
      qps: null,
      subscriptions: [],
    },
    sequence: 1000,
    allCalls: 0,
  };
}
