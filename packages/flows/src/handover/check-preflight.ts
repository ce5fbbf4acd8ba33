import { AppError, hrOfCase, type PreflightCode } from '@baton/core';
import { findCase, listAdmins, listRoleHolders, type Tx } from '@baton/db';
import { planChecklist } from './plan-checklist.ts';

export type PreflightView = { code: PreflightCode; blocking: boolean; subject: string; fixerIds: string[] };

/**
 * What stands between a case and its launch, and who can mend each: HR edits the case, an admin fills roles and rules.
 * Reads without a lock: looking never makes anybody wait.
 * @param now the plan's dates are worked out from it
 * @throws AppError not_found
 */
export async function checkPreflight(
  tx: Tx,
  { corpId, handoverId, now }: { corpId: string; handoverId: string; now: Date },
): Promise<PreflightView[]> {
  const handover = await findCase(tx, corpId, handoverId);
  if (!handover) throw new AppError('not_found');
  const { problems } = await planChecklist(tx, handover, now);
  if (problems.length === 0) return [];
  const admins = await listAdmins(tx, corpId);
  const holders = (await listRoleHolders(tx, corpId, ['hr'])).filter((userId) => userId !== handover.leaverId);
  const hr = [...new Set([...hrOfCase(handover, holders), ...holders])];
  const fixers = { hr: hr.length > 0 ? hr : admins, admin: admins };
  return problems.map(({ code, blocking, subject, fixedBy }) => ({
    code,
    blocking,
    subject,
    fixerIds: fixers[fixedBy],
  }));
}
