import { DingtalkQuotaExhausted, DingtalkRateLimited, DingtalkRefused, DingtalkUnreachable } from '@baton/dingtalk';

/** DingTalk told us of something that it does not show yet. */
export class NotReadableYet extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotReadableYet';
  }
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const STEPS = [10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE];

/** What DingTalk answers for an approval that its own push has just announced (contract/approval-form.md). */
const NOT_THERE_YET = new Set(['processInstanceNotExist', 'processGetFailed', 'processFormDataIsNull']);

type Patience = { note: string; capMs: number; attempts: number };

/**
 * Whether and when to handle an event again that could not be handled.
 * @param attempts how often it was tried, this time included
 * @returns milliseconds to wait, or null to give up (the free reconciliation still finds the departure)
 */
export function retryEvent(error: unknown, attempts: number): { note: string; afterMs: number | null } {
  const { note, capMs, attempts: most } = patienceFor(error);
  if (attempts >= most) return { note, afterMs: null };
  const step = STEPS[Math.min(attempts, STEPS.length) - 1] ?? SECOND;
  const asked = error instanceof DingtalkRateLimited ? error.retryAfterMs : 0;
  return { note, afterMs: Math.max(asked, Math.min(step, capMs)) };
}

/** Being down and being slow cost nothing, so they are waited out for ever; a refusal may cost quota each time. */
function patienceFor(error: unknown): Patience {
  if (error instanceof NotReadableYet) return { note: 'not_readable_yet', capMs: 30 * MINUTE, attempts: 14 };
  if (error instanceof DingtalkUnreachable) return patient(`unreachable:${error.reason}`, 5 * MINUTE);
  if (error instanceof DingtalkRateLimited) return patient(`rate_limited:${error.code}`, MINUTE);
  if (error instanceof DingtalkQuotaExhausted) return patient('quota_exhausted', 30 * MINUTE);
  if (error instanceof DingtalkRefused) {
    const note = NOT_THERE_YET.has(error.code) ? 'not_readable_yet' : `refused:${error.code}`;
    return { note, capMs: 30 * MINUTE, attempts: 14 };
  }
  return { note: 'internal', capMs: 30 * MINUTE, attempts: 14 };
}

const patient = (note: string, capMs: number): Patience => ({ note, capMs, attempts: Number.POSITIVE_INFINITY });
