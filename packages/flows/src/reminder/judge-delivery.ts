import { addDays, atLocal, localDay } from '@baton/core';
import type { NoticeRow } from '@baton/db';
import {
  type DingtalkError,
  DingtalkQuotaExhausted,
  DingtalkRateLimited,
  DingtalkUnreachable,
  type RobotDelivery,
} from '@baton/dingtalk';
import { BUDGET_REFUSAL } from '../company/call-ledger.ts';
import type { SendOutcome } from './send-notices.ts';

type Change = Partial<Pick<NoticeRow, 'state' | 'sentAt' | 'receipt' | 'lastError' | 'notBefore'>> & { ids: string[] };

/** What to write after one call, and whether to go on sending. */
export type Verdict = {
  changes: Change[];
  sent: number;
  failed: number;
  /** Stop this run: the next message would fare the same. */
  pause: boolean;
  /** Until when the rest waits, because calls are used up: everything, or the digests and nothing else. */
  postpone: { until: Date; digestsOnly: boolean } | null;
  problem: string;
};

const FLOW_CONTROL_WAIT_MS = 10 * 60_000;
const FLOW_CONTROL_ATTEMPTS = 6;
const NO_CONNECTION_WAIT_MS = 30_000;

const REST_MS = 60_000;
const LONGEST_REST_MS = 60 * 60_000;

/**
 * Until when a channel rests after calls that ended without an answer: each of them may have cost somebody a message,
 * so the next try waits four times as long as the last, an hour at most. Pure.
 * @param unanswered when they began, oldest first
 */
export function restsUntil(unanswered: readonly Date[]): Date {
  const last = unanswered.at(-1);
  if (!last) return new Date(0);
  return new Date(last.getTime() + Math.min(LONGEST_REST_MS, REST_MS * 4 ** (unanswered.length - 1)));
}

/** Decides what became of claimed messages. Pure. */
export function judgeDelivery(rows: readonly NoticeRow[], outcome: SendOutcome, now: Date): Verdict {
  return 'delivery' in outcome ? judgeReport(rows, outcome.delivery, now) : judgeError(rows, outcome.error, now);
}

/** A success may leave people out: unknown ones never get it, throttled ones later. */
function judgeReport(rows: readonly NoticeRow[], delivery: RobotDelivery, now: Date): Verdict {
  const invalid = rows.filter((row) => delivery.invalidUserIds.includes(row.recipient));
  const throttled = rows.filter((row) => delivery.flowControlledUserIds.includes(row.recipient));
  const later = throttled.filter((row) => row.attempts < FLOW_CONTROL_ATTEMPTS);
  const never = throttled.filter((row) => row.attempts >= FLOW_CONTROL_ATTEMPTS);
  const sent = rows.filter((row) => !invalid.includes(row) && !throttled.includes(row));
  const receipt = delivery.processQueryKey ?? '';
  const notBefore = new Date(now.getTime() + FLOW_CONTROL_WAIT_MS);
  return {
    changes: [
      { ids: idsOf(sent), state: 'sent', sentAt: now, receipt, lastError: '' },
      { ids: idsOf(invalid), state: 'failed', lastError: 'invalid_user' },
      { ids: idsOf(never), state: 'failed', lastError: 'flow_controlled' },
      { ids: idsOf(later), state: 'waiting', notBefore, lastError: 'flow_controlled' },
    ],
    sent: sent.length,
    failed: invalid.length + never.length,
    pause: false,
    postpone: null,
    problem: invalid.length > 0 ? 'invalid_user' : throttled.length > 0 ? 'flow_controlled' : '',
  };
}

/** Sure not to have gone out: waits. Refused: never will. Anything else may have gone out. */
function judgeError(rows: readonly NoticeRow[], error: DingtalkError, now: Date): Verdict {
  const ids = idsOf(rows);
  const base = { sent: 0, failed: 0, pause: true, postpone: null };
  const wait = (notBefore: Date, lastError: string): Change => ({ ids, state: 'waiting', notBefore, lastError });
  if (error instanceof DingtalkRateLimited) {
    const notBefore = new Date(now.getTime() + Math.max(1000, error.retryAfterMs));
    return { ...base, changes: [wait(notBefore, 'rate_limited')], problem: 'rate_limited' };
  }
  if (error instanceof DingtalkQuotaExhausted) {
    const until = tomorrow(now);
    // Our own budget keeps the last calls back from reminders, for what matters more: that still goes out.
    const digestsOnly = error.code === BUDGET_REFUSAL && rows.every(({ kind }) => kind === 'digest');
    const postpone = { until, digestsOnly };
    const changes = [wait(until, 'quota_exhausted')];
    return { ...base, changes, pause: !digestsOnly, postpone, problem: 'quota_exhausted' };
  }
  if (error instanceof DingtalkUnreachable) {
    const { reason } = error;
    if (reason === 'no_connection') {
      const notBefore = new Date(now.getTime() + NO_CONNECTION_WAIT_MS);
      return { ...base, changes: [wait(notBefore, reason)], problem: reason };
    }
    return { ...base, changes: [{ ids, state: 'uncertain', lastError: reason }], problem: reason };
  }
  const refused: Change = { ids, state: 'failed', lastError: error.code };
  return { ...base, changes: [refused], failed: rows.length, pause: false, problem: error.code };
}

const idsOf = (rows: readonly NoticeRow[]): string[] => rows.map(({ id }) => id);

/** Calls are counted by the month, but an admin may raise the limit or buy more any day: asked again every morning. */
const tomorrow = (now: Date): Date => atLocal(addDays(localDay(now), 1), '00:05');
