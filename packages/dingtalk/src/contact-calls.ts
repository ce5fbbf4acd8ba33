import * as contact from '@alicloud/dingtalk/dist/contact_1_0/client.js';
import { z } from 'zod';
import {
  type Department,
  type DepartmentDetail,
  type DepartmentUser,
  type DingtalkUser,
  departmentDetailReply,
  departmentReply,
  departmentUsersReply,
  type LeaveRecord,
  leaveRecordsReply,
  userReply,
} from './contact-replies.ts';
import { DingtalkRefused } from './errors.ts';
import { listOf, wholeNumber } from './fields.ts';
import type { CallOptions, Wire } from './wire.ts';

/** Everything here is free of the monthly quota. */
export type ContactCalls = {
  /** @returns null when the person is gone or never was. Source: doc `query-user-details`. */
  getUser(userId: string, options?: CallOptions): Promise<DingtalkUser | null>;
  /** Direct children, by id, none of a department that is gone; not limited by the app's visible range. Source: doc `obtain-the-list-of-sub-department-ids`. */
  listSubDepartmentIds(deptId: number, options?: CallOptions): Promise<number[]>;
  /** @returns null when there is no such department. Source: doc `query-department-details0-v2`. */
  getDepartment(deptId: number, options?: CallOptions): Promise<DepartmentDetail | null>;
  /** Direct children of a department, 1 being the root. Source: doc `user-management-acquires-the-list-departments`. */
  listDepartments(parentId: number, options?: CallOptions): Promise<Department[]>;
  /**
   * Direct members, 100 at a time; start with cursor 0.
   * Source: doc `queries-the-complete-information-of-a-department-user`.
   */
  listDepartmentUsers(
    deptId: number,
    cursor: number,
    options?: CallOptions,
  ): Promise<{ users: DepartmentUser[]; nextCursor: number | null }>;
  /**
   * Who left the company, with or without 智能人事; at most 365 days at once, 50 per page; start without nextToken.
   * Source: doc `query-the-details-of-employees-who-have-left-office`.
   */
  listLeaveRecords(
    range: { from: Date; to: Date; nextToken?: string | null },
    options?: CallOptions,
  ): Promise<{ records: LeaveRecord[]; nextToken: string | null }>;
};

const PAGE = 100;
const LEAVE_PAGE = 50;
/** 60121 no such user, 33012 invalid userid: which of them a leaver gets is not documented. */
const NO_USER = ['60121', '33012'];
const NO_DEPARTMENT = ['60003'];
/** "Could not get users from the department": an empty one, or one that was deleted since it was listed. */
const NO_MEMBERS = ['60019', ...NO_DEPARTMENT];

export function contactCalls(wire: Wire): ContactCalls {
  return {
    async getUser(userid, { purpose = 'sync' } = {}) {
      const reply = await unlessRefused(NO_USER, wire.oapi('topapi_v2_user_get', purpose, userReply, { userid }));
      return reply?.result ?? null;
    },
    async listSubDepartmentIds(dept_id, { purpose = 'sync' } = {}) {
      const reply = z.object({ result: z.object({ dept_id_list: listOf(wholeNumber) }) });
      const asked = wire.oapi('topapi_v2_department_listsubid', purpose, reply, { dept_id });
      return (await unlessRefused(NO_DEPARTMENT, asked))?.result.dept_id_list ?? [];
    },
    async getDepartment(dept_id, { purpose = 'sync' } = {}) {
      const asked = wire.oapi('topapi_v2_department_get', purpose, z.object({ result: departmentDetailReply }), {
        dept_id,
      });
      return (await unlessRefused(NO_DEPARTMENT, asked))?.result ?? null;
    },
    async listDepartments(dept_id, { purpose = 'sync' } = {}) {
      const reply = z.object({ result: listOf(departmentReply) });
      return (await wire.oapi('topapi_v2_department_listsub', purpose, reply, { dept_id })).result;
    },
    async listDepartmentUsers(dept_id, cursor, { purpose = 'sync' } = {}) {
      const form = { dept_id, cursor, size: PAGE };
      const reply = await unlessRefused(
        NO_MEMBERS,
        wire.oapi('topapi_v2_user_list', purpose, departmentUsersReply, form),
      );
      if (!reply) return { users: [], nextCursor: null };
      const { has_more, next_cursor, list } = reply.result;
      return { users: list, nextCursor: has_more ? (next_cursor ?? null) : null };
    },
    async listLeaveRecords({ from, to, nextToken }, { purpose = 'discovery' } = {}) {
      const token = nextToken ?? '0';
      const request = new contact.ListEmpLeaveRecordsRequest({
        startTime: toSeconds(from),
        endTime: toSeconds(to),
        nextToken: token,
        maxResults: LEAVE_PAGE,
      });
      const reply = await wire.api(
        'contact_1_0.listEmpLeaveRecords',
        purpose,
        leaveRecordsReply,
        (sdk, xAcsDingtalkAccessToken) =>
          sdk.contact.listEmpLeaveRecordsWithOptions(
            request,
            new contact.ListEmpLeaveRecordsHeaders({ xAcsDingtalkAccessToken }),
            sdk.runtime(),
          ),
      );
      // How the last page is marked is not documented: an empty one, no token, or the same token again ends the walk.
      const isLast = reply.records.length === 0 || reply.nextToken === '0' || reply.nextToken === token;
      return { records: reply.records, nextToken: isLast ? null : reply.nextToken };
    },
  };
}

/** The documented form is `2020-07-10T00:00:00Z`, without milliseconds. */
function toSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

async function unlessRefused<T>(codes: readonly string[], asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DingtalkRefused && codes.includes(error.code)) return null;
    throw error;
  }
}
