import * as workflow from '@alicloud/dingtalk/dist/workflow_1_0/client.js';
import { z } from 'zod';
import { type Approval, approvalReply, type FormSchema, formSchemaReply } from './approval-replies.ts';
import { flag, id, isoMoment, listOf } from './fields.ts';
import type { CallOptions, Wire } from './wire.ts';

export type ApprovalTemplate = { processCode: string; name: string; modifiedAt: Date | null };

/** OA approvals. Every call here counts against the monthly quota. */
export type ApprovalCalls = {
  /**
   * One approval with its form, tasks and records. It names neither template nor category: keep those from the event.
   * Source: doc `obtains-the-details-of-a-single-approval-instance-pop`.
   * @throws DingtalkRefused `processInstanceNotExist`, also for a while after the event that announced it
   */
  getApproval(instanceId: string, options?: CallOptions): Promise<Approval>;
  /**
   * Comments as somebody, at most 1,024 characters. Source: doc `official-approval-adds-approval-comments`.
   * @throws RangeError when the text is longer
   */
  addApprovalComment(
    comment: { instanceId: string; commentUserId: string; text: string },
    options?: CallOptions,
  ): Promise<void>;
  /**
   * Agrees or refuses as the person whose task it is; refusing ends the approval.
   * Source: doc `approve-or-reject-the-approval-task`.
   * @throws RangeError when the remark is longer than 1,024 characters or the task id is beyond 2^53, which JSON rounds
   */
  executeApprovalTask(
    task: { instanceId: string; taskId: number; actionerUserId: string; result: 'agree' | 'refuse'; remark?: string },
    options?: CallOptions,
  ): Promise<void>;
  /** The fields of a template. Source: doc `obtain-the-form-schema`. */
  getFormSchema(processCode: string, options?: CallOptions): Promise<FormSchema>;
  /** Every template the user may manage. Source: doc `get-all-manageable-forms-for-the-current-enterprise`. */
  listManagedTemplates(userId: string, options?: CallOptions): Promise<ApprovalTemplate[]>;
};

const MAX_TEXT = 1_024;

const done = z.object({ result: flag.refine((done) => done) });
const templates = z.object({
  result: listOf(
    z
      .object({ processCode: id, flowTitle: z.string().catch(''), gmtModified: isoMoment })
      .transform((raw) => ({ processCode: raw.processCode, name: raw.flowTitle, modifiedAt: raw.gmtModified })),
  ),
});

export function approvalCalls(wire: Wire): ApprovalCalls {
  return {
    async getApproval(processInstanceId, { purpose = 'lifecycle' } = {}) {
      const request = new workflow.GetProcessInstanceRequest({ processInstanceId });
      const reply = await wire.api(
        'workflow_1_0.getProcessInstance',
        purpose,
        approvalReply,
        (sdk, xAcsDingtalkAccessToken) =>
          sdk.workflow.getProcessInstanceWithOptions(
            request,
            new workflow.GetProcessInstanceHeaders({ xAcsDingtalkAccessToken }),
            sdk.runtime(),
          ),
      );
      return { instanceId: processInstanceId, ...reply.result };
    },

    async addApprovalComment({ instanceId, commentUserId, text }, { purpose = 'confirmation' } = {}) {
      checkText(text);
      const request = new workflow.AddProcessInstanceCommentRequest({
        processInstanceId: instanceId,
        commentUserId,
        text,
      });
      await wire.api('workflow_1_0.addProcessInstanceComment', purpose, done, (sdk, xAcsDingtalkAccessToken) =>
        sdk.workflow.addProcessInstanceCommentWithOptions(
          request,
          new workflow.AddProcessInstanceCommentHeaders({ xAcsDingtalkAccessToken }),
          sdk.runtime(),
        ),
      );
    },

    async executeApprovalTask(
      { instanceId, taskId, actionerUserId, result, remark },
      { purpose = 'confirmation' } = {},
    ) {
      if (!Number.isSafeInteger(taskId)) throw new RangeError('task id beyond 2^53');
      if (remark !== undefined) checkText(remark);
      const request = new workflow.ExecuteProcessInstanceRequest({
        processInstanceId: instanceId,
        taskId,
        actionerUserId,
        result,
        ...(remark !== undefined && { remark }),
      });
      await wire.api('workflow_1_0.executeProcessInstance', purpose, done, (sdk, xAcsDingtalkAccessToken) =>
        sdk.workflow.executeProcessInstanceWithOptions(
          request,
          new workflow.ExecuteProcessInstanceHeaders({ xAcsDingtalkAccessToken }),
          sdk.runtime(),
        ),
      );
    },

    async getFormSchema(processCode, { purpose = 'lifecycle' } = {}) {
      const request = new workflow.QuerySchemaByProcessCodeRequest({ processCode });
      const reply = await wire.api(
        'workflow_1_0.querySchemaByProcessCode',
        purpose,
        formSchemaReply,
        (sdk, xAcsDingtalkAccessToken) =>
          sdk.workflow.querySchemaByProcessCodeWithOptions(
            request,
            new workflow.QuerySchemaByProcessCodeHeaders({ xAcsDingtalkAccessToken }),
            sdk.runtime(),
          ),
      );
      return { processCode, ...reply.result };
    },

    async listManagedTemplates(userId, { purpose = 'sync' } = {}) {
      const request = new workflow.GetManageProcessByStaffIdRequest({ userId });
      const reply = await wire.api(
        'workflow_1_0.getManageProcessByStaffId',
        purpose,
        templates,
        (sdk, xAcsDingtalkAccessToken) =>
          sdk.workflow.getManageProcessByStaffIdWithOptions(
            request,
            new workflow.GetManageProcessByStaffIdHeaders({ xAcsDingtalkAccessToken }),
            sdk.runtime(),
          ),
      );
      return reply.result;
    },
  };
}

function checkText(text: string): void {
  if (text.length > MAX_TEXT) throw new RangeError(`at most ${MAX_TEXT} characters`);
}
