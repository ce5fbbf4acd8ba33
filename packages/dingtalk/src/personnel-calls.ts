import * as hrm from '@alicloud/dingtalk/dist/hrm_1_0/client.js';
import { z } from 'zod';
import { flag, id, listOf, moment, optionalId, wholeNumber } from './fields.ts';
import type { CallOptions, Wire } from './wire.ts';

/** submitted: the resignation approval runs; pending: 待离职; left; none: neither. */
export type DimissionStatus = 'submitted' | 'pending' | 'left' | 'none' | 'unknown';

export type DimissionInfo = {
  userId: string;
  status: DimissionStatus;
  /** An instant within the last working day, Asia/Shanghai. */
  lastWorkDay: Date | null;
  /** The one handover person DingTalk itself knows. */
  handoverUserId: string | null;
  mainDeptId: number | null;
  mainDeptName: string | null;
  deptIds: number[];
  voluntaryReasons: string[];
  passiveReasons: string[];
  memo: string | null;
};

/**
 * 智能人事. Everything here is free of the monthly quota. A company that has not opened it answers DingtalkRefused
 * `corpNotOpenHrm`, and people recorded before it was opened are missing from its lists.
 */
export type PersonnelCalls = {
  /**
   * People in 待离职, 50 at a time; start with offset 0.
   * Source: doc `intelligent-personnel-query-the-list-of-on-the-job-employees-of-the` (status 5).
   */
  listPendingLeaverIds(
    offset: number,
    options?: CallOptions,
  ): Promise<{ userIds: string[]; nextOffset: number | null }>;
  /** Everybody on the job (on trial, regular, 待离职, without a status), 50 at a time; start with offset 0. */
  listOnJobIds(offset: number, options?: CallOptions): Promise<{ userIds: string[]; nextOffset: number | null }>;
  /**
   * Where at most 50 people stand, on the job or gone.
   * Source: doc `obtain-resignation-information-of-employees-new-version`.
   * @throws RangeError for no ids or more than 50
   */
  getDimissionInfos(userIds: readonly string[], options?: CallOptions): Promise<DimissionInfo[]>;
  /** People who left, 50 at a time; start with 0. Source: doc `obtain-the-list-of-employees-who-have-left`. */
  listDismissedIds(nextToken: number, options?: CallOptions): Promise<{ userIds: string[]; nextToken: number | null }>;
};

const PAGE = 50;
const PENDING = '5';
const ON_JOB = '2,3,5,-1';
const STATUSES: Readonly<Record<number, DimissionStatus>> = { 1: 'pending', 2: 'left', 3: 'none', 4: 'submitted' };

const onJob = z.object({ result: z.object({ data_list: listOf(id), next_cursor: wholeNumber.nullish() }) });
const dismissed = z.object({ userIdList: listOf(id), hasMore: flag, nextToken: wholeNumber.nullish() });
const dimissions = z.object({
  result: listOf(
    z
      .object({
        userId: id,
        status: wholeNumber,
        lastWorkDay: moment,
        handoverUserId: optionalId,
        mainDeptId: wholeNumber.nullish(),
        mainDeptName: optionalId,
        deptList: listOf(z.object({ deptId: wholeNumber })),
        voluntaryReason: listOf(z.string()),
        passiveReason: listOf(z.string()),
        reasonMemo: optionalId,
      })
      .transform(
        (raw): DimissionInfo => ({
          userId: raw.userId,
          status: STATUSES[raw.status] ?? 'unknown',
          lastWorkDay: raw.lastWorkDay,
          handoverUserId: raw.handoverUserId,
          mainDeptId: raw.mainDeptId ?? null,
          mainDeptName: raw.mainDeptName,
          deptIds: raw.deptList.map(({ deptId }) => deptId),
          voluntaryReasons: raw.voluntaryReason,
          passiveReasons: raw.passiveReason,
          memo: raw.reasonMemo,
        }),
      ),
  ),
});

export function personnelCalls(wire: Wire): PersonnelCalls {
  async function listByStatus(status_list: string, offset: number, { purpose = 'discovery' }: CallOptions = {}) {
    const form = { status_list, offset, size: PAGE };
    const { result } = await wire.oapi('topapi_smartwork_hrm_employee_queryonjob', purpose, onJob, form);
    const next = result.next_cursor ?? 0;
    // Absent is the documented end; the official sample shows 0. Either way an offset never goes back.
    return { userIds: result.data_list, nextOffset: next > offset ? next : null };
  }

  return {
    listPendingLeaverIds: (offset, options) => listByStatus(PENDING, offset, options),
    listOnJobIds: (offset, options) => listByStatus(ON_JOB, offset, options),

    async getDimissionInfos(userIds, { purpose = 'discovery' } = {}) {
      if (userIds.length < 1 || userIds.length > PAGE) throw new RangeError(`getDimissionInfos takes 1 to ${PAGE} ids`);
      const request = new hrm.QueryHrmEmployeeDismissionInfoRequest({ userIdList: [...userIds] });
      const reply = await wire.api(
        'hrm_1_0.queryHrmEmployeeDismissionInfo',
        purpose,
        dimissions,
        (sdk, xAcsDingtalkAccessToken) =>
          sdk.hrm.queryHrmEmployeeDismissionInfoWithOptions(
            request,
            new hrm.QueryHrmEmployeeDismissionInfoHeaders({ xAcsDingtalkAccessToken }),
            sdk.runtime(),
          ),
      );
      return reply.result;
    },

    async listDismissedIds(nextToken, { purpose = 'discovery' } = {}) {
      const request = new hrm.QueryDismissionStaffIdListRequest({ nextToken, maxResults: PAGE });
      const reply = await wire.api(
        'hrm_1_0.queryDismissionStaffIdList',
        purpose,
        dismissed,
        (sdk, xAcsDingtalkAccessToken) =>
          sdk.hrm.queryDismissionStaffIdListWithOptions(
            request,
            new hrm.QueryDismissionStaffIdListHeaders({ xAcsDingtalkAccessToken }),
            sdk.runtime(),
          ),
      );
      const next = reply.nextToken ?? 0;
      return { userIds: reply.userIdList, nextToken: reply.hasMore && next > nextToken ? next : null };
    },
  };
}
