import type { Approval, ApprovalTask } from '../state.ts';
import { nowMs, type World } from '../world.ts';

/**
 * Emits bpms_instance_change. `result` and `finishTime` are absent on start, `result` also on terminate
 * (event-bpms-instance-change).
 */
export function announceInstance(world: World, approval: Approval, type: 'start' | 'finish' | 'terminate'): void {
  world.emit('bpms_instance_change', {
    processInstanceId: approval.id,
    processCode: approval.processCode,
    bizCategoryId: approval.bizCategoryId,
    businessId: approval.businessId,
    type,
    ...(type === 'finish' ? { result: approval.result } : {}),
    title: approval.title,
    businessType: '',
    staffId: approval.originatorUserId,
    createTime: approval.createTime,
    ...(approval.finishTime === null ? {} : { finishTime: approval.finishTime }),
    url: `https://aflow.dingtalk.com/dingtalk/mobile/homepage.htm?corpid=${world.app.corpId}&procInstId=${approval.id}#approval`,
  });
}

/** Emits bpms_task_change; `result`, `remark` and `finishTime` only where documented (event-bpms-task-change). */
export function announceTask(
  world: World,
  approval: Approval,
  task: ApprovalTask,
  change: { type: 'start' | 'finish' | 'cancel'; result?: 'agree' | 'refuse'; remark?: string },
): void {
  world.emit('bpms_task_change', {
    processInstanceId: approval.id,
    processCode: approval.processCode,
    bizCategoryId: approval.bizCategoryId,
    businessId: approval.businessId,
    taskId: task.taskId,
    type: change.type,
    ...(change.result === undefined ? {} : { result: change.result }),
    ...(change.remark === undefined ? {} : { remark: change.remark }),
    title: approval.title,
    staffId: task.userId,
    createTime: task.createTime,
    ...(change.type === 'finish' || change.type === 'cancel' ? { finishTime: task.finishTime ?? nowMs(world) } : {}),
  });
}
