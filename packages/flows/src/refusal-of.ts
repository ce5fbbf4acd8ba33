import { AppError } from '@baton/core';
import { sqlState } from '@baton/db';
import {
  DingtalkQuotaExhausted,
  DingtalkRateLimited,
  DingtalkRefused,
  DingtalkUnreachable,
  isDingtalkError,
} from '@baton/dingtalk';

/** What DingTalk's failures are called at our own doors. */
const OF_DINGTALK = [
  [DingtalkUnreachable, 'dingtalk_unreachable'],
  [DingtalkRefused, 'dingtalk_refused'],
  [DingtalkQuotaExhausted, 'dingtalk_quota_exhausted'],
  [DingtalkRateLimited, 'rate_limited'],
] as const;

/** A value that no column can hold: characters PostgreSQL does not take, numbers beyond its own, text that is no uuid. */
const UNTAKEABLE = new Set(['22021', '22P02', '22P05', '22003', '22008']);

/**
 * What a verb's failure means to whoever asked: our own refusals as they are, DingTalk's trouble and values that the
 * database cannot hold as codes.
 * @returns null for a fault of ours
 */
export function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (isDingtalkError(error)) {
    const [, code] = OF_DINGTALK.find(([family]) => error instanceof family) ?? [];
    return code === undefined ? null : new AppError(code);
  }
  return UNTAKEABLE.has(sqlState(error)) ? new AppError('invalid_input') : null;
}
