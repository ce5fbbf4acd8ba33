import { z } from 'zod';
import { flag, id, isoMoment, listOf, optionalId, wholeNumber } from './fields.ts';

/** One filled-in form field. `value` is always text; structures are JSON inside it (doc `oa-formcomponent-message`). */
export type ApprovalValue = {
  id: string | null;
  name: string | null;
  bizAlias: string | null;
  componentType: string | null;
  value: string | null;
  extValue: string | null;
};

export type ApprovalTask = {
  /** Rounded by JSON beyond 2^53. */
  taskId: number | null;
  userId: string | null;
  activityId: string | null;
  /** NEW | RUNNING | PAUSED | CANCELED | COMPLETED | TERMINATED. */
  status: string | null;
  /** AGREE | REFUSE | REDIRECTED. */
  result: string | null;
  createdAt: Date | null;
  finishedAt: Date | null;
};

/** `type`: START_PROCESS_INSTANCE, EXECUTE_TASK_NORMAL, ADD_REMARK, …; `result`: AGREE | REFUSE | NONE. */
export type ApprovalRecord = {
  type: string;
  result: string | null;
  userId: string | null;
  at: Date | null;
  remark: string | null;
};

export type Approval = {
  instanceId: string;
  title: string;
  businessId: string | null;
  originatorUserId: string;
  /** `-1` is the root department here, unlike everywhere else. */
  originatorDeptId: string | null;
  /** RUNNING | TERMINATED (withdrawn) | COMPLETED (agreed or refused: see result). */
  status: string;
  /** agree | refuse; means nothing unless COMPLETED. */
  result: string | null;
  /** NONE | MODIFY | REVOKE, the latter two changing `mainInstanceId`. */
  bizAction: string | null;
  mainInstanceId: string | null;
  attachedInstanceIds: string[];
  createdAt: Date | null;
  finishedAt: Date | null;
  values: ApprovalValue[];
  tasks: ApprovalTask[];
  records: ApprovalRecord[];
};

export type FormField = {
  id: string;
  componentName: string;
  label: string | null;
  bizAlias: string | null;
  required: boolean;
  options: string[];
  /** The columns of a table. */
  children: FormField[];
};

export type FormSchema = {
  processCode: string;
  name: string;
  /** The category of an official suite, such as `hrm.termination`. */
  bizType: string | null;
  /** PUBLISHED | INVALID | SAVED. */
  status: string | null;
  fields: FormField[];
};

const value = z.object({
  id: optionalId,
  name: optionalId,
  bizAlias: optionalId,
  componentType: optionalId,
  value: optionalId,
  extValue: optionalId,
});

const task = z
  .object({
    taskId: wholeNumber.nullable().catch(null),
    userId: optionalId,
    activityId: optionalId,
    status: optionalId,
    result: optionalId,
    createTime: isoMoment,
    finishTime: isoMoment,
  })
  .transform(({ createTime, finishTime, ...rest }) => ({ ...rest, createdAt: createTime, finishedAt: finishTime }));

const entry = z
  .object({ type: z.string().catch(''), result: optionalId, userId: optionalId, date: isoMoment, remark: optionalId })
  .transform(({ date, ...rest }) => ({ ...rest, at: date }));

export const approvalReply = z.object({
  result: z
    .object({
      title: z.string().catch(''),
      businessId: optionalId,
      originatorUserId: id,
      originatorDeptId: optionalId,
      status: id,
      result: optionalId,
      bizAction: optionalId,
      mainProcessInstanceId: optionalId,
      attachedProcessInstanceIds: listOf(id),
      createTime: isoMoment,
      finishTime: isoMoment,
      formComponentValues: listOf(value),
      tasks: listOf(task),
      operationRecords: listOf(entry),
    })
    .transform(
      (raw): Omit<Approval, 'instanceId'> => ({
        title: raw.title,
        businessId: raw.businessId,
        originatorUserId: raw.originatorUserId,
        originatorDeptId: raw.originatorDeptId,
        status: raw.status,
        result: raw.result,
        bizAction: raw.bizAction,
        mainInstanceId: raw.mainProcessInstanceId,
        attachedInstanceIds: raw.attachedProcessInstanceIds,
        createdAt: raw.createTime,
        finishedAt: raw.finishTime,
        values: raw.formComponentValues,
        tasks: raw.tasks,
        records: raw.operationRecords,
      }),
    ),
});

const props = z.object({ id, label: optionalId, bizAlias: optionalId, required: flag, options: listOf(z.string()) });
const component = z.object({ componentName: id, props });
type Component = z.infer<typeof component>;

const toField = ({ componentName, props }: Component, children: FormField[]): FormField => ({
  componentName,
  ...props,
  children,
});

export const formSchemaReply = z.object({
  result: z
    .object({
      name: z.string().catch(''),
      bizType: optionalId,
      status: optionalId,
      schemaContent: z.object({ items: listOf(component.extend({ children: listOf(component) })) }),
    })
    .transform(
      (raw): Omit<FormSchema, 'processCode'> => ({
        name: raw.name,
        bizType: raw.bizType,
        status: raw.status,
        fields: raw.schemaContent.items.map((item) =>
          toField(
            item,
            item.children.map((child) => toField(child, [])),
          ),
        ),
      }),
    ),
});
