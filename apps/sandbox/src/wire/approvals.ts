import { comment, execute, needApproval, openTask, withdraw } from '../approvals/act.ts';
import { startApproval } from '../approvals/start.ts';
import { takeFault } from '../faults.ts';
import { department, presentPerson } from '../people/people.ts';
import { refuse } from '../refusal.ts';
import type { Approval, ApprovalStep, Template } from '../state.ts';
import { nowMs, type World } from '../world.ts';
import { filled, type Handlers, number, text, texts, type WireInput } from './handlers.ts';

/** Instance details print minutes in this form (obtains-the-details-of-a-single-approval-instance-pop). */
function minute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}

function detail(world: World, approval: Approval): Record<string, unknown> {
  const dept = department(world, approval.originatorDeptId);
  return filled({
    title: approval.title,
    createTime: minute(approval.createTime),
    finishTime: approval.finishTime === null ? undefined : minute(approval.finishTime),
    originatorUserId: approval.originatorUserId,
    // The root department is 1 in contacts and -1 in approvals.
    originatorDeptId: String(approval.originatorDeptId === 1 ? -1 : approval.originatorDeptId),
    originatorDeptName: dept?.name ?? '',
    status: approval.status,
    result: approval.result,
    businessId: approval.businessId,
    bizAction: 'NONE',
    attachedProcessInstanceIds: [],
    ccUserIds: approval.ccUserIds,
    approverUserIds: approval.viaApi ? approval.steps.flatMap((step) => step.userIds) : undefined,
    formComponentValues: approval.values.map((value) => filled({ ...value })),
    operationRecords: approval.records.map((record) =>
      filled({
        userId: record.userId,
        date: minute(record.at),
        type: record.type,
        result: record.result,
        remark: record.remark === '' ? undefined : record.remark,
        showName: record.showName,
        activityId: record.activityId === '' ? undefined : record.activityId,
      }),
    ),
    tasks: approval.tasks.map((task) =>
      filled({
        taskId: task.taskId,
        userId: task.userId,
        status: task.status,
        result: task.result,
        createTime: minute(task.createTime),
        finishTime: task.finishTime === null ? undefined : minute(task.finishTime),
        processInstanceId: approval.id,
        activityId: task.activityId,
        taskGroupName: task.groupName,
      }),
    ),
  });
}

function needTemplate(world: World, input: WireInput, code: string): Template {
  const template = world.state.templates.find((item) => item.processCode === text(input, 'processCode'));
  if (!template) throw refuse(code, '获取审批模板失败或审批模板已被删除');
  return template;
}

function needUser(world: World, userid: string): void {
  if (!presentPerson(world, userid)) throw refuse('userNotExist', '用户不存在');
}

/** The caller's own approvers replace the template's flow (create-an-approval-instance). */
function stepsFrom(world: World, input: WireInput): ApprovalStep[] | null {
  if (!Array.isArray(input.approvers) || input.approvers.length === 0) return null;
  return (input.approvers as { actionType?: string; userIds?: string[] }[]).map((approver, index) => {
    const userIds = approver.userIds ?? [];
    if (userIds.length === 0 || userIds.some((userid) => !presentPerson(world, userid))) {
      throw refuse('processInstanceInvalidParameter', '审批实例参数错误：审批人的userid错误');
    }
    return {
      activityId: `api_${index + 1}`,
      name: `审批人${index + 1}`,
      userIds,
      actionType: approver.actionType === 'AND' ? 'AND' : 'OR',
    };
  });
}

/** OA 审批: read, list, start, act, and the templates. */
export const approvalsApi: Handlers = {
  'workflow_1_0.getProcessInstance': (world, input) => {
    const id = text(input, 'processInstanceId');
    const known = world.state.approvals.find((item) => item.id === id);
    // not_readable: the event was pushed before its data can be read.
    const hidden = takeFault(world, ['not_readable'], [id, known?.processCode ?? '', known?.bizCategoryId ?? '']);
    if (!known || hidden) throw refuse('processInstanceNotExist', '审批实例不存在');
    return { result: detail(world, known), success: 'true' };
  },
  'workflow_1_0.startProcessInstance': (world, input) => {
    const originator = presentPerson(world, text(input, 'originatorUserId'));
    const steps = stepsFrom(world, input);
    const deptId = number(input, 'deptId', 0);
    if (!steps && input.deptId === undefined) throw refuse('invalidParameter', '发起审批参数错误：deptId');
    if (originator && deptId !== 0 && ![originator.deptId, -1, 1].includes(deptId)) {
      throw refuse('processInstanceInvalidParameter', '审批实例参数错误：发起人不在发起部门中');
    }
    const approval = startApproval(world, {
      processCode: text(input, 'processCode'),
      originatorUserId: text(input, 'originatorUserId'),
      values: (input.formComponentValues ?? []) as { name: string; value: string }[],
      viaApi: true,
      ...(steps ? { steps, ccUserIds: texts(input, 'ccList') } : {}),
    });
    return { instanceId: approval.id };
  },
  'workflow_1_0.listProcessInstanceIds': (world, input) => {
    const template = needTemplate(world, input, 'invalidProcessCode');
    const from = number(input, 'startTime', 0);
    const to = number(input, 'endTime', nowMs(world));
    if (to < from || to - from > 120 * 86_400_000) {
      throw refuse('invalidEndTime', '审批实例结束时间不能小于开始时间；且查询时间范围不能超过120天。');
    }
    if (nowMs(world) - from > 365 * 86_400_000) {
      throw refuse('invalidInstanceListIdsStartTime', '审批实例开始时间不能早于365天前');
    }
    const users = texts(input, 'userIds');
    const statuses = texts(input, 'statuses');
    const found = world.state.approvals.filter(
      (item) =>
        item.processCode === template.processCode &&
        item.createTime >= from &&
        item.createTime <= to &&
        (users.length === 0 || users.includes(item.originatorUserId)) &&
        (statuses.length === 0 || statuses.includes(item.status)),
    );
    const start = number(input, 'nextToken', 0);
    const end = start + number(input, 'maxResults', 20);
    return {
      result: filled({
        list: found.slice(start, end).map((item) => item.id),
        nextToken: end < found.length ? String(end) : undefined,
      }),
      success: true,
    };
  },
  'workflow_1_0.executeProcessInstance': (world, input) => {
    const approval = needApproval(world, text(input, 'processInstanceId'), 'aflowProcessNotExist');
    needUser(world, text(input, 'actionerUserId'));
    const task = openTask(approval, text(input, 'actionerUserId'), number(input, 'taskId', 0));
    execute(world, approval, task, text(input, 'result') === 'agree' ? 'agree' : 'refuse', text(input, 'remark'));
    return { result: true, success: true };
  },
  'workflow_1_0.terminateProcessInstance': (world, input) => {
    const approval = needApproval(world, text(input, 'processInstanceId'));
    if (input.isSystem === undefined) {
      throw refuse('invalidInstanceTerminateIsSystem', '撤销审批实例，是否通过系统操作参数不能为空');
    }
    const operator = text(input, 'operatingUserId');
    if (input.isSystem === false) {
      if (operator === '') {
        throw refuse('invalidInstanceTerminateOperatingUserId', '当isSystem为false时，操作人的userId不能为空');
      }
      needUser(world, operator);
      if (operator !== approval.originatorUserId) throw refuse('internalError', '只有发起人才能撤销');
    }
    if (nowMs(world) - approval.createTime < 15_000) {
      throw refuse('aflowProcessInstStatusException', '提交审批单后15秒内不能进行撤回');
    }
    withdraw(world, approval, operator || approval.originatorUserId, text(input, 'remark'));
    return { result: true, success: true };
  },
  'workflow_1_0.addProcessInstanceComment': (world, input) => {
    const approval = needApproval(world, text(input, 'processInstanceId'));
    needUser(world, text(input, 'commentUserId'));
    if (text(input, 'text') === '') throw refuse('invalidInstanceCommentText', '审批实例评论内容不能为空');
    comment(world, approval, text(input, 'commentUserId'), text(input, 'text'));
    return { result: true, success: true };
  },
  'workflow_1_0.getUserTodoTaskSum': (world, input) => {
    needUser(world, text(input, 'userId'));
    const open = world.state.approvals
      .flatMap((approval) => approval.tasks)
      .filter((task) => task.status === 'RUNNING' && task.userId === text(input, 'userId'));
    return { result: open.length };
  },
  'workflow_1_0.getManageProcessByStaffId': (world, input) => {
    const person = presentPerson(world, text(input, 'userId'));
    if (!person) throw refuse('userNotExist', '用户不存在');
    const manageable = person.admin ? world.state.templates : [];
    return {
      result: manageable.map((template) => ({
        iconName: template.icon,
        flowTitle: template.name,
        processCode: template.processCode,
        newProcess: true,
        gmtModified: '2026-01-05T02:00Z',
        attendanceType: template.name === '请假' ? 2 : 0,
        iconUrl: `https://gw.alicdn.com/tfs/${template.icon}-112-112.png`,
      })),
      success: true,
    };
  },
  'workflow_1_0.querySchemaByProcessCode': (world, input) => {
    const template = needTemplate(world, input, 'aflowProcessCodeIsError');
    return {
      result: filled({
        creatorUserId: Object.values(world.state.people).find((person) => person.boss)?.userid,
        formCode: template.processCode,
        formUuid: template.processCode.replace('PROC', 'FORM'),
        name: template.name,
        ownerIdType: 'orgId',
        appType: 0,
        bizType: template.bizCategoryId === '' ? undefined : template.bizCategoryId,
        engineType: 0,
        status: 'PUBLISHED',
        procType: 'inner',
        visibleRange: 'PUBLIC',
        icon: template.icon,
        schemaContent: {
          title: template.name,
          icon: template.icon,
          items: template.components.map((component) => ({
            componentName: component.componentType,
            props: filled({
              id: component.id,
              label: component.label,
              bizAlias: component.bizAlias,
              required: component.required,
              options: component.options.length === 0 ? undefined : component.options,
            }),
          })),
        },
      }),
    };
  },
};
