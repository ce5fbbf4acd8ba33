import { type EventRow, type EventSettlement, settleEvents, withCorp } from '@baton/db';
import { type DingtalkEvent, eventFromFailedEntry, type KnownEventData, parseEvent } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';
import { syncPerson } from '../people/sync-person.ts';
import { receiveApprovalChange } from './receive-approval-change.ts';
import { receiveDepartmentChange } from './receive-department-change.ts';
import { receivePersonnelChange } from './receive-personnel-change.ts';
import { receivePresenceChange } from './receive-presence-change.ts';
import type { Received, Settled } from './received.ts';
import { retryEvent } from './retry-event.ts';

type Handlers = {
  [E in KnownEventData as E['type']]?: (deps: Deps, corpId: string, event: Received<E>) => Promise<Settled>;
};

const HANDLERS: Handlers = {
  bpms_instance_change: receiveApprovalChange,
  user_add_org: receivePresenceChange,
  user_leave_org: receivePresenceChange,
  user_modify_org: readAgain,
  // Rights in the company's DingTalk are rights here.
  org_admin_add: readAgain,
  org_admin_remove: readAgain,
  org_dept_create: receiveDepartmentChange,
  org_dept_modify: receiveDepartmentChange,
  org_dept_remove: receiveDepartmentChange,
  hrm_mdm_user_change: receivePersonnelChange,
  hrm_user_record_change: receivePersonnelChange,
};

async function readAgain(
  deps: Deps,
  corpId: string,
  { data }: Received<{ userIds: readonly string[] }>,
): Promise<Settled> {
  for (const userId of data.userIds) await syncPerson(deps, corpId, userId);
  return { outcome: 'handled' };
}

/** Known, and deliberately nothing to do. Whatever is in neither table is unknown: kept, and warned about. */
export const IGNORED: ReadonlySet<string> = new Set([
  'check_url',
  'bpms_task_change', // only the end of the whole approval counts
  'user_active_org',
  'org_change',
  'label_user_change',
  'label_conf_add',
  'label_conf_modify',
  'label_conf_del',
  'workflow_form_change',
  'hrm_mdm_user_info_change',
]);

/**
 * Handles one event of the inbox, as it was claimed or read, and notes what became of it.
 * @returns handled, ignored on purpose, unknown, deferred (tried again later) or failed (given up)
 */
export async function handleEvent(deps: Deps, corpId: string, row: EventRow): Promise<EventRow['outcome']> {
  const { key, type, receivedAt } = row;
  const note = (change: EventSettlement) =>
    withCorp(deps.db, corpId, (tx) => settleEvents(tx, corpId, [key], change)).then(() => change.outcome);
  const attempts = Math.max(1, row.attempts);
  try {
    const settled = await dispatch(deps, corpId, read(row), { receivedAt, attempts });
    if (settled.outcome === 'unknown') deps.log.warn({ event: 'event.unknown', corpId, type, key }, settled.note);
    return await note({ ...settled, settledAt: deps.now(), nextAttemptAt: null });
  } catch (error) {
    const { note: reason, afterMs } = retryEvent(error, attempts);
    const fields = { event: 'event.not_handled', corpId, type, key, attempts, reason };
    if (reason === 'internal') deps.log.error({ ...fields, error }, 'event handler failed');
    else deps.log.warn(fields, 'event not handled yet');
    const now = deps.now();
    const later = afterMs === null ? null : new Date(now.getTime() + afterMs);
    return note({
      outcome: later ? 'deferred' : 'failed',
      note: reason,
      settledAt: later ? null : now,
      nextAttemptAt: later,
    });
  }
}

function read(row: EventRow): DingtalkEvent {
  const { receivedAt, payload } = row;
  if (row.source === 'failed_list') return eventFromFailedEntry(payload as Record<string, unknown>, { receivedAt });
  return parseEvent(JSON.stringify(payload), { receivedAt });
}

async function dispatch(
  deps: Deps,
  corpId: string,
  event: DingtalkEvent,
  { receivedAt, attempts }: { receivedAt: Date; attempts: number },
): Promise<{ outcome: 'handled' | 'ignored' | 'unknown'; note: string }> {
  const { data, type } = event;
  if (IGNORED.has(type)) return { outcome: 'ignored', note: 'on_purpose' };
  if (!data.known) return { outcome: 'unknown', note: data.reason };
  // The table is complete per type; TypeScript cannot follow the pairing of key and argument.
  const handler = HANDLERS[data.type] as
    | ((deps: Deps, corpId: string, event: Received<KnownEventData>) => Promise<Settled>)
    | undefined;
  if (!handler) return { outcome: 'unknown', note: 'no_handler' };
  return { note: '', ...(await handler(deps, corpId, { data, at: event.bornAt ?? receivedAt, attempts })) };
}
