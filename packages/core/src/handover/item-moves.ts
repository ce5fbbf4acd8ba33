import type { ErrorCode } from '../errors.ts';
import type {
  Actor,
  CaseFacts,
  CaseState,
  DemoResult,
  ItemAction,
  ItemFacts,
  ItemRelation,
  ItemState,
} from './model.ts';
import { itemRelations } from './relations.ts';

/** Everything an action on an item may need to know besides the item. */
export type ItemContext = {
  actor: Actor;
  handover: CaseFacts;
  now: Date;
  /** return, block, reopen, supplement, delegate; `why` of a waiver; the note of a failed DEMO. */
  reason?: string;
  /** waive: the risk that remains. */
  risk?: string;
  /** waive: `YYYY-MM-DD` to look at it again. */
  followUpOn?: string | null;
  /** accept: how the DEMO went. */
  demo?: DemoResult;
  /** supplement: who does it now. delegate: who acts instead. */
  toUserId?: string;
  /** delegate: the confirmation to hand on; null hands on the acceptance. */
  slot?: number | null;
};

const UNFINISHED = ['todo', 'doing', 'returned', 'supplementary'] as const;
const HANDED_IN = ['awaiting_acceptance', 'awaiting_confirmation'] as const;

/** Which action knows which states, and whose it is. Everything not listed is refused. */
export const ITEM_MOVES: Readonly<Record<ItemAction, { from: readonly ItemState[]; by: readonly ItemRelation[] }>> = {
  save: { from: UNFINISHED, by: ['doer'] },
  submit: { from: UNFINISHED, by: ['doer'] },
  // From the later two only when an interim holder accepted and the successor has to accept again.
  accept: { from: ['awaiting_acceptance', 'awaiting_confirmation', 'done'], by: ['acceptor'] },
  confirm: { from: ['awaiting_confirmation'], by: ['confirmer'] },
  // The acceptor's: 待接收人确认, or accepting again. The confirmer's: 待确认人确认.
  return: { from: ['awaiting_acceptance', 'awaiting_confirmation', 'done'], by: ['acceptor', 'confirmer'] },
  block: { from: UNFINISHED, by: ['doer', 'acceptor', 'manager', 'hr'] },
  unblock: { from: ['blocked'], by: ['doer', 'manager', 'hr'] },
  waive: { from: [...UNFINISHED, 'blocked', ...HANDED_IN], by: ['manager', 'hr'] },
  reopen: { from: ['done', 'waived'], by: ['hr'] },
  supplement: { from: [...UNFINISHED, 'blocked'], by: ['manager', 'hr'] },
  delegate: { from: [...UNFINISHED, 'blocked', ...HANDED_IN], by: ['acceptor', 'confirmer'] },
};

const WORKING_CASE: readonly CaseState[] = ['planning', 'active', 'supplementing', 'awaiting_release'];

/** Whether work on the item may go on: after the release only what belongs to the archive gate. */
const isCaseOpenFor = (handover: CaseFacts, item: ItemFacts): boolean =>
  WORKING_CASE.includes(handover.state) || (handover.state === 'released' && item.gate === 'archive');

/**
 * Why this person may not take this action now, or null. Looks only at who and when, not at what they typed: it
 * decides which buttons a page shows.
 */
export function itemRefusal(item: ItemFacts, action: ItemAction, context: ItemContext): ErrorCode | null {
  const relations = itemRelations(context.actor, context.handover, item, context.now);
  const allowed = relations.filter((relation) => ITEM_MOVES[action].by.includes(relation));
  if (allowed.length === 0) return 'forbidden';
  // Whoever does it neither waives nor hands it to somebody else, even as the manager.
  if (relations.includes('doer') && (action === 'waive' || action === 'delegate')) return 'forbidden';
  if (!isCaseOpenFor(context.handover, item)) return 'item_action_not_allowed';
  if (!ITEM_MOVES[action].from.includes(item.state)) return 'item_action_not_allowed';
  return isTurn(item, action, allowed) ? null : 'item_action_not_allowed';
}

/** The guards that depend on whose turn it is. */
function isTurn(item: ItemFacts, action: ItemAction, relations: readonly ItemRelation[]): boolean {
  const again = item.toBeReaccepted && !item.acceptorInterim;
  const acceptorsTurn = relations.includes('acceptor') && (item.state === 'awaiting_acceptance' || again);
  if (action === 'accept') return acceptorsTurn;
  if (action === 'return') {
    return acceptorsTurn || (relations.includes('confirmer') && item.state === 'awaiting_confirmation');
  }
  if (action === 'submit') return item.acceptorId !== null;
  if (action === 'delegate')
    return acceptorsTurn || item.state !== 'awaiting_confirmation' || relations.includes('confirmer');
  return true;
}
