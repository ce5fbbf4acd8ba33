import { type ApprovalRow, listUnreadApprovals, withCorp } from '@baton/db';
import { DingtalkQuotaExhausted } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';
import { applyDeparture } from './apply-departure.ts';
import { findApprovalForm } from './find-approval-form.ts';
import { readResignation } from './read-resignation.ts';
import { recordApproval } from './record-approval.ts';
import { revokeApproval } from './revoke-approval.ts';

/** Forms read in one run at most: each costs a call of the month. */
const BATCH = 20;

/**
 * Reads the forms of approvals that were agreed while the month's calls were used up, now that there may be some again.
 * A form that names somebody else than was assumed moves the approval to them.
 */
export async function readUnreadForms(deps: Deps, corpId: string): Promise<void> {
  for (const row of await withCorp(deps.db, corpId, (tx) => listUnreadApprovals(tx, corpId, BATCH))) {
    if (deps.stopping.aborted) return;
    try {
      await readForm(deps, corpId, row);
    } catch (error) {
      if (error instanceof DingtalkQuotaExhausted) return;
      const { processInstanceId: instanceId } = row;
      deps.log.warn({ event: 'approval.form_unread', corpId, instanceId, error }, 'a form could not be read yet');
    }
  }
}

async function readForm(deps: Deps, corpId: string, row: ApprovalRow): Promise<void> {
  const { processInstanceId, processCode, bizCategoryId, agreedAt } = row;
  const chosen = await withCorp(deps.db, corpId, (tx) => findApprovalForm(tx, corpId, processCode));
  const { form, revokes, leaverKnown } = await readResignation(deps, corpId, {
    ...{ instanceId: processInstanceId, processCode, bizCategoryId },
    mapping: chosen?.mapping ?? null,
    trustEvent: true,
  });
  if (revokes) await revokeApproval(deps, corpId, revokes, agreedAt ?? row.statusAt);
  const leavers = await recordApproval(deps, corpId, {
    ...{ processInstanceId, processCode, bizCategoryId, originatorUserId: null, formUnread: false },
    // Says nothing new of the approval itself: of what it says, only the form is.
    word: { status: row.status, at: row.statusAt },
    form: leaverKnown ? form : { ...form, leaverId: row.leaverId },
  });
  for (const leaverId of leavers) await applyDeparture(deps, corpId, leaverId);
}
