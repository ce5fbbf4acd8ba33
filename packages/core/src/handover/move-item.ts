import { AppError } from '../errors.ts';
import { type ItemContext, itemRefusal } from './item-moves.ts';
import type { ConfirmationFacts, ItemAction, ItemFacts, ItemState } from './model.ts';

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
  save: (item) => ({ ...kept(item), state: item.state === 'todo' ? 'doing' : item.state }),
  submit: (item) => cleared(item, 'awaiting_acceptance'),
  accept,
  confirm,
  return: (item, context) => ({ ...cleared(item, 'returned'), reason: reasonOf(context) }),
  block: (item, context) => ({ ...kept(item), state: 'blocked', reason: reasonOf(context) }),
  unblock: (item) => ({ ...kept(item), state: 'doing', reason: '' }),
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
  reason: item.reason,
});

/** Back to before anybody accepted or confirmed: what was signed is signed no longer. */
const cleared = (item: ItemFacts, state: ItemState): ItemMove => ({
  ...kept(item),
  state,
  acceptance: 'cleared',
  toBeReaccepted: false,
  reason: '',
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
