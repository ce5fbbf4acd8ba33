import {
  type CasePeople,
  type ResolvedConfirmers,
  type RoleHolder,
  resolveConfirmers,
} from '../people/resolve-confirmers.ts';
import { type DueWindow, isImmediate, readOffset, resolveDue } from './due.ts';
import type { ConfirmerRole, TemplateItem } from './model.ts';

export type ChecklistInput = DueWindow & {
  /** base, the position's own, add-ons. A later line with the same key replaces the earlier one in its place. */
  templates: readonly { items: readonly TemplateItem[] }[];
  people: CasePeople;
  roleHolders: readonly RoleHolder[];
  gone: ReadonlySet<string>;
  /** The leaver is no longer there: everything goes to somebody who stays. */
  leaverGone: boolean;
};

/** A line of the template made concrete for one case; ready to become a row. */
export type PlannedItem = TemplateItem &
  ItemPeople & {
    position: number;
    state: 'todo' | 'supplementary';
    dueOn: string;
    doerId: string;
  };

export type ItemPeople = ResolvedConfirmers & { acceptorId: string | null; acceptorInterim: boolean };

/**
 * The checklist of one case: base, position and add-ons, each key once, with a due day, a doer, who accepts and one
 * confirmation per required signer. With at most three working days of notice only ★ lines go to the leaver, the rest
 * to the manager as 补交接; lines due after the last working day always belong to somebody who stays.
 */
export function buildChecklist(input: ChecklistInput): PlannedItem[] {
  const lines = new Map(input.templates.flatMap(({ items }) => items.map((item) => [item.key, item] as const)));
  const immediate = isImmediate(input);
  return [...lines.values()].map((line, position) => {
    const supplementary = input.leaverGone || (immediate && line.level !== 'must');
    const stays = supplementary || isAfterLastDay(line);
    const doerId = stays ? whoStays(input) : input.people.leaverId;
    return {
      ...line,
      position,
      state: supplementary ? 'supplementary' : 'todo',
      dueOn: resolveDue(line.due, input),
      doerId,
      ...assignPeople({ ...input, confirmers: line.confirmers, witnessed: line.witnessed ?? false, doerId }),
    };
  });
}

/** `L+n`: the leaver is no longer there to do it. */
export function isAfterLastDay({ due }: Pick<TemplateItem, 'due'>): boolean {
  const { from, n } = readOffset(due);
  return from === 'L' && n > 0;
}

/**
 * Who accepts and who confirms one item, given who does it. Used at birth and again whenever people of a case change.
 * The successor accepts; without one the interim holder (by default the manager), flagged to be accepted again.
 */
export function assignPeople(input: {
  confirmers: readonly (readonly ConfirmerRole[])[];
  witnessed: boolean;
  doerId: string;
  people: CasePeople;
  roleHolders: readonly RoleHolder[];
  gone: ReadonlySet<string>;
}): ItemPeople {
  const { people, doerId, gone } = input;
  const may = (userId: string | null): userId is string =>
    userId !== null && userId !== doerId && userId !== people.leaverId && !gone.has(userId);
  const acceptorId =
    [people.successorId, people.interimHolderId, people.managerId, people.managersManagerId].find(may) ?? null;
  const withWitness = input.witnessed && people.witnessId !== null && !input.confirmers.flat().includes('witness');
  const confirmers = withWitness ? [...input.confirmers, ['witness'] as const] : input.confirmers;
  // A successor who does it themselves has nothing to accept again.
  const isDoneBySuccessor = doerId === people.successorId && doerId !== people.leaverId;
  return {
    acceptorId,
    acceptorInterim: acceptorId !== null && acceptorId !== people.successorId && !isDoneBySuccessor,
    ...resolveConfirmers({ ...input, confirmers, acceptorId }),
  };
}

/** Who takes over what the leaver cannot do: the manager, else the interim holder, the successor, the one above. */
function whoStays({ people, gone }: ChecklistInput): string {
  const candidates = [people.managerId, people.interimHolderId, people.successorId, people.managersManagerId];
  return (
    candidates.find((userId) => userId !== null && userId !== people.leaverId && !gone.has(userId)) ?? people.leaverId
  );
}
