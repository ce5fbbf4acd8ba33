import { needPerson } from '../people/people.ts';
import { refuse } from '../refusal.ts';
import type { Approval, ApprovalTask } from '../state.ts';
import { nowMs, type World } from '../world.ts';
import { announceInstance, announceTask } from './announce.ts';
import { finish, openStep } from './open-step.ts';
import { followResignation } from './resignation.ts';

/** The approval of this id. Refused with the code that the calling interface documents. */
export function needApproval(world: World, id: string, code = 'aflowProcessInstNotExist'): Approval {
  const approval = world.state.approvals.find((item) => item.id === id);
  if (!approval) throw refuse(code, '审批实例不存在');
  return approval;
}

/** The open task of this person, or of this task id. Refused with aflowProcessInstCanNotBeExecuted. */
export function openTask(approval: Approval, userId: string, taskId?: number): ApprovalTask {
  const task = approval.tasks.find(
    (item) => item.status === 'RUNNING' && item.userId === userId && (taskId === undefined || item.taskId === taskId),
  );
  if (approval.status !== 'RUNNING' || !task) {
    throw refuse('aflowProcessInstCanNotBeExecuted', '审批状态异常，无法执行');
  }
  return task;
}

/**
 * Agrees or refuses a task. Refusing ends the approval; agreeing opens the next node once this one is done.
 * Events: bpms_task_change finish (and cancel for the others of an or-node), bpms_instance_change finish at the end.
 */
export function execute(
  world: World,
  approval: Approval,
  task: ApprovalTask,
  result: 'agree' | 'refuse',
  remark: string,
): void {
  const at = nowMs(world);
  task.status = 'COMPLETED';
  task.result = result === 'agree' ? 'AGREE' : 'REFUSE';
  task.finishTime = at;
  approval.records.push({
    userId: task.userId,
    at,
    type: 'EXECUTE_TASK_NORMAL',
    result: task.result,
    remark,
    showName: task.groupName,
    activityId: task.activityId,
  });
  announceTask(world, approval, task, { type: 'finish', result, remark });

  const step = approval.steps.find((item) => item.activityId === task.activityId);
  const rest = approval.tasks.filter((item) => item.activityId === task.activityId && item.status === 'RUNNING');
  if (result === 'refuse' || step?.actionType === 'OR') {
    for (const other of rest) {
      other.status = 'CANCELED';
      other.finishTime = at;
      announceTask(world, approval, other, { type: 'cancel' });
    }
  }
  if (result === 'refuse') finish(world, approval, 'refuse');
  else if (step?.actionType === 'OR' || rest.length === 0) openStep(world, approval);
  world.changed();
}

/** Withdraws a running approval; `remark` is kept in the records. Event: bpms_instance_change terminate. */
export function withdraw(world: World, approval: Approval, userId: string, remark: string): void {
  if (approval.status !== 'RUNNING') throw refuse('aflowProcessInstStatusException', '审批单已结束');
  const at = nowMs(world);
  approval.status = 'TERMINATED';
  approval.finishTime = at;
  for (const task of approval.tasks.filter((item) => item.status === 'RUNNING')) {
    task.status = 'TERMINATED';
    task.finishTime = at;
  }
  approval.records.push({
    userId,
    at,
    type: 'TERMINATE_PROCESS_INSTANCE',
    result: 'NONE',
    remark,
    showName: '撤销',
    activityId: '',
  });
  followResignation(world, approval);
  announceInstance(world, approval, 'terminate');
  world.changed();
}

/** Adds a comment; an ended approval takes comments too. No event: the form of a comment push is not documented. */
export function comment(world: World, approval: Approval, userId: string, text: string): void {
  const author = needPerson(world, userId);
  approval.records.push({
    userId,
    at: nowMs(world),
    type: 'ADD_REMARK',
    result: 'NONE',
    remark: text,
    showName: author.name,
    activityId: '',
  });
  world.changed();
}
