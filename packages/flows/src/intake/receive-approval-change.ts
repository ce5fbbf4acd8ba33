import { findApproval, readDepartureFacts, withCorp } from '@baton/db';
import { DingtalkQuotaExhausted, type KnownEventData } from '@baton/dingtalk';
import { applyDeparture } from '../departure/apply-departure.ts';
import { findApprovalForm } from '../departure/find-approval-form.ts';
import { lookAtDimissions } from '../departure/look-at-dimissions.ts';
import { readDimissions } from '../departure/read-dimissions.ts';
import { type Resignation, readResignation } from '../departure/read-resignation.ts';
import { type ApprovalNews, recordApproval } from '../departure/record-approval.ts';
import { revokeApproval } from '../departure/revoke-approval.ts';
import type { Deps } from '../deps.ts';
import type { Received, Settled } from './received.ts';

type ApprovalChange = Extract<KnownEventData, { type: 'bpms_instance_change' }>;
type ChosenForm = Awaited<ReturnType<typeof findApprovalForm>>;

/** Official suites that mean a departure (contract/approval-form.md §6.1), compared without case. */
const RESIGNATIONS = new Set(['hrm.termination', 'hrm.terminationandhandover', 'hrm.handover']);
/** May contain a resignation among other things: 智能人事 knows. */
const MIXED = 'dingtalk.hrm.integratedsuite';

/** After so many tries an approval that still shows as running is read as the event told. */
const TRUST_EVENT_AFTER = 4;

/**
 * An approval started, ended, was withdrawn or deleted. Only resignations matter: official suites by category, ordinary
 * templates that an admin chose. The form is read once, when it was agreed: reading is metered.
 */
export async function receiveApprovalChange(
  deps: Deps,
  corpId: string,
  event: Received<ApprovalChange>,
): Promise<Settled> {
  const { data } = event;
  const category = data.bizCategoryId?.toLowerCase() ?? '';
  const { form, before } = await withCorp(deps.db, corpId, async (tx) => ({
    form: await findApprovalForm(tx, corpId, data.processCode),
    before: await findApproval(tx, corpId, data.instanceId),
  }));
  if (category === MIXED && !form) return look(deps, corpId, data.originatorUserId);
  if (!form && !RESIGNATIONS.has(category)) return { outcome: 'ignored', note: 'no_resignation' };
  const word = wordOf(event);
  if (!word) return { outcome: 'ignored', note: `change:${data.change}` };

  const needsForm = word.status === 'agreed' && !before?.agreedAt;
  const read = needsForm ? await readForm(deps, corpId, event, form) : null;
  if (read?.revokes) {
    await revokeApproval(deps, corpId, read.revokes, word.at);
    return { outcome: 'handled', note: 'revocation' };
  }
  if (read && !read.leaverKnown) {
    const fields = { event: 'approval.unknown_leaver', corpId, instanceId: data.instanceId };
    deps.log.warn(fields, 'the form names nobody we know');
    return { outcome: 'ignored', note: 'unknown_leaver' };
  }
  const { instanceId: processInstanceId, originatorUserId, processCode, bizCategoryId } = data;
  const leavers = await recordApproval(deps, corpId, {
    ...{ processInstanceId, originatorUserId, processCode, bizCategoryId, word },
    form: read?.form ?? null,
    formUnread: needsForm && read === null,
  });
  if (leavers.length === 0) return { outcome: 'ignored', note: 'no_originator' };
  // Dates and successor from 智能人事 stand over what the form says; asking is free.
  if (word.status !== 'running') await readDimissions(deps, corpId, leavers);
  for (const leaverId of leavers) await applyDeparture(deps, corpId, leaverId);
  return { outcome: 'handled', note: word.status };
}

async function look(deps: Deps, corpId: string, userId: string | null): Promise<Settled> {
  if (!userId) return { outcome: 'ignored', note: 'no_originator' };
  await lookAtDimissions(deps, corpId, [userId]);
  return { outcome: 'handled', note: 'looked' };
}

/** What the event says of the approval; null for changes that say nothing. */
function wordOf({ data, at }: Received<ApprovalChange>): ApprovalNews['word'] | null {
  const ended = data.finishedAt ?? at;
  if (data.change === 'start') return { status: 'running', at: data.createdAt ?? at };
  if (data.change === 'terminate') return { status: 'withdrawn', at: ended };
  if (data.change === 'delete') return { status: 'deleted', at };
  if (data.change !== 'finish') return null;
  if (data.result === 'agree') return { status: 'agreed', at: ended };
  return data.result === 'refuse' ? { status: 'refused', at: ended } : null;
}

/** @returns null when the month's calls are used up and 智能人事 shows by itself that whoever filed it is leaving */
async function readForm(
  deps: Deps,
  corpId: string,
  { data, attempts }: Received<ApprovalChange>,
  form: ChosenForm,
): Promise<Resignation | null> {
  const { instanceId, processCode, bizCategoryId, originatorUserId } = data;
  const about = { instanceId, processCode, bizCategoryId, mapping: form?.mapping ?? null };
  try {
    return await readResignation(deps, corpId, { ...about, trustEvent: attempts >= TRUST_EVENT_AFTER });
  } catch (error) {
    // HR also files for others, and an ordinary form's dates are nowhere else: both wait for the next month's calls.
    const isConfirmed = error instanceof DingtalkQuotaExhausted && !form && originatorUserId;
    if (isConfirmed && (await isLeaving(deps, corpId, originatorUserId))) return null;
    throw error;
  }
}

/** Whether 智能人事 (free of quota) has somebody as 待离职 or 已离职. */
async function isLeaving(deps: Deps, corpId: string, userId: string): Promise<boolean> {
  await readDimissions(deps, corpId, [userId]);
  const facts = await withCorp(deps.db, corpId, (tx) => readDepartureFacts(tx, corpId, userId));
  const status = facts.findLast((fact) => fact.source === 'dimission')?.status;
  return status === 'pending' || status === 'left';
}
