import {
  buildChecklist,
  type Calendar,
  type CasePeople,
  GENERAL_POSITION,
  isCutOff,
  localDay,
  type PlannedItem,
  type PreflightProblem,
  preflightProblems,
  type RoleHolder,
} from '@baton/core';
import { findPerson, type HandoverRow, readBoundTemplates, readCasePeople, type Tx, together } from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';

export type ChecklistPlan = {
  items: PlannedItem[];
  problems: PreflightProblem[];
  people: CasePeople;
  roleHolders: readonly RoleHolder[];
  gone: ReadonlySet<string>;
  leaverGone: boolean;
  leaverName: string;
  calendar: Calendar;
};

/**
 * What the checklist of a case is, or would be, given its people, dates and templates as they are now; and what stands
 * between the case and its launch. Reads only.
 */
export async function planChecklist(tx: Tx, handover: HandoverRow, now: Date): Promise<ChecklistPlan> {
  const { corpId } = handover;
  const today = localDay(now);
  const [ground, templates, { calendar }, leaver] = await together([
    readCasePeople(tx, handover),
    readBoundTemplates(tx, corpId, handover.templates),
    readCalendar(tx, corpId),
    findPerson(tx, corpId, handover.leaverId),
  ]);
  const leaverGone = leaver?.employment === 'left' || isCutOff(handover, now);
  const items = buildChecklist({
    startsOn: localDay(handover.launchedAt ?? now),
    // Without a last working day the case cannot start; its people can be looked at all the same.
    lastWorkingDay: handover.lastWorkingDay ?? today,
    calendar,
    templates,
    ...ground,
    leaverGone,
  });
  const problems = preflightProblems({
    handover,
    positionMatched: handover.positionKey !== null && handover.positionKey !== GENERAL_POSITION,
    needsWitness: templates.some(({ needsWitness }) => needsWitness),
    items,
    gone: ground.gone,
    today,
  });
  return { items, problems, ...ground, leaverGone, leaverName: leaver?.name ?? handover.leaverId, calendar };
}
