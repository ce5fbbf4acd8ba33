import { type ApprovalRow, findApproval, type schema, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { NotReadableYet } from '../intake/retry-event.ts';
import { isKnownPerson } from '../people/read-person.ts';
import { type ResignationForm, readApprovalForm } from './read-approval-form.ts';

export type Resignation = {
  form: ResignationForm;
  /** The agreed approval that this one takes back. */
  revokes: ApprovalRow | null;
  /** False when the form names a leaver whom neither we nor DingTalk know. */
  leaverKnown: boolean;
};

type About = {
  instanceId: string;
  processCode: string | null;
  bizCategoryId: string | null;
  mapping: schema.ApprovalMapping | null;
  /** Whether to believe that it was agreed although DingTalk still shows it as running. */
  trustEvent: boolean;
};

/**
 * Reads one approval (metered) and who leaves, when, and who takes over according to its form.
 * @throws NotReadableYet while DingTalk shows an agreed approval as running; what the client throws
 */
export async function readResignation(deps: Deps, corpId: string, about: About): Promise<Resignation> {
  const approval = await deps.dingtalkFor(corpId).getApproval(about.instanceId, { purpose: 'lifecycle' });
  if (approval.status === 'RUNNING' && !about.trustEvent) throw new NotReadableYet('approval still running');
  const main = approval.bizAction === 'REVOKE' ? approval.mainInstanceId : null;
  const form = readApprovalForm(approval, about.mapping);
  // A name typed into a text field is nobody: HR names the successor then.
  const known = form.successorId !== null && (await isKnownPerson(deps, corpId, form.successorId));
  const own = form.leaverId === approval.originatorUserId;
  return {
    form: known ? form : { ...form, successorId: null },
    revokes: main ? await agreedBefore(deps, corpId, main, about) : null,
    leaverKnown: own || (await isKnownPerson(deps, corpId, form.leaverId)),
  };
}

/**
 * REVOKE is documented once as taking an agreed approval back and once as filing again after a withdrawal: whether the
 * main approval was ever agreed tells which. @returns the agreed approval as we know it, null when there is none
 */
async function agreedBefore(
  deps: Deps,
  corpId: string,
  processInstanceId: string,
  { bizCategoryId, processCode, mapping }: About,
): Promise<ApprovalRow | null> {
  const known = await withCorp(deps.db, corpId, (tx) => findApproval(tx, corpId, processInstanceId));
  if (known) return known.agreedAt ? known : null;
  const main = await deps.dingtalkFor(corpId).getApproval(processInstanceId, { purpose: 'lifecycle' });
  if (main.status !== 'COMPLETED' || main.result !== 'agree') return null;
  const agreedAt = main.finishedAt ?? deps.now();
  return {
    ...readApprovalForm(main, mapping),
    corpId,
    processInstanceId,
    handoverId: null,
    status: 'agreed',
    statusAt: agreedAt,
    agreedAt,
    bizCategoryId: bizCategoryId ?? '',
    processCode: processCode ?? '',
    formUnread: false,
    createdAt: deps.now(),
  };
}
