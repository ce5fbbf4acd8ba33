import { z } from 'zod';
import { flag, id, isoMoment, listOf, moment, optionalId, wholeNumber } from './fields.ts';

type Person = {
  userId: string;
  unionId: string;
  name: string;
  title: string | null;
  jobNumber: string | null;
  avatarUrl: string | null;
  /** Not ordered: DingTalk names no main department here. */
  deptIds: number[];
  hiredAt: Date | null;
  /** Has signed in to DingTalk at least once. */
  isActive: boolean;
  isAdmin: boolean;
  isBoss: boolean;
};

export type DingtalkUser = Person & { managerUserId: string | null; leadsDeptIds: number[] };
/** A person as a department lists them; `leads` is about that department. */
export type DepartmentUser = Person & { leads: boolean };
export type Department = { deptId: number; name: string; parentId: number | null };
export type DepartmentDetail = Department & { managerUserIds: string[] };
/** `reason`: leave (by themself) | delete (by an admin) | oapi | cancel | unknown. */
export type LeaveRecord = { userId: string; name: string; leftAt: Date | null; reason: string };

const personFields = {
  userid: id,
  unionid: id,
  name: z.string().catch(''),
  title: optionalId,
  job_number: optionalId,
  avatar: optionalId,
  dept_id_list: listOf(wholeNumber),
  hired_date: moment,
  active: flag,
  admin: flag,
  boss: flag,
};

function toPerson(raw: z.infer<z.ZodObject<typeof personFields>>): Person {
  return {
    userId: raw.userid,
    unionId: raw.unionid,
    name: raw.name,
    title: raw.title,
    jobNumber: raw.job_number,
    avatarUrl: raw.avatar,
    deptIds: raw.dept_id_list,
    hiredAt: raw.hired_date,
    isActive: raw.active,
    isAdmin: raw.admin,
    isBoss: raw.boss,
  };
}

export const userReply = z.object({
  result: z
    .object({
      ...personFields,
      manager_userid: optionalId,
      leader_in_dept: listOf(z.object({ dept_id: wholeNumber, leader: flag })),
    })
    .transform((raw) => ({
      ...toPerson(raw),
      managerUserId: raw.manager_userid,
      leadsDeptIds: raw.leader_in_dept.filter(({ leader }) => leader).map(({ dept_id }) => dept_id),
    })),
});

export const departmentUsersReply = z.object({
  result: z.object({
    has_more: flag,
    next_cursor: wholeNumber.nullish(),
    list: listOf(
      z.object({ ...personFields, leader: flag }).transform((raw) => ({ ...toPerson(raw), leads: raw.leader })),
    ),
  }),
});

const departmentFields = { dept_id: wholeNumber, name: z.string(), parent_id: wholeNumber.nullish() };
export const departmentReply = z
  .object(departmentFields)
  .transform((raw): Department => ({ deptId: raw.dept_id, name: raw.name, parentId: raw.parent_id ?? null }));
export const departmentDetailReply = z
  .object({ ...departmentFields, dept_manager_userid_list: listOf(id) })
  .transform((raw) => ({ ...departmentReply.parse(raw), managerUserIds: raw.dept_manager_userid_list }));

export const leaveRecordsReply = z.object({
  nextToken: optionalId,
  records: listOf(
    z
      .object({
        userId: id,
        name: z.string().catch(''),
        leaveTime: isoMoment,
        leaveReason: z.string().catch('unknown'),
      })
      .transform((raw) => ({ userId: raw.userId, name: raw.name, leftAt: raw.leaveTime, reason: raw.leaveReason })),
  ),
});
