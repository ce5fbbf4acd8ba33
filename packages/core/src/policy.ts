import { AppError } from './errors.ts';
import { isCutOff } from './handover/cutoff.ts';
import { itemRefusal } from './handover/item-moves.ts';
import {
  type Actor,
  CASE_ACTIONS,
  type CaseAction,
  type CaseFacts,
  type CaseState,
  ITEM_ACTIONS,
  type ItemAction,
  type ItemFacts,
  OPEN_CASE_STATES,
} from './handover/model.ts';
import { CASE_MOVES } from './handover/move-case.ts';
import { itemRelations } from './handover/relations.ts';

/** What somebody is to a case as a whole. */
export type CaseRelation = 'leaver' | 'successor' | 'interim' | 'witness' | 'manager' | 'hr' | 'admin';

/** The leaver is nothing but the leaver of their own case, and a stranger once their access is cut off. */
export function caseRelations(actor: Actor, handover: CaseFacts, now: Date): CaseRelation[] {
  const me = actor.userId;
  if (me === handover.leaverId) return isCutOff(handover, now) ? [] : ['leaver'];
  const holds: Record<CaseRelation, boolean> = {
    leaver: false,
    successor: handover.successorId === me,
    interim: handover.interimHolderId === me,
    witness: handover.witnessId === me,
    manager: handover.managerId === me,
    hr: actor.roles.includes('hr'),
    admin: actor.isAdmin,
  };
  return (Object.keys(holds) as CaseRelation[]).filter((relation) => holds[relation]);
}

/** Whose a case action is. Releasing belongs to HR alone, not even to an admin. */
export const CASE_POLICY: Readonly<Record<CaseAction, readonly CaseRelation[]>> = {
  launch: ['hr', 'admin'],
  edit: ['hr', 'admin', 'manager'],
  release: ['hr'],
  withdraw: ['hr', 'admin'],
  reinstate: ['hr', 'admin'],
  nudge: ['hr', 'admin', 'manager'],
};

/** After the release only the end of access is left to edit, and that is not the manager's. */
const EDITS_RELEASED: readonly CaseRelation[] = ['hr', 'admin'];

function mayOnCase(actor: Actor, handover: CaseFacts, action: CaseAction, now: Date): boolean {
  const isLate = action === 'edit' && handover.state === 'released';
  const whose = isLate ? EDITS_RELEASED : CASE_POLICY[action];
  return caseRelations(actor, handover, now).some((relation) => whose.includes(relation));
}

/** What this person may do with the case now; pages show exactly these buttons. */
export const caseAbilities = (actor: Actor, handover: CaseFacts, now: Date): CaseAction[] =>
  CASE_ACTIONS.filter(
    (action) => CASE_MOVES[action].from.includes(handover.state) && mayOnCase(actor, handover, action, now),
  );

/** Whether the release of a case is this person's, once it comes to that; false as soon as it is over. */
export const awaitsReleaseBy = (actor: Actor, handover: CaseFacts, now: Date): boolean =>
  (OPEN_CASE_STATES as readonly CaseState[]).includes(handover.state) && mayOnCase(actor, handover, 'release', now);

/** @throws AppError forbidden, or case_action_not_allowed when only the state is in the way */
export function authorizeCase(actor: Actor, handover: CaseFacts, action: CaseAction, now: Date): void {
  if (!mayOnCase(actor, handover, action, now)) throw new AppError('forbidden', { action });
  if (!CASE_MOVES[action].from.includes(handover.state)) {
    throw new AppError('case_action_not_allowed', { action, state: handover.state });
  }
}

/** What this person may do with the item now; pages show exactly these buttons. */
export const itemAbilities = (actor: Actor, handover: CaseFacts, item: ItemFacts, now: Date): ItemAction[] =>
  ITEM_ACTIONS.filter((action) => itemRefusal(item, action, { actor, handover, now }) === null);

/** Opening a case by hand, choosing templates and people for it. */
export const canOpenCase = (actor: Actor): boolean => actor.isAdmin || actor.roles.includes('hr');

/** Before the launch, and for ever when there was none, only those who prepare it and the leaver know of a case. */
const KNOWS_BEFORE_LAUNCH: readonly CaseRelation[] = ['hr', 'admin', 'manager', 'leaver'];

/**
 * Whether somebody may see that a case exists and how far it is: its people, and who acts on one of its items.
 * Colleagues see nothing; the leaver nothing after `accessCutoffAt`.
 */
export function canSeeCase(actor: Actor, handover: CaseFacts, items: readonly ItemFacts[], now: Date): boolean {
  const relations = caseRelations(actor, handover, now);
  if (handover.launchedAt === null) return relations.some((relation) => KNOWS_BEFORE_LAUNCH.includes(relation));
  return relations.length > 0 || items.some((item) => actsOn(actor, handover, item, now));
}

/** Why a case was withdrawn is between those who decide on it: HR, admins and the manager. */
export const canSeeWhyWithdrawn = (actor: Actor, handover: CaseFacts, now: Date): boolean =>
  caseRelations(actor, handover, now).some((relation) => ['hr', 'admin', 'manager'].includes(relation));

/**
 * Whether somebody may see an item with its evidence: the people of the case, and who acts or has acted on it. A
 * restricted item (限可见) only those who act on it, the manager and HR.
 */
export function canSeeItem(actor: Actor, handover: CaseFacts, item: ItemFacts, now: Date): boolean {
  const relations = caseRelations(actor, handover, now);
  if (handover.launchedAt === null) return relations.some((relation) => KNOWS_BEFORE_LAUNCH.includes(relation));
  if (actsOn(actor, handover, item, now)) return true;
  if (item.restricted) return relations.includes('manager') || relations.includes('hr');
  return relations.length > 0;
}

/** Does it, accepts it, or is one of its signers, signed or not. */
function actsOn(actor: Actor, handover: CaseFacts, item: ItemFacts, now: Date): boolean {
  const relations = itemRelations(actor, handover, item, now);
  if (relations.includes('doer') || relations.includes('acceptor')) return true;
  return actor.userId !== handover.leaverId && item.confirmations.some((row) => row.confirmerId === actor.userId);
}
