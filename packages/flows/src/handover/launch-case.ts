import { AppError, caseStateFor, localDay, moveCase, type PlannedItem } from '@baton/core';
import { type HandoverRow, insertItems, type Tx, together, updateCase } from '@baton/db';
import { takeUpQuestions } from '../question/take-up-questions.ts';
import { notifyPeople } from '../reminder/notify-people.ts';
import { writeReminders } from '../reminder/plan-reminders.ts';
import { addHistory } from './add-history.ts';
import { advanceCase } from './advance-case.ts';
import { listCaseHr } from './list-case-hr.ts';
import { type ChecklistPlan, planChecklist } from './plan-checklist.ts';

type Launch = { now: Date; by: string };

/**
 * Starts a case that is in 待启动: issues its checklist with signers, plans reminders, tells its people. All or nothing:
 * with a blocking pre-flight problem nothing is issued.
 * @throws AppError preflight_failed (details.problems), case_action_not_allowed when it is not in 待启动
 */
export async function launchCase(tx: Tx, handover: HandoverRow, { now, by }: Launch): Promise<void> {
  const plan = await planChecklist(tx, handover, now);
  const problems = plan.problems.filter(({ blocking }) => blocking);
  if (problems.length > 0) throw new AppError('preflight_failed', { problems });
  await issue(tx, handover, plan, { now, by });
}

/**
 * Starts the case if nothing blocks it, else counts what does and asks HR once for help.
 * @returns whether it started
 */
export async function tryLaunchCase(tx: Tx, handover: HandoverRow, { now, by }: Launch): Promise<boolean> {
  const { corpId, id: handoverId } = handover;
  const plan = await planChecklist(tx, handover, now);
  const problems = plan.problems.filter(({ blocking }) => blocking).length;
  if (problems === 0) {
    await issue(tx, handover, plan, { now, by });
    return true;
  }
  if (problems !== handover.problems) await updateCase(tx, handover, { problems }, now);
  await notifyPeople(tx, {
    corpId,
    kind: 'case_needs_help',
    to: await listCaseHr(tx, handover),
    values: { leaver: plan.leaverName, problems },
    path: `/handovers/${handoverId}`,
    dedupe: `case_needs_help:${handoverId}`,
    now,
  });
  return false;
}

/** Everything is at hand: what was just issued is not read again. */
async function issue(tx: Tx, handover: HandoverRow, plan: ChecklistPlan, { now, by }: Launch): Promise<void> {
  const state = moveCase(handover.state, 'launch', { launched: false });
  const { corpId, id: handoverId, leaverId } = handover;
  const rows = plan.items.map((line) => toRows(handover, line, now));
  await insertItems(tx, rows);
  const items = rows.map(({ item }) => ({ ...item, itemId: item.id, leaverId, caseState: state, sent: [] }));
  const details = { items: plan.items.length, lastWorkingDay: handover.lastWorkingDay };
  // None waits for another: they go out together, on the one connection of the transaction.
  await together([
    updateCase(tx, handover, { state, launchedAt: now, problems: 0 }, now),
    addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.launched', details }),
    tellLaunched(tx, handover, plan, now),
    writeReminders(tx, { corpId, handoverId, now, items }),
  ]);
  await takeUpQuestions(tx, { ...handover, state, launchedAt: now }, now);
  // A leaver who is gone, or a checklist without a plan to agree on, is further on than 计划中.
  if (caseStateFor(state, plan.items, plan) !== state) await advanceCase(tx, { corpId, handoverId, now, by });
}

async function tellLaunched(tx: Tx, handover: HandoverRow, plan: ChecklistPlan, now: Date): Promise<void> {
  const { items, leaverName: leaver } = plan;
  const { corpId, id: handoverId, leaverId, successorId, interimHolderId, managerId } = handover;
  const lastWorkingDay = handover.lastWorkingDay ?? localDay(now);
  const path = `/handovers/${handoverId}`;
  const own = items.filter(({ doerId }) => doerId === leaverId).length;
  await notifyPeople(tx, {
    corpId,
    kind: 'case_launched',
    to: [leaverId],
    values: { items: own, lastWorkingDay },
    path,
    dedupe: `case_launched:${handoverId}`,
    now,
  });
  await notifyPeople(tx, {
    corpId,
    kind: 'case_launched_others',
    to: [successorId, interimHolderId, managerId].filter((userId) => userId !== leaverId),
    values: { leaver, items: items.length, lastWorkingDay },
    path,
    dedupe: `case_launched:${handoverId}`,
    now,
  });
}

function toRows(handover: HandoverRow, line: PlannedItem, now: Date) {
  const { corpId, id: handoverId } = handover;
  const id = crypto.randomUUID();
  const { confirmations, missing: _, confirmers: __, witnessed: ___, followUpOf: ____, ...columns } = line;
  return {
    item: { ...columns, id, corpId, handoverId, stateSince: now, columns: [...line.columns], createdAt: now },
    confirmations: confirmations.map((signer) => ({ ...signer, corpId, itemId: id })),
  };
}
