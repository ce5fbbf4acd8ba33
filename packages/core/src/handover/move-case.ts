import { AppError } from '../errors.ts';
import { gateBlockers, isClosed } from './gate.ts';
import type { CaseAction, CaseState, ItemState, Level } from './model.ts';
import { OPEN_CASE_STATES } from './model.ts';

/** What a case's state depends on, of each of its items. */
export type CaseItem = { key: string; state: ItemState; level: Level; gate: 'release' | 'archive' };

/** The line whose acceptance turns 计划中 into 交接中. */
export const PLAN_ITEM = 'base_plan';

const FOLLOWS_ITEMS: readonly CaseState[] = ['planning', 'active', 'supplementing', 'awaiting_release'];

/**
 * The state a case is in by itself, given its items. Preparing, withdrawn and archived cases do not move by
 * themselves; a released one is archived when every ★ and ● item of both gates is closed (○ may stay open).
 * @param facts `leaverGone`: they left the company, or their access is cut off; `questions`: how many ★ questions hold up
 *   the release, default none
 */
export function caseStateFor(
  state: CaseState,
  items: readonly CaseItem[],
  facts: { leaverGone: boolean; questions?: number },
): CaseState {
  if (state === 'released') return items.every((item) => item.level === 'may' || isClosed(item)) ? 'archived' : state;
  if (!FOLLOWS_ITEMS.includes(state)) return state;
  const isOpen = items.length > 0 && gateBlockers(items).length === 0 && (facts.questions ?? 0) === 0;
  if (isOpen) return 'awaiting_release';
  if (facts.leaverGone) return 'supplementing';
  return state === 'planning' && !isPlanAgreed(items) ? 'planning' : 'active';
}

const isPlanAgreed = (items: readonly CaseItem[]): boolean =>
  items.every((item) => item.key !== PLAN_ITEM || item.state === 'awaiting_confirmation' || isClosed(item));

type Target = CaseState | 'same' | 'as_before';

/** Which action knows which states, and where it leads. */
export const CASE_MOVES: Readonly<Record<CaseAction, { from: readonly CaseState[]; to: Target }>> = {
  launch: { from: ['preparing'], to: 'planning' },
  // Released: the end of access alone.
  edit: { from: [...OPEN_CASE_STATES, 'released'], to: 'same' },
  release: { from: ['awaiting_release'], to: 'released' },
  withdraw: { from: OPEN_CASE_STATES, to: 'withdrawn' },
  reinstate: { from: ['withdrawn'], to: 'as_before' },
  nudge: { from: FOLLOWS_ITEMS, to: 'same' },
};

/**
 * Takes an action on a case. Ask caseStateFor afterwards: a reinstated case may be further on than 计划中.
 * @throws AppError case_action_not_allowed
 */
export function moveCase(state: CaseState, action: CaseAction, facts: { launched: boolean }): CaseState {
  const { from, to } = CASE_MOVES[action];
  if (!from.includes(state)) throw new AppError('case_action_not_allowed', { action, state });
  if (to === 'as_before') return facts.launched ? 'planning' : 'preparing';
  return to === 'same' ? state : to;
}
