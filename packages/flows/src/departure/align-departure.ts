import { localDay, moveCutoff } from '@baton/core';
import {
  bindApprovals,
  clearDepartureNews,
  findManagerOf,
  findPerson,
  type HandoverRow,
  readCasePeople,
  type Tx,
  updateCase,
} from '@baton/db';
import { addHistory } from '../handover/add-history.ts';
import { advanceCase } from '../handover/advance-case.ts';
import { alignItems } from '../handover/align-items.ts';
import { createCase } from '../handover/create-case.ts';
import { tryLaunchCase } from '../handover/launch-case.ts';
import { listCaseHr } from '../handover/list-case-hr.ts';
import { reinstateCase } from '../handover/reinstate-case.ts';
import { withdrawCase } from '../handover/withdraw-case.ts';
import { takeUpQuestions } from '../question/take-up-questions.ts';
import { notifyPeople } from '../reminder/notify-people.ts';
import { planReminders } from '../reminder/plan-reminders.ts';
import { type Departure, readDeparture } from './read-departure.ts';

type Alignment = {
  corpId: string;
  leaverId: string;
  now: Date;
  /** userId, 'system' or 'dingtalk'. */
  by: string;
  /** Whether a waiting case may start now; false while HR is editing it by hand. */
  mayLaunch: boolean;
  /** Look at the items again although nothing new is known of the departure: somebody else's standing changed. */
  recheck?: boolean;
};

/**
 * Brings a person's one case in line with everything known of their departure: opens, starts, re-dates, withdraws,
 * reinstates it, and hands on what a leaver who is gone left open. Running it again changes nothing.
 * Call under `lockDeparture`.
 * @returns the case, or null when there is none
 */
export async function alignDeparture(tx: Tx, asked: Alignment): Promise<string | null> {
  const { corpId, leaverId, now, by } = asked;
  const peopleChanged = await clearDepartureNews(tx, corpId, leaverId);
  const input = { ...asked, recheck: asked.recheck === true || peopleChanged };
  const departure = await readDeparture(tx, corpId, leaverId);
  const { desired, current } = departure;
  if (!desired.exists) {
    if (desired.state === 'withdrawn' && current && current.state !== 'withdrawn') {
      await withdrawCase(tx, current, { now, by, because: desired.withdrawnBecause });
    }
    return current?.id ?? null;
  }
  const handover = await ofOneDeparture(tx, input, departure);
  await bindApprovals(tx, corpId, handover.id, departure.instanceIds);
  if (handover.launchedAt) {
    await align(tx, handover, departure, input);
  } else if (handover.state === 'preparing') {
    const row = await applyFacts(tx, handover, departure, input);
    if (input.mayLaunch && desired.source !== 'hr') await tryLaunchCase(tx, row, { now, by });
  }
  return handover.id;
}

/** The case of this departure: the open one, the withdrawn one brought back, or a new one. */
async function ofOneDeparture(tx: Tx, input: Alignment, departure: Departure): Promise<HandoverRow> {
  const { corpId, leaverId, now, by } = input;
  const { desired, current } = departure;
  if (current?.state === 'withdrawn') return reinstateCase(tx, current, { now, by });
  if (current) return current;
  return createCase(tx, {
    corpId,
    leaverId,
    kind: 'departure',
    source: desired.source ?? 'hr',
    ...datesOf(departure),
    processInstanceId: desired.processInstanceId,
    now,
    by,
  });
}

/** A leaver who is gone without anybody having named a day left on the day they were removed. */
function datesOf({ desired, leftAt }: Departure): Pick<HandoverRow, 'lastWorkingDay' | 'successorId'> {
  const day = desired.lastWorkingDay ?? (leftAt ? localDay(leftAt) : null);
  return { lastWorkingDay: day, successorId: desired.successorId || null };
}

/** What the facts say of the case itself. A day or successor nobody speaks of stays as it is. */
async function applyFacts(
  tx: Tx,
  handover: HandoverRow,
  departure: Departure,
  { now, recheck }: Alignment,
): Promise<HandoverRow> {
  const { desired } = departure;
  const dates = datesOf(departure);
  const lastWorkingDay = dates.lastWorkingDay ?? handover.lastWorkingDay;
  const change = {
    managerId: recheck ? await livingManager(tx, handover) : handover.managerId,
    interimHolderId: handover.interimHolderId,
    lastWorkingDay,
    accessCutoffAt: moveCutoff(handover, lastWorkingDay),
    successorId: desired.successorId === null ? handover.successorId : dates.successorId,
    source: desired.source ?? handover.source,
    processInstanceId: desired.processInstanceId ?? handover.processInstanceId,
  };
  // The manager holds the place of a successor who is not named yet, and so does whoever comes after the manager.
  if (handover.interimHolderId === handover.managerId) change.interimHolderId = change.managerId;
  const keys = Object.keys(change) as (keyof typeof change)[];
  if (keys.every((key) => String(change[key]) === String(handover[key]))) return handover;
  return updateCase(tx, handover, change, now);
}

/** The manager of the case, or who leads the leaver since that manager left the company. */
async function livingManager(tx: Tx, { corpId, leaverId, managerId }: HandoverRow): Promise<string | null> {
  const manager = managerId ? await findPerson(tx, corpId, managerId) : undefined;
  return manager?.employment === 'left' ? findManagerOf(tx, corpId, leaverId) : managerId;
}

/** States in which nothing of the leaver's is left to hand on. */
const PAST_LEAVING: readonly HandoverRow['state'][] = ['supplementing', 'awaiting_release'];

async function align(tx: Tx, handover: HandoverRow, departure: Departure, input: Alignment): Promise<void> {
  const { now, by } = input;
  const { corpId, id: handoverId, leaverId } = handover;
  const { people: before } = await readCasePeople(tx, handover);
  const after = await applyFacts(tx, handover, departure, input);
  const isNews = after !== handover || departure.current?.state === 'withdrawn' || handover.problems > 0;
  const mustHandOn = departure.desired.state === 'gone' && !PAST_LEAVING.includes(handover.state);
  if (!isNews && !mustHandOn && !input.recheck) return;
  const { taken, problems } = await alignItems(tx, after, { now, by, before });
  if (problems !== after.problems) await updateCase(tx, after, { problems }, now);
  const leaver = await findPerson(tx, corpId, leaverId);
  const gone = leaver?.employment === 'left';
  const name = leaver?.name ?? leaverId;
  const path = `/handovers/${handoverId}`;
  if (after.lastWorkingDay !== handover.lastWorkingDay && after.lastWorkingDay) {
    const cutoff = after.accessCutoffAt ? { accessCutoffAt: after.accessCutoffAt.toISOString() } : {};
    const details = { from: handover.lastWorkingDay, to: after.lastWorkingDay, ...cutoff };
    await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.redated', details });
    if (!gone) {
      await notifyPeople(tx, {
        corpId,
        kind: 'case_redated',
        to: [leaverId, after.successorId, after.interimHolderId, after.managerId],
        values: { leaver: name, lastWorkingDay: after.lastWorkingDay },
        path,
        dedupe: `case_redated:${handoverId}:${after.version}`,
        now,
      });
    }
  }
  if (after.successorId !== handover.successorId || after.managerId !== handover.managerId) {
    const details = { successorId: after.successorId, managerId: after.managerId };
    await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.people_changed', details });
  }
  if (taken > 0 && gone) {
    await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.left_early', details: { items: taken } });
    await notifyPeople(tx, {
      corpId,
      kind: 'case_supplementing',
      to: [after.managerId, after.interimHolderId, after.successorId, ...(await listCaseHr(tx, after))],
      values: { leaver: name, items: taken },
      path,
      dedupe: `case_supplementing:${handoverId}:${after.version}`,
      now,
    });
  }
  await planReminders(tx, { corpId, handoverId, now });
  await takeUpQuestions(tx, after, now);
  await advanceCase(tx, { corpId, handoverId, now, by });
}
