import { z } from 'zod';
import { id, ids, moment, optionalId, record, wholeNumber, wholeNumbers } from './fields.ts';

/* What each event type we know carries. Input keys are lower case already (see fields.ts). */

const instanceChange = z
  .object({
    processinstanceid: id,
    type: id,
    result: optionalId,
    processcode: optionalId,
    bizcategoryid: optionalId,
    businessid: optionalId,
    staffid: optionalId,
    title: optionalId,
    url: optionalId,
    createtime: moment,
    finishtime: moment,
  })
  .transform((raw) => ({
    known: true as const,
    type: 'bpms_instance_change' as const,
    instanceId: raw.processinstanceid,
    /** start | finish | terminate | delete, and whatever comes later. */
    change: raw.type,
    /** agree | refuse; only with finish. */
    result: raw.result,
    /** The detail interface does not return the next two: keep them from here. */
    processCode: raw.processcode,
    bizCategoryId: raw.bizcategoryid,
    businessId: raw.businessid,
    originatorUserId: raw.staffid,
    title: raw.title,
    url: raw.url,
    createdAt: raw.createtime,
    finishedAt: raw.finishtime,
  }));

const taskChange = z
  .object({
    processinstanceid: id,
    type: id,
    taskid: wholeNumber.nullable().catch(null),
    result: optionalId,
    processcode: optionalId,
    bizcategoryid: optionalId,
    staffid: optionalId,
    title: optionalId,
    remark: optionalId,
    content: optionalId,
    createtime: moment,
    finishtime: moment,
  })
  .transform((raw) => ({
    known: true as const,
    type: 'bpms_task_change' as const,
    instanceId: raw.processinstanceid,
    /** start | finish | cancel | comment. */
    change: raw.type,
    taskId: raw.taskid,
    /** agree | refuse | redirect | audit; only with finish. */
    result: raw.result,
    processCode: raw.processcode,
    bizCategoryId: raw.bizcategoryid,
    /** Whose task it is; on redirect, who passed it on. */
    userId: raw.staffid,
    title: raw.title,
    remark: raw.remark ?? raw.content,
    createdAt: raw.createtime,
    finishedAt: raw.finishtime,
  }));

type UsersChange = 'user_add_org' | 'user_leave_org' | 'user_active_org' | 'org_admin_add' | 'org_admin_remove';

function usersChange<T extends UsersChange>(type: T) {
  return z
    .object({ userid: ids, timestamp: moment })
    .transform((raw) => ({ known: true as const, type, userIds: raw.userid, at: raw.timestamp }));
}

const diff = z
  .object({ prev: record.catch({}), curr: record.catch({}) })
  .transform(({ prev, curr }) => {
    const names = [...new Set([...Object.keys(prev), ...Object.keys(curr)])].sort();
    return names.filter((name) => JSON.stringify(prev[name]) !== JSON.stringify(curr[name]));
  })
  .catch([]);

const userModified = z.object({ userid: ids, timestamp: moment, diffinfo: diff }).transform((raw) => ({
  known: true as const,
  type: 'user_modify_org' as const,
  userIds: raw.userid,
  /** Names only: a changed phone number is nobody's business here. A hint, not a promise; read the person again. */
  changedFields: raw.diffinfo,
  at: raw.timestamp,
}));

function departmentsChange<T extends 'org_dept_create' | 'org_dept_modify' | 'org_dept_remove'>(type: T) {
  return z.object({ deptid: wholeNumbers, id: wholeNumbers, timestamp: moment }).transform((raw) => ({
    known: true as const,
    type,
    // `id` is how the third-party variant of these events spells it.
    deptIds: raw.deptid.length > 0 ? raw.deptid : raw.id,
    at: raw.timestamp,
  }));
}

const personnelChange = z.object({ staffid: id, changetype: wholeNumber, biztime: moment }).transform((raw) => ({
  known: true as const,
  type: 'hrm_mdm_user_change' as const,
  userId: raw.staffid,
  /** 1 joined, 2 became regular, 3 transferred, 4 left, 8 promoted. */
  changeType: raw.changetype,
  at: raw.biztime,
}));

const recordChange = z.object({ staffid: id, actiontype: optionalId }).transform((raw) => ({
  known: true as const,
  type: 'hrm_user_record_change' as const,
  userId: raw.staffid,
  actionType: raw.actiontype,
  at: null as Date | null,
}));

/** The event types this package understands, each with its reader (doc slugs: contract/event-samples.json). */
export const EVENT_READERS = {
  check_url: z.object({}).transform(() => ({ known: true as const, type: 'check_url' as const })),
  bpms_instance_change: instanceChange,
  bpms_task_change: taskChange,
  user_add_org: usersChange('user_add_org'),
  user_modify_org: userModified,
  user_leave_org: usersChange('user_leave_org'),
  user_active_org: usersChange('user_active_org'),
  org_admin_add: usersChange('org_admin_add'),
  org_admin_remove: usersChange('org_admin_remove'),
  org_dept_create: departmentsChange('org_dept_create'),
  org_dept_modify: departmentsChange('org_dept_modify'),
  org_dept_remove: departmentsChange('org_dept_remove'),
  hrm_mdm_user_change: personnelChange,
  hrm_user_record_change: recordChange,
};

export type KnownEventType = keyof typeof EVENT_READERS;
export type KnownEventData = { [T in KnownEventType]: z.infer<(typeof EVENT_READERS)[T]> }[KnownEventType];

/**
 * `incomplete` is a known type without the ids it needs, as some entries of the failed list are: keep it, warn, and let
 * reconciliation find what it was about.
 */
export type UnknownEventData = { known: false; reason: 'unknown_type' | 'incomplete' };
export type EventData = KnownEventData | UnknownEventData;

/**
 * Reads the business fields of one event.
 * @param fields with lower-case keys
 */
export function readEventData(type: string, fields: Record<string, unknown>): EventData {
  if (!Object.hasOwn(EVENT_READERS, type)) return { known: false, reason: 'unknown_type' };
  const read = EVENT_READERS[type as KnownEventType].safeParse(fields);
  return read.success ? read.data : { known: false, reason: 'incomplete' };
}
