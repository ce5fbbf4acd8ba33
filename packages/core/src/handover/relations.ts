import { isCutOff } from './cutoff.ts';
import type { Actor, CaseFacts, ItemFacts, ItemRelation } from './model.ts';

/**
 * What somebody is to one item. The leaver is never more than the doer of their own items, whatever roles they fill:
 * an HR colleague who leaves does not waive for themselves.
 */
export function itemRelations(actor: Actor, handover: CaseFacts, item: ItemFacts, now: Date): ItemRelation[] {
  const me = actor.userId;
  if (me === handover.leaverId) return item.doerId === me && !isCutOff(handover, now) ? ['doer'] : [];
  const holds: Record<ItemRelation, boolean> = {
    doer: item.doerId === me,
    acceptor: item.acceptorId === me && item.doerId !== me,
    confirmer: item.doerId !== me && item.confirmations.some((row) => row.confirmerId === me && !row.confirmedAt),
    witness: handover.witnessId === me,
    manager: handover.managerId === me,
    hr: actor.roles.includes('hr'),
    admin: actor.isAdmin,
  };
  return (Object.keys(holds) as ItemRelation[]).filter((relation) => holds[relation]);
}
