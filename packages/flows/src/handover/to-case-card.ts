import { type CaseKind, type CaseProgress, type CaseState, progressOf, waitingFor } from '@baton/core';
import type { HandoverRow, ItemPulse, PersonRefRow } from '@baton/db';
import type { Naming } from '../people/name-people.ts';

export type CaseCardRead = {
  id: string;
  kind: CaseKind;
  state: CaseState;
  leaver: PersonRefRow;
  successor: PersonRefRow | null;
  lastWorkingDay: string | null;
  progress: CaseProgress;
};

/** @param items every item of the case, or as much of each as progress needs */
export function toCaseCard(
  row: HandoverRow,
  items: Parameters<typeof progressOf>[0],
  name: Naming,
  today: string,
): CaseCardRead {
  const { id, kind, state, lastWorkingDay } = row;
  const people = { leaver: name(row.leaverId), successor: name(row.successorId) };
  return { id, kind, state, ...people, lastWorkingDay, progress: progressOf(items, today) };
}

export type Blocker = { userId: string; items: number; overdue: number };

/** The people most items of a case wait for now, most first; at most `limit`. */
export function blockersOf(items: readonly ItemPulse[], today: string, limit: number): Blocker[] {
  const found = new Map<string, Blocker>();
  for (const item of items) {
    for (const userId of waitingFor(item)) {
      const blocker = found.get(userId) ?? { userId, items: 0, overdue: 0 };
      blocker.items += 1;
      if (item.dueOn < today) blocker.overdue += 1;
      found.set(userId, blocker);
    }
  }
  const order = (a: Blocker, b: Blocker) =>
    b.overdue - a.overdue || b.items - a.items || (a.userId < b.userId ? -1 : 1);
  return [...found.values()].sort(order).slice(0, limit);
}
