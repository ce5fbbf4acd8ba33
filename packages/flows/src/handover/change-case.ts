import { AppError, authorizeCase, type CaseAction, canSeeCase } from '@baton/core';
import { findCase, type HandoverRow, listItems, lockCase, lockDeparture, type Tx, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';

export type CaseInput = { handoverId: string; version: number };
/** A case under lock that the actor may act upon, in the version that the page saw. */
export type CaseChange = { handover: HandoverRow; now: Date; by: string };

/**
 * What every verb on a case does around its own step: lock person and case, check who asks, what state the case is in
 * and which version the page saw.
 * @throws AppError not_found (also for who may not see the case), forbidden, case_action_not_allowed, conflict
 */
export async function changeCase(
  deps: Deps,
  session: Session,
  action: CaseAction,
  { handoverId, version }: CaseInput,
  step: (tx: Tx, change: CaseChange) => Promise<unknown>,
): Promise<void> {
  const { corpId, actor } = session;
  const now = deps.now();
  await withCorp(deps.db, corpId, async (tx) => {
    // The same order of locks as everywhere: person, case, items.
    const seen = await findCase(tx, corpId, handoverId);
    if (!seen) throw new AppError('not_found');
    await lockDeparture(tx, corpId, seen.leaverId);
    const handover = await lockCase(tx, corpId, handoverId);
    if (!handover) throw new AppError('not_found');
    const items = await listItems(tx, corpId, [handoverId]);
    if (!canSeeCase(actor, handover, items, now)) throw new AppError('not_found');
    authorizeCase(actor, handover, action, now);
    if (handover.version !== version) throw new AppError('conflict', { version: handover.version });
    await step(tx, { handover, now, by: actor.userId });
  });
  deps.nudge('deliver-notices');
}
