import { AppError, isCutoffTooEarly, isManagerial, isWithinReach, localDay, moveCutoff } from '@baton/core';
import {
  addDepartureFact,
  findPerson,
  type HandoverRow,
  readCasePeople,
  readLeaver,
  readPositionRules,
  type Tx,
  updateCase,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { takeUpQuestions } from '../question/take-up-questions.ts';
import { notifyPeople } from '../reminder/notify-people.ts';
import { planReminders } from '../reminder/plan-reminders.ts';
import { addHistory, type HistoryDetails } from './add-history.ts';
import { advanceCase } from './advance-case.ts';
import { alignItems } from './align-items.ts';
import { type CaseInput, changeCase } from './change-case.ts';
import { bindTemplates } from './create-case.ts';
import { planChecklist } from './plan-checklist.ts';

/** What HR or the manager may change; a key that is absent or undefined stays. Null clears. */
export type CaseEdit = {
  lastWorkingDay?: string | undefined;
  legalEndDate?: string | null | undefined;
  accessCutoffAt?: Date | string | null | undefined;
  managerId?: string | undefined;
  successorId?: string | null | undefined;
  interimHolderId?: string | null | undefined;
  witnessId?: string | null | undefined;
  /** Only before the launch: it decides the templates. */
  positionKey?: string | undefined;
};

const PEOPLE = ['managerId', 'successorId', 'interimHolderId', 'witnessId'] as const;
const FIELDS = ['lastWorkingDay', 'legalEndDate', 'accessCutoffAt', ...PEOPLE] as const;

/**
 * Changes dates and people of an open case by hand, its position before the launch. Items follow; what was done stays.
 * @throws AppError invalid_input (a person who left or is the leaver, an unknown position, a day years away, access that
 *   would end before the last working day), case_action_not_allowed (position after the launch, anything but the end of
 *   access after the release), preflight_failed when a running case could not go on so, and what changeCase throws
 */
export async function editHandover(deps: Deps, session: Session, input: CaseInput & CaseEdit): Promise<void> {
  await changeCase(deps, session, 'edit', input, async (tx, { handover, now, by }) => {
    const { corpId, id: handoverId } = handover;
    requireDays(input, localDay(now));
    requireEditable(handover, input);
    await requirePeople(tx, handover, input);
    const { people: before } = await readCasePeople(tx, handover);
    const change = { ...wanted(handover, input), ...(await positionOf(tx, handover, input.positionKey)) };
    if (Object.keys(change).length === 0) return;
    const after = await updateCase(tx, handover, change, now);
    await remember(tx, handover, after, now, by);
    if (after.state === 'released') return;
    const { problems } = await planChecklist(tx, after, now);
    const blocking = problems.filter((problem) => problem.blocking);
    if (!after.launchedAt) {
      await updateCase(tx, after, { problems: blocking.length }, now);
      return;
    }
    if (blocking.some(({ code }) => code === 'dates_out_of_order' || code === 'manager_missing')) {
      throw new AppError('preflight_failed', { problems: blocking });
    }
    await alignItems(tx, after, { now, by, before });
    await planReminders(tx, { corpId, handoverId, now });
    await takeUpQuestions(tx, after, now);
    await tellRedated(tx, handover, after, now);
    await advanceCase(tx, { corpId, handoverId, now, by });
  });
}

function requireDays({ lastWorkingDay, legalEndDate, accessCutoffAt }: CaseEdit, today: string): void {
  const days = { lastWorkingDay, legalEndDate, accessCutoffAt: accessCutoffAt && localDay(new Date(accessCutoffAt)) };
  for (const [field, day] of Object.entries(days))
    if (day && !isWithinReach(day, today)) throw new AppError('invalid_input', { field });
}

/** After the release everything but the end of access is as it was released. */
function requireEditable(handover: HandoverRow, edit: CaseEdit): void {
  if (handover.state !== 'released') return;
  const field = Object.keys(wanted(handover, edit)).find((name) => name !== 'accessCutoffAt');
  if (field) throw new AppError('case_action_not_allowed', { field, state: handover.state });
}

async function requirePeople(tx: Tx, handover: HandoverRow, edit: CaseEdit): Promise<void> {
  for (const field of PEOPLE) {
    const userId = edit[field];
    if (!userId) continue;
    const person = await findPerson(tx, handover.corpId, userId);
    if (!person || person.employment === 'left' || person.unionId === '' || userId === handover.leaverId) {
      throw new AppError('invalid_input', { field });
    }
  }
}

/**
 * The fields that really change. The end of access moves along with the last working day, unless it is set as well.
 * @throws AppError invalid_input when access would end before the last working day
 */
function wanted(handover: HandoverRow, edit: CaseEdit): Partial<HandoverRow> {
  const cutoff = typeof edit.accessCutoffAt === 'string' ? new Date(edit.accessCutoffAt) : edit.accessCutoffAt;
  const lastWorkingDay = edit.lastWorkingDay ?? handover.lastWorkingDay;
  const accessCutoffAt = cutoff === undefined ? moveCutoff(handover, lastWorkingDay) : cutoff;
  if (cutoff && isCutoffTooEarly({ accessCutoffAt, lastWorkingDay })) {
    throw new AppError('invalid_input', { field: 'accessCutoffAt', why: 'before_last_working_day' });
  }
  const values = { ...edit, accessCutoffAt };
  const same = (a: unknown, b: unknown) => (a instanceof Date && b instanceof Date ? +a === +b : a === b);
  return Object.fromEntries(
    FIELDS.filter((field) => values[field] !== undefined && !same(values[field], handover[field])).map((field) => [
      field,
      values[field],
    ]),
  );
}

async function positionOf(
  tx: Tx,
  handover: HandoverRow,
  positionKey: string | undefined,
): Promise<Partial<HandoverRow>> {
  if (positionKey === undefined || positionKey === handover.positionKey) return {};
  if (handover.launchedAt) throw new AppError('case_action_not_allowed', { field: 'positionKey' });
  const { corpId, leaverId } = handover;
  const { positions, templates } = await readPositionRules(tx, corpId);
  if (!positions.some(({ key }) => key === positionKey)) throw new AppError('invalid_input', { field: 'positionKey' });
  const leaver = await readLeaver(tx, corpId, leaverId);
  const leads = leaver ? isManagerial({ ...leaver, ...leaver.person }) : false;
  const bound = bindTemplates(positions, templates, positionKey, leads);
  return {
    positionKey,
    positionRule: '人工指定',
    templates: bound.map(({ key, currentVersion }) => ({ key, version: currentVersion })),
  };
}

/** History of the change, and a fact, so that older words of DingTalk do not undo it and newer ones can. */
async function remember(tx: Tx, before: HandoverRow, after: HandoverRow, now: Date, by: string): Promise<void> {
  const { corpId, id: handoverId, leaverId } = after;
  const changed = (fields: readonly (keyof HandoverRow)[]) =>
    fields.filter((field) => String(before[field]) !== String(after[field]));
  const dates = changed(['lastWorkingDay', 'legalEndDate', 'accessCutoffAt']);
  if (dates.length > 0) {
    const details = { from: before.lastWorkingDay, to: after.lastWorkingDay, ...detailsOf(after, dates) };
    await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.redated', details });
  }
  const people = changed([...PEOPLE, 'positionKey']);
  if (people.length > 0) {
    const details = detailsOf(after, people);
    await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.people_changed', details });
  }
  const says = dates.includes('lastWorkingDay') || people.includes('successorId');
  if (after.kind !== 'departure' || !says) return;
  await addDepartureFact(tx, {
    corpId,
    leaverId,
    source: 'hr',
    status: 'edit',
    at: now,
    lastWorkingDay: dates.includes('lastWorkingDay') ? after.lastWorkingDay : null,
    // '' says "nobody", null says nothing.
    successorId: people.includes('successorId') ? (after.successorId ?? '') : null,
    by,
  });
}

function detailsOf(row: HandoverRow, fields: readonly (keyof HandoverRow)[]): HistoryDetails {
  return Object.fromEntries(
    fields.map((field) => {
      const value = row[field];
      return [field, value instanceof Date ? value.toISOString() : (value as string | null)];
    }),
  );
}

async function tellRedated(tx: Tx, before: HandoverRow, after: HandoverRow, now: Date): Promise<void> {
  const { corpId, id: handoverId, leaverId, lastWorkingDay } = after;
  if (!lastWorkingDay || lastWorkingDay === before.lastWorkingDay) return;
  await notifyPeople(tx, {
    corpId,
    kind: 'case_redated',
    to: [leaverId, after.successorId, after.interimHolderId, after.managerId],
    values: { leaver: (await findPerson(tx, corpId, leaverId))?.name ?? leaverId, lastWorkingDay },
    path: `/handovers/${handoverId}`,
    dedupe: `case_redated:${handoverId}:${after.version}`,
    now,
  });
}
