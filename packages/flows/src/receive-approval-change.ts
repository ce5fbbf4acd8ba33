import { type ApprovalRow, findApproval, lockDeparture, schema, type Tx, upsertApproval, withCorp } from '@baton/db';
import { type Approval, DingtalkQuotaExhausted, type KnownEventData } from '@baton/dingtalk';
import { and, eq } from 'drizzle-orm';
import { applyDeparture } from './apply-departure.ts';
import type { Deps } from './deps.ts';
import { type ResignationForm, readApprovalForm } from './read-approval-form.ts';
import { readDimissions } from './read-dimissions.ts';
import { isKnownPerson } from './read-person.ts';
import type { Received, Settled } from './received.ts';
import { NotReadableYet } from './retry-event.ts';

type ApprovalChange = Extract<KnownEventData, { type: 'bpms_instance_change' }>;
type Status = (typeof schema.handoverApprovals.$inferSelect)['status'];
type Word = { status: Status; at: Date };

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
  const form = await findForm(deps, corpId, data.processCode);
  if (category === MIXED && !form) return look(deps, corpId, data.originatorUserId);
  if (!form && !RESIGNATIONS.has(category)) return { outcome: 'ignored', note: 'no_resignation' };
  const word = wordOf(event);
  if (!word) return { outcome: 'ignored', note: `change:${data.change}` };

  const before = await withCorp(deps.db, corpId, (tx) => findApproval(tx, corpId, data.instanceId));
  const needsForm = word.status === 'agreed' && !before?.agreedAt;
  const read = needsForm ? await readForm(deps, corpId, event, form?.mapping ?? null) : null;
  if (read?.revokes) {
    await noteRevocation(deps, corpId, read.revokes, word.at);
    return { outcome: 'handled', note: 'revocation' };
  }
  const named = read?.form.leaverId;
  if (named && named !== data.originatorUserId && !(await isKnownPerson(deps, corpId, named))) {
    deps.log.warn(
      { event: 'approval.unknown_leaver', corpId, instanceId: data.instanceId },
      'the form names nobody we know',
    );
    return { outcome: 'ignored', note: 'unknown_leaver' };
  }
  const leaverId = read?.form.leaverId ?? before?.leaverId ?? data.originatorUserId;
  if (!leaverId) return { outcome: 'ignored', note: 'no_originator' };
  await withCorp(deps.db, corpId, async (tx) => {
    await lockDeparture(tx, corpId, leaverId);
    await noteWord(tx, corpId, data, word, leaverId, read?.form ?? null);
  });
  // Dates and successor from 智能人事 stand over what the form says; asking is free.
  if (word.status !== 'running') await readDimissions(deps, corpId, [leaverId]);
  await applyDeparture(deps, corpId, leaverId);
  return { outcome: 'handled', note: word.status };
}

async function findForm(deps: Deps, corpId: string, processCode: string | null) {
  if (!processCode) return undefined;
  const { approvalForms } = schema;
  const [row] = await withCorp(deps.db, corpId, (tx) =>
    tx
      .select()
      .from(approvalForms)
      .where(and(eq(approvalForms.corpId, corpId), eq(approvalForms.processCode, processCode))),
  );
  return row;
}

async function look(deps: Deps, corpId: string, userId: string | null): Promise<Settled> {
  if (!userId) return { outcome: 'ignored', note: 'no_originator' };
  const changed = await readDimissions(deps, corpId, [userId]);
  for (const leaverId of changed) await applyDeparture(deps, corpId, leaverId);
  return { outcome: 'handled', note: 'looked' };
}

/** What the event says of the approval; null for changes that say nothing. */
function wordOf({ data, at }: Received<ApprovalChange>): Word | null {
  const ended = data.finishedAt ?? at;
  if (data.change === 'start') return { status: 'running', at: data.createdAt ?? at };
  if (data.change === 'terminate') return { status: 'withdrawn', at: ended };
  if (data.change === 'delete') return { status: 'deleted', at };
  if (data.change !== 'finish') return null;
  if (data.result === 'agree') return { status: 'agreed', at: ended };
  return data.result === 'refuse' ? { status: 'refused', at: ended } : null;
}

type Reading = { form: ResignationForm; revokes: ApprovalRow | null };

async function readForm(
  deps: Deps,
  corpId: string,
  { data, attempts }: Received<ApprovalChange>,
  mapping: schema.ApprovalMapping | null,
): Promise<Reading | null> {
  let approval: Approval;
  try {
    approval = await deps.dingtalkFor(corpId).getApproval(data.instanceId, { purpose: 'lifecycle' });
  } catch (error) {
    // Out of quota the free 智能人事 interfaces still know an official resignation's dates; an ordinary form has to wait.
    if (error instanceof DingtalkQuotaExhausted && mapping === null) return null;
    throw error;
  }
  if (approval.status === 'RUNNING' && attempts < TRUST_EVENT_AFTER) throw new NotReadableYet('approval still running');
  const main = approval.bizAction === 'REVOKE' ? approval.mainInstanceId : null;
  const form = readApprovalForm(approval, mapping);
  // A name typed into a text field is nobody: HR names the successor then.
  const known = form.successorId !== null && (await isKnownPerson(deps, corpId, form.successorId));
  return {
    form: known ? form : { ...form, successorId: null },
    revokes: main ? await agreedBefore(deps, corpId, main, data, mapping) : null,
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
  data: ApprovalChange,
  mapping: schema.ApprovalMapping | null,
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
    bizCategoryId: data.bizCategoryId ?? '',
    processCode: data.processCode ?? '',
    createdAt: deps.now(),
  };
}

/** An approval that takes an agreed one back: the agreed one counts as withdrawn from then on. */
async function noteRevocation(deps: Deps, corpId: string, main: ApprovalRow, at: Date): Promise<void> {
  await withCorp(deps.db, corpId, async (tx) => {
    await lockDeparture(tx, corpId, main.leaverId);
    const statusAt = at > main.statusAt ? at : main.statusAt;
    await upsertApproval(tx, { ...main, status: 'withdrawn', statusAt });
  });
  await readDimissions(deps, corpId, [main.leaverId]);
  await applyDeparture(deps, corpId, main.leaverId);
}

const ENDED: readonly Status[] = ['agreed', 'refused', 'withdrawn', 'deleted'];

/** Running never follows an end; of two ends the later one counts, and at one instant the one that takes more back. */
function isNewer(word: Word, known: Word): boolean {
  const rank = (status: Status) => (ENDED.includes(status) ? 1 : 0);
  if (rank(word.status) !== rank(known.status)) return rank(word.status) > rank(known.status);
  if (word.at.getTime() !== known.at.getTime()) return word.at > known.at;
  return ENDED.indexOf(word.status) > ENDED.indexOf(known.status);
}

async function noteWord(
  tx: Tx,
  corpId: string,
  data: ApprovalChange,
  word: Word,
  leaverId: string,
  form: ResignationForm | null,
): Promise<void> {
  const known = await findApproval(tx, corpId, data.instanceId);
  const newer = !known || isNewer(word, { status: known.status, at: known.statusAt });
  await upsertApproval(tx, {
    corpId,
    processInstanceId: data.instanceId,
    leaverId,
    status: newer ? word.status : known.status,
    statusAt: newer ? word.at : known.statusAt,
    agreedAt: word.status === 'agreed' ? word.at : (known?.agreedAt ?? null),
    lastWorkingDay: form?.lastWorkingDay ?? known?.lastWorkingDay ?? null,
    successorId: form?.successorId ?? known?.successorId ?? null,
    bizCategoryId: data.bizCategoryId ?? known?.bizCategoryId ?? '',
    processCode: data.processCode ?? known?.processCode ?? '',
  });
}
