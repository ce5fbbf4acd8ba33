import { type DingtalkClient, DingtalkRefused } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';

/** What a company without the permission `qyapi_hrm_read_user` is answered, by the new host and by the old one. */
const NOT_PERMITTED = new Set(['Forbidden.AccessDenied.AccessTokenPermissionDenied', '60011']);

/** Companies that were told of it since this process started, by the log that told them. */
const told = new WeakMap<Deps['log'], Set<string>>();

/**
 * Asks 智能人事 something. A company may do without it: one that has not opened it, or did not let this app read it, has
 * nothing to say there, and approvals and the directory tell of departures alone. The missing permission is warned of
 * once, the asking goes on: it works as soon as it is granted.
 * @param without the answer of a company without 智能人事
 * @throws DingtalkError when 智能人事 is there and did not answer
 */
export async function askHrm<T>(
  deps: Deps,
  corpId: string,
  ask: (dingtalk: DingtalkClient) => Promise<T>,
  without: T,
): Promise<T> {
  try {
    return await ask(deps.dingtalkFor(corpId));
  } catch (error) {
    if (!(error instanceof DingtalkRefused)) throw error;
    if (error.code === 'corpNotOpenHrm') return without;
    if (!NOT_PERMITTED.has(error.code)) throw error;
    warnOnce(deps, corpId, error);
    return without;
  }
}

function warnOnce({ log }: Deps, corpId: string, { code, requiredScopes }: DingtalkRefused): void {
  const corps = told.get(log) ?? new Set();
  told.set(log, corps);
  if (corps.has(corpId)) return;
  corps.add(corpId);
  const fields = { event: 'hrm.not_permitted', corpId, code, requiredScopes };
  log.warn(fields, '智能人事 may not be read: going by approvals and the directory alone');
}
