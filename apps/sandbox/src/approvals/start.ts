import { randomUUID } from 'node:crypto';
import { dayOf } from '../calendar-day.ts';
import { presentPerson } from '../people/people.ts';
import { refuse } from '../refusal.ts';
import type { Approval, ApprovalStep } from '../state.ts';
import { nextNumber, nowMs, type World } from '../world.ts';
import { announceInstance } from './announce.ts';
import { standardFlow } from './flow.ts';
import { formValues } from './form-values.ts';
import { openStep } from './open-step.ts';
import { followResignation } from './resignation.ts';

export type StartInput = {
  processCode: string;
  originatorUserId: string;
  values: { name: string; value: string; extValue?: string | undefined }[];
  /** Through the API, where suites are refused; false: by the person in the client. */
  viaApi: boolean;
  /** Replaces the template's own flow. */
  steps?: ApprovalStep[];
  ccUserIds?: string[];
};

/**
 * Starts an approval. Events: bpms_instance_change start, bpms_task_change start for the first node.
 * Refused with the codes of create-an-approval-instance: processCodeError, invalidParameter (originator gone),
 * needAuth (a suite through the API), formConverterError (names the control).
 */
export function startApproval(world: World, input: StartInput): Approval {
  const template = world.state.templates.find((item) => item.processCode === input.processCode);
  if (!template) throw refuse('processCodeError', '获取审批模板失败或者模板已被删除');
  if (input.viaApi && template.suite) throw refuse('needAuth', '没有发起审批的权限');
  const originator = presentPerson(world, input.originatorUserId);
  if (!originator) throw refuse('invalidParameter', '发起审批参数错误：发起人已离职或不存在');

  const at = nowMs(world);
  const id = randomUUID();
  const approval: Approval = {
    id,
    businessId: `${dayOf(at).replaceAll('-', '')}${String(nextNumber(world)).padStart(9, '0')}`,
    processCode: template.processCode,
    bizCategoryId: template.bizCategoryId,
    title: `${originator.name}提交的${template.name}`,
    originatorUserId: originator.userid,
    originatorDeptId: originator.deptId,
    status: 'RUNNING',
    result: null,
    createTime: at,
    finishTime: null,
    viaApi: input.viaApi,
    ccUserIds: input.ccUserIds ?? [],
    values: formValues(world, template, input.values),
    steps: input.steps ?? standardFlow(world, originator),
    tasks: [],
    records: [
      {
        userId: originator.userid,
        at,
        type: 'START_PROCESS_INSTANCE',
        result: 'NONE',
        remark: '',
        showName: '发起人',
        activityId: 'sid-startevent',
      },
    ],
  };
  world.state.approvals.push(approval);
  followResignation(world, approval);
  announceInstance(world, approval, 'start');
  openStep(world, approval);
  world.changed();
  return approval;
}
