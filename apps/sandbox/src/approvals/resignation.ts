import { dayStart } from '../calendar-day.ts';
import { dismissionReasons, noDismission } from '../company.ts';
import { presentPerson } from '../people/people.ts';
import type { Approval } from '../state.ts';
import type { World } from '../world.ts';

const resignationSuites = new Set(['hrm.termination', 'hrm.terminationAndHandover']);

/** Whether 智能人事 follows this approval: only the resignation suites, never an ordinary template of the same name. */
function isResignation(approval: Approval): boolean {
  return resignationSuites.has(approval.bizCategoryId);
}

/**
 * Keeps the originator's 智能人事 record in step with a resignation that started or ended: 4 submitted, 1 approved
 * (with the form's last day and receiver), 3 when the last open resignation was refused or withdrawn.
 */
export function followResignation(world: World, approval: Approval): void {
  if (!isResignation(approval)) return;
  const person = presentPerson(world, approval.originatorUserId);
  if (!person) return;
  if (approval.status === 'RUNNING') {
    if (person.dismission.status === 3) {
      person.dismission = { ...noDismission(), status: 4, approvalId: approval.id };
    }
    return;
  }
  if (approval.result === 'agree') {
    const reason = formValue(approval, 'dismissionReason');
    const named = (list: { name: string }[]) => list.filter((item) => item.name === reason).map((item) => item.name);
    person.dismission = {
      status: 1,
      lastWorkDay: dayStart(formValue(approval, 'lastWorkDay') ?? ''),
      handoverUserId: firstUserId(approval),
      reasonMemo: reason ?? '',
      voluntaryReason: named(dismissionReasons.voluntary),
      passiveReason: named(dismissionReasons.passive),
      approvalId: approval.id,
    };
    return;
  }
  if (person.dismission.status !== 4) return;
  const other = world.state.approvals.find(
    (item) => item.originatorUserId === person.userid && item.status === 'RUNNING' && isResignation(item),
  );
  person.dismission = other ? { ...noDismission(), status: 4, approvalId: other.id } : noDismission();
}

function formValue(approval: Approval, bizAlias: string): string | null {
  return approval.values.find((value) => value.bizAlias === bizAlias)?.value ?? null;
}

function firstUserId(approval: Approval): string | null {
  const value = formValue(approval, 'handoverUser');
  if (value === null || value === '') return null;
  const ids = JSON.parse(value) as string[];
  return ids[0] ?? null;
}
