import type { Api } from '../contract/contract.ts';
import { takeFault } from '../faults.ts';
import { Refusal } from '../refusal.ts';
import type { FaultKind } from '../state.ts';
import { usageOfMonth } from '../usage.ts';
import { nowMs, type World } from '../world.ts';
import { tokenStanding } from './oauth.ts';

const limited = '您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了';
const gateFaults: readonly FaultKind[] = ['qps', 'quota', 'bad_token', 'permission'];

/** What the gateway answers before the interface sees a call; each in the form of both hosts. */
const refusals: Record<'qps' | 'quota' | 'bad_token' | 'permission' | 'expired', (api: Api) => Refusal> = {
  qps: (api) => both(api, 403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', '90018', limited),
  quota: (api) => both(api, 403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', '90020', '企业月度接口调用量已用尽'),
  bad_token: (api) => both(api, 400, 'InvalidAuthentication', '40014', '不合法的access_token'),
  expired: (api) => both(api, 400, 'InvalidAuthentication', '42001', 'access_token超时'),
  permission: (api) =>
    both(api, 403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', '60011', '没有调用该接口的权限', {
      accessdenieddetail: { requiredScopes: api.scopes },
    }),
};

function both(api: Api, status: number, code: string, errcode: string, message: string, extra = {}): Refusal {
  return api.host === 'api' ? new Refusal(status, code, message, extra) : new Refusal(200, errcode, message);
}

/**
 * Lets a call through or throws the gateway's refusal: faults on request, the token, calls per second, and the monthly
 * quota, which the call then uses up. Calls refused here are not counted.
 */
export function passGate(world: World, api: Api, token: string, recent: number[]): void {
  const fault = takeFault(world, gateFaults, [api.id, api.path]);
  if (fault) throw refusals[fault.kind as 'qps' | 'quota' | 'bad_token' | 'permission'](api);
  if (api.token) {
    if (api.host === 'oapi' && token === '') throw new Refusal(200, '41001', '缺少access_token参数');
    const standing = tokenStanding(world, token);
    if (standing !== 'valid') throw refusals[standing === 'expired' ? 'expired' : 'bad_token'](api);
  }
  const { qps, callQuota } = world.state.settings;
  if (qps !== null && recent.length >= qps) throw refusals.qps(api);
  if (!isMetered(api)) return;
  const usage = usageOfMonth(world);
  if (usage.calls >= callQuota) throw refusals.quota(api);
  usage.calls += 1;
}

/** Whether the interface counts in the monthly quota of the company. */
export function isMetered(api: Api): boolean {
  return api.quota !== 'exempt';
}

/** The times of one interface's calls within the last second, by the world's clock; the new one is added. */
export function recentCalls(world: World, seen: Map<string, number[]>, api: Api): number[] {
  const at = nowMs(world);
  const recent = (seen.get(api.id) ?? []).filter((time) => at - time < 1000);
  seen.set(api.id, [...recent, at]);
  return recent;
}
