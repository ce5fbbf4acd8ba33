import type { CaseState } from '@baton/core';
import type { ListFilter } from '../queries.ts';

const OPEN: readonly CaseState[] = ['preparing', 'planning', 'active', 'supplementing', 'awaiting_release'];
const CLOSED: readonly CaseState[] = ['released', 'archived', 'withdrawn'];

/** States that can occur within a scope, in the order a case goes through them. */
export const CASE_STATES_SHOWN: Record<ListFilter['scope'], readonly CaseState[]> = {
  open: OPEN,
  closed: CLOSED,
  all: [...OPEN, ...CLOSED],
};
