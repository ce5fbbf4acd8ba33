import { AppError, type ErrorCode } from '../errors.ts';
import type {
  Actor,
  CaseFacts,
  CaseState,
  ConfirmationFacts,
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

/** The item after the action. `acceptance` tells what becomes of acceptedAt/acceptedBy. */
export type ItemMove = {
  state: ItemState;
  doerId: string;
  acceptorId: string | null;
  acceptorInterim: boolean;
  toBeReaccepted: boolean;
  acceptance: 'given' | 'cleared' | 'kept';
  confirmations: readonly ConfirmationFacts[];
  /** Text for the row: why it is 受阻, 退回, 豁免 or 转补交接; '' once that is over. */
  reason: string;
  /** Undefined: as it was. */
  waiver?: { by: string; why: string; risk: string; followUpOn: string | null } | null;
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

/**
 * Takes an action on an item.
 * @returns the item afterwards; whether the evidence suffices is asked separately, see checkEvidence
 * @throws AppError forbidden, item_action_not_allowed, reason_required (missing reason, why or risk), invalid_input
 *   (no DEMO result, or a person who may not act)
 */
export function moveItem(item: ItemFacts, action: ItemAction, context: ItemContext): ItemMove {
  const refusal = itemRefusal(item, action, context);
  if (refusal) throw new AppError(refusal, { action, state: item.state });
  return EFFECTS[action](item, context);
}

const EFFECTS: Record<ItemAction, (item: ItemFacts, context: ItemContext) => ItemMove> = {
  // A returned item stays 退回 while it is edited, so that the reason stays in sight.
  save: (item, context) => ({
    ...kept(item),
    state: item.state === 'todo' ? 'doing' : item.state,
    reason: context.reason ?? '',
  }),
  submit: (item) => cleared(item, 'awaiting_acceptance'),
  accept,
  confirm,
  return: (item, context) => ({ ...cleared(item, 'returned'), reason: reasonOf(context) }),
  block: (item, context) => ({ ...kept(item), state: 'blocked', reason: reasonOf(context) }),
  unblock: (item) => ({ ...kept(item), state: 'doing' }),
  waive,
  reopen: (item, context) => ({ ...cleared(item, 'returned'), reason: reasonOf(context), waiver: null }),
  supplement,
  delegate,
};

const kept = (item: ItemFacts): ItemMove => ({
  state: item.state,
  doerId: item.doerId,
  acceptorId: item.acceptorId,
  acceptorInterim: item.acceptorInterim,
  toBeReaccepted: item.toBeReaccepted,
  acceptance: 'kept',
  confirmations: item.confirmations,
  reason: '',
});

/** Back to before anybody accepted or confirmed: what was signed is signed no longer. */
const cleared = (item: ItemFacts, state: ItemState): ItemMove => ({
  ...kept(item),
  state,
  acceptance: 'cleared',
  toBeReaccepted: false,
  confirmations: item.confirmations.map((row) => ({ ...row, confirmedAt: null })),
});

function accept(item: ItemFacts, context: ItemContext): ItemMove {
  if (needsDemo(item)) {
    if (!context.demo) throw new AppError('invalid_input', { field: 'demo' });
    if (context.demo === 'fail') return { ...cleared(item, 'returned'), reason: reasonOf(context) };
  }
  // Where the template names the successor as confirmer, submission plus acceptance is the two-person rule.
  const confirmations = item.confirmations.map((row) =>
    row.role === 'successor' && row.confirmerId === item.acceptorId && !row.confirmedAt
      ? { ...row, confirmedAt: context.now }
      : row,
  );
  return {
    ...kept(item),
    state: stateAfterSigning(confirmations),
    acceptance: 'given',
    toBeReaccepted: item.acceptorInterim,
    confirmations,
  };
}

function confirm(item: ItemFacts, context: ItemContext): ItemMove {
  const confirmations = item.confirmations.map((row) =>
    row.confirmerId === context.actor.userId && !row.confirmedAt ? { ...row, confirmedAt: context.now } : row,
  );
  return { ...kept(item), state: stateAfterSigning(confirmations), confirmations };
}

const stateAfterSigning = (confirmations: readonly ConfirmationFacts[]): ItemState =>
  confirmations.length > 0 && confirmations.every((row) => row.confirmedAt) ? 'done' : 'awaiting_confirmation';

/** True when the successor has to do the work in front of the leaver before accepting. */
export const needsDemo = (item: Pick<ItemFacts, 'evidence'>): boolean =>
  item.evidence.some((group) => group.every((type) => type === 'DEMO'));

function waive(item: ItemFacts, context: ItemContext): ItemMove {
  const why = reasonOf(context);
  const risk = context.risk?.trim() ?? '';
  if (risk === '') throw new AppError('reason_required', { field: 'risk' });
  const waiver = { by: context.actor.userId, why, risk, followUpOn: context.followUpOn ?? null };
  return { ...kept(item), state: 'waived', toBeReaccepted: false, reason: why, waiver };
}

/** The new doer must not be one of the two who sign; flows assign those anew first, see assignPeople. */
function supplement(item: ItemFacts, context: ItemContext): ItemMove {
  const reason = reasonOf(context);
  const doerId = livingTarget(context);
  const signs = doerId === item.acceptorId || item.confirmations.some((row) => row.confirmerId === doerId);
  if (signs) throw new AppError('invalid_input', { field: 'doerId', why: 'doer_signs' });
  return { ...cleared(item, 'supplementary'), doerId, reason };
}

function delegate(item: ItemFacts, context: ItemContext): ItemMove {
  reasonOf(context);
  const to = livingTarget(context);
  const me = context.actor.userId;
  if (to === item.doerId || to === me) throw new AppError('invalid_input', { field: 'toUserId' });
  return context.slot === null || context.slot === undefined
    ? delegateAcceptance(item, me, to)
    : delegateConfirmation(item, context.slot, me, to);
}

function delegateAcceptance(item: ItemFacts, me: string, to: string): ItemMove {
  const mayAccept = item.state !== 'awaiting_confirmation' || (item.toBeReaccepted && !item.acceptorInterim);
  if (item.acceptorId !== me || !mayAccept) throw new AppError('forbidden', { action: 'delegate' });
  if (item.confirmations.some((row) => row.role !== 'successor' && row.confirmerId === to)) {
    throw new AppError('invalid_input', { field: 'toUserId', why: 'confirms_already' });
  }
  const confirmations = item.confirmations.map((row) =>
    row.role === 'successor' && !row.confirmedAt ? { ...row, confirmerId: to } : row,
  );
  return { ...kept(item), acceptorId: to, confirmations };
}

function delegateConfirmation(item: ItemFacts, slot: number, me: string, to: string): ItemMove {
  const row = item.confirmations.find((candidate) => candidate.slot === slot);
  if (!row || row.confirmerId !== me || row.confirmedAt || row.role === 'successor') {
    throw new AppError('forbidden', { action: 'delegate', slot });
  }
  if (to === item.acceptorId) throw new AppError('invalid_input', { field: 'toUserId', why: 'accepts_already' });
  const confirmations = item.confirmations.map((other) => (other === row ? { ...row, confirmerId: to } : other));
  return { ...kept(item), confirmations };
}

function reasonOf({ reason }: ItemContext): string {
  const text = reason?.trim() ?? '';
  if (text === '') throw new AppError('reason_required', { field: 'reason' });
  return text;
}

function livingTarget({ toUserId, handover }: ItemContext): string {
  if (!toUserId || toUserId === handover.leaverId) throw new AppError('invalid_input', { field: 'toUserId' });
  return toUserId;
}
