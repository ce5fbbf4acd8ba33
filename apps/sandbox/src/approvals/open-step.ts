import type { Approval } from '../state.ts';
import { nextNumber, nowMs, type World } from '../world.ts';
import { announceInstance, announceTask } from './announce.ts';
import { followResignation } from './resignation.ts';

/** Gives the tasks of the next node, or finishes the approval as agreed when there is none left. */
export function openStep(world: World, approval: Approval): void {
  const done = new Set(approval.tasks.map((task) => task.activityId));
  const step = approval.steps.find((candidate) => !done.has(candidate.activityId));
  if (!step) {
    finish(world, approval, 'agree');
    return;
  }
  for (const userId of step.userIds) {
    approval.tasks.push({
      taskId: 67_583_000_000 + nextNumber(world),
      userId,
      status: 'RUNNING',
      result: null,
      createTime: nowMs(world),
      finishTime: null,
      activityId: step.activityId,
      groupName: step.name,
    });
  }
  for (const task of approval.tasks.filter((item) => item.activityId === step.activityId)) {
    announceTask(world, approval, task, { type: 'start' });
  }
}

/** Ends an approval as agreed or refused. Event: bpms_instance_change finish. */
export function finish(world: World, approval: Approval, result: 'agree' | 'refuse'): void {
  approval.status = 'COMPLETED';
  approval.result = result;
  approval.finishTime = nowMs(world);
  followResignation(world, approval);
  announceInstance(world, approval, 'finish');
}
