import type { FaultKind } from '../../../src/state.ts';

/** Every fault in words: what it is called, and what the app's server then meets. */
export const faultWords: Record<FaultKind, { group: '整体' | '接口' | '推送'; name: string; effect: string }> = {
  down: { group: '整体', name: '钉钉整体不可用', effect: '所有请求都被拒绝，直到您关掉它' },
  qps: { group: '接口', name: '调用太频繁', effect: 'HTTP 403，QPS 限流' },
  quota: { group: '接口', name: '本月调用额度用完', effect: 'HTTP 403，额度耗尽' },
  bad_token: { group: '接口', name: 'access_token 不合法', effect: 'HTTP 400，应重新取一次再试' },
  permission: { group: '接口', name: '没有接口权限', effect: 'HTTP 403，并给出所需权限点' },
  timeout: { group: '接口', name: '超时', effect: '连接一直不回应' },
  reset: { group: '接口', name: '连接被重置', effect: '连接中途断开' },
  html: { group: '接口', name: '返回网页', effect: 'HTTP 502，正文是 HTML' },
  empty: { group: '接口', name: '返回空内容', effect: 'HTTP 503，没有正文' },
  not_readable: { group: '接口', name: '事件先到，数据未就绪', effect: '查询审批实例暂时答“不存在”' },
  flow_control: { group: '接口', name: '机器人消息被流控', effect: '接收人进入流控名单，消息没有送达' },
  push_duplicate: { group: '推送', name: '重复推送', effect: '同一事件送两次' },
  push_hold: { group: '推送', name: '乱序推送', effect: '先扣住，关掉后倒序送出' },
  push_lost: { group: '推送', name: '推送丢失', effect: '事件发生了，推送没有来' },
};
