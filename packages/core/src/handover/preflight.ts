import { isDay } from '../calendar.ts';
import type { ResolvedConfirmers } from '../people/resolve-confirmers.ts';
import { isCutoffTooEarly } from './cutoff.ts';
import type { CaseFacts } from './model.ts';

/** Everything that can be wrong with a case before it starts. */
export const PREFLIGHT_PROBLEMS = [
  'position_unmatched', // fell to 通用: a warning
  'manager_missing',
  'successor_missing', // neither successor nor interim holder
  'successor_is_leaver',
  'confirmer_missing', // subject: the role
  'confirmer_is_leaver',
  'last_day_missing',
  'last_day_past',
  'dates_out_of_order',
  'witness_missing',
  'person_left', // subject: the user
] as const;
export type PreflightCode = (typeof PREFLIGHT_PROBLEMS)[number];

export type PreflightProblem = {
  code: PreflightCode;
  /** Blocks the launch; a warning does not. */
  blocking: boolean;
  /** Role or userId the problem is about, else ''. */
  subject: string;
  /** Who can mend it: HR edits the case, an admin fills roles and rules. */
  fixedBy: 'hr' | 'admin';
};

export type PreflightFacts = {
  handover: CaseFacts;
  positionMatched: boolean;
  needsWitness: boolean;
  /** Of the checklist as it would be issued now. */
  items: readonly Pick<ResolvedConfirmers, 'missing' | 'confirmations'>[];
  /** People of the case who left the company. */
  gone: ReadonlySet<string>;
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  today: string;
};

/** What a rule finds: the subjects it is about, empty when all is well. */
type Check = { code: PreflightCode; blocking: boolean; fixedBy: 'hr' | 'admin'; find(facts: PreflightFacts): string[] };

const when = (bad: boolean, subject = ''): string[] => (bad ? [subject] : []);

const CHECKS: readonly Check[] = [
  { code: 'position_unmatched', blocking: false, fixedBy: 'admin', find: (f) => when(!f.positionMatched) },
  { code: 'manager_missing', blocking: true, fixedBy: 'hr', find: (f) => when(f.handover.managerId === null) },
  {
    code: 'successor_missing',
    blocking: true,
    fixedBy: 'hr',
    // Without either the manager would hold everything without having been asked.
    find: ({ handover: h }) => when(h.successorId === null && h.interimHolderId === null),
  },
  {
    code: 'successor_is_leaver',
    blocking: true,
    fixedBy: 'hr',
    find: ({ handover: h }) => when(h.successorId === h.leaverId || h.interimHolderId === h.leaverId, h.leaverId),
  },
  {
    code: 'confirmer_missing',
    blocking: true,
    fixedBy: 'admin',
    find: ({ items }) =>
      [...new Set(items.flatMap((item) => item.missing).map(({ roles }) => roles[0] ?? ''))].filter(
        (role) => role !== 'witness' && role !== 'successor',
      ),
  },
  {
    code: 'confirmer_is_leaver',
    blocking: true,
    fixedBy: 'hr',
    find: ({ handover: h, items }) => [
      ...new Set(
        items
          .flatMap((item) => item.confirmations)
          .filter((row) => row.confirmerId === h.leaverId)
          .map(({ role }) => role),
      ),
    ],
  },
  { code: 'last_day_missing', blocking: true, fixedBy: 'hr', find: (f) => when(f.handover.lastWorkingDay === null) },
  {
    code: 'last_day_past',
    // A leaver who is already gone still needs a 补交接: a warning.
    blocking: false,
    fixedBy: 'hr',
    find: ({ handover: h, today }) => when(h.lastWorkingDay !== null && h.lastWorkingDay < today),
  },
  { code: 'dates_out_of_order', blocking: true, fixedBy: 'hr', find: ({ handover }) => when(areOutOfOrder(handover)) },
  {
    code: 'witness_missing',
    blocking: true,
    fixedBy: 'hr',
    find: ({ handover: h, needsWitness }) => when(needsWitness && (h.witnessId === null || h.witnessId === h.leaverId)),
  },
  {
    code: 'person_left',
    blocking: true,
    fixedBy: 'hr',
    find: ({ handover: h, gone }) => [
      ...new Set(
        [h.managerId, h.successorId, h.interimHolderId, h.witnessId].filter(
          (userId): userId is string => userId !== null && userId !== h.leaverId && gone.has(userId),
        ),
      ),
    ],
  },
];

/** Everything that stands between a case and its launch, in the order a person would mend it. */
export const preflightProblems = (facts: PreflightFacts): PreflightProblem[] =>
  CHECKS.flatMap(({ code, blocking, fixedBy, find }) =>
    find(facts).map((subject) => ({ code, blocking, subject, fixedBy })),
  );

/** The contract cannot end before the last working day, and access cannot be cut off before it begins to. */
function areOutOfOrder({ lastWorkingDay, legalEndDate, accessCutoffAt }: CaseFacts): boolean {
  if (lastWorkingDay === null) return false;
  if (!isDay(lastWorkingDay) || (legalEndDate !== null && !isDay(legalEndDate))) return true;
  return (
    isCutoffTooEarly({ lastWorkingDay, accessCutoffAt }) || (legalEndDate !== null && legalEndDate < lastWorkingDay)
  );
}
