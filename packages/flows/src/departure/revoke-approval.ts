import { type ApprovalRow, findApproval, lockApproval, lockDeparture, upsertApproval, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { applyDeparture } from './apply-departure.ts';
import { readDimissions } from './read-dimissions.ts';

/** An approval took an agreed one back: the agreed one counts as withdrawn from then on. */
export async function revokeApproval(deps: Deps, corpId: string, revoked: ApprovalRow, at: Date): Promise<void> {
  const leaverId = await withCorp(deps.db, corpId, async (tx) => {
    await lockApproval(tx, corpId, revoked.processInstanceId);
    const main = (await findApproval(tx, corpId, revoked.processInstanceId)) ?? revoked;
    await lockDeparture(tx, corpId, main.leaverId);
    await upsertApproval(tx, { ...main, status: 'withdrawn', statusAt: at > main.statusAt ? at : main.statusAt });
    return main.leaverId;
  });
  await readDimissions(deps, corpId, [leaverId]);
  await applyDeparture(deps, corpId, leaverId);
}
