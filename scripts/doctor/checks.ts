import { randomBytes } from 'node:crypto';
import {
  createDingtalkClient,
  type DingtalkClient,
  DingtalkQuotaExhausted,
  DingtalkRefused,
  DingtalkUnreachable,
  isDingtalkError,
  openEnvelope,
  sealEnvelope,
  unlimitedLedger,
} from '@baton/dingtalk';
import { type Config, readConfig } from '@baton/server';

/** One step of the examination. `advice` says what to do; it is shown only when the step failed. */
export type Check = {
  name: string;
  /** Gives a short finding; throws what is wrong. Later steps run all the same unless `fatal`. */
  run(): Promise<string>;
  advice: string;
  fatal?: boolean;
};

/**
 * The steps of the examination, in the order in which a person would mend things. Nothing is changed in DingTalk and
 * nothing is sent, unless `sendTo` names a person who then gets one test message.
 * @param env the environment that the server would start with
 */
export function planChecks(env: Record<string, string | undefined>, sendTo: string | null): Check[] {
  let config: Config;
  let dingtalk: DingtalkClient;
  const checks: Check[] = [
    {
      name: '配置',
      fatal: true,
      advice: '逐条修改 .env；每一项的来源见 docs/operations.md 第 2、3 节。',
      async run() {
        config = readConfig(env);
        dingtalk = createDingtalkClient({ ...config.dingtalk, now: () => new Date(), ledger: unlimitedLedger });
        return `${config.publicUrl} ← ${config.dingtalk.corpId}`;
      },
    },
    {
      name: '访问凭证（Client ID / Secret）',
      fatal: true,
      advice:
        '核对「凭证与基础信息」里的 Client ID 与 Client Secret；不通时检查这台机器能否访问 api.dingtalk.com:443。',
      async run() {
        await dingtalk.getJsapiTicket(); // needs a token and nothing else
        return '已取得令牌与页面签名票据';
      },
    },
    {
      name: '通讯录：部门',
      advice: '在「权限管理」开通「通讯录部门信息读权限」，并把接口权限范围设为全部员工。',
      run: async () => `根部门下有 ${(await dingtalk.listDepartments(1)).length} 个部门`,
    },
    {
      name: '通讯录：成员',
      advice: '在「权限管理」开通「成员信息读权限」，并把接口权限范围设为全部员工。',
      async run() {
        const { users } = await dingtalk.listDepartmentUsers(1, 0);
        return users.length > 0 ? `能读到成员，如 ${users[0]?.name ?? ''}` : '根部门没有直属成员（可以是正常的）';
      },
    },
    {
      name: '智能人事：待离职名单（不占调用量）',
      advice: '开通「智能人事个人信息读权限」(qyapi_hrm_read_user)。没有开通智能人事的公司可以跳过，离职将以审批为准。',
      run: async () => `当前待离职 ${(await dingtalk.listPendingLeaverIds(0)).userIds.length} 人`,
    },
    {
      name: '审批：读取离职单',
      advice: '开通「工作流实例读权限」「工作流实例写权限」(Workflow.Instance.Read / Write)。',
      async run() {
        try {
          await dingtalk.getApproval(`doctor-${randomBytes(6).toString('hex')}`);
        } catch (error) {
          // An instance that does not exist is refused for that reason; a missing permission says so with its scope.
          if (!(error instanceof DingtalkRefused) || error.requiredScopes.length > 0) throw error;
        }
        return '有读取权限';
      },
    },
    {
      name: '网页首页地址',
      advice: 'PUBLIC_URL 必须能从公网打开，且 /readyz 返回 200。先启动服务，再看反向代理与证书。',
      run: () => probe(`${config.publicUrl}/readyz`),
    },
    {
      name: '事件回调（check_url）',
      advice:
        '核对「事件订阅」里的 token、aes_key 与 .env 是否一致，请求网址是否为 PUBLIC_URL/dingtalk/events/<CorpId>。',
      run: () => checkCallback(config),
    },
  ];
  if (sendTo !== null)
    checks.push({
      name: `机器人：给 ${sendTo} 发一条测试消息`,
      advice: '确认已添加「机器人」能力、RobotCode 正确，并开通「企业内机器人发送消息权限」(qyapi_robot_sendmsg)。',
      async run() {
        const content = '接力棒体检：收到这条消息，说明提醒可以送达。';
        const sent = await dingtalk.sendRobotMessages({
          userIds: [sendTo],
          msgKey: 'sampleText',
          msgParam: { content },
        });
        if (sent.invalidUserIds.length > 0) throw new Error('钉钉说没有这个人，或机器人对他不可见');
        return `已送出（${sent.processQueryKey}）`;
      },
    });
  return checks;
}

/** Plays DingTalk's `check_url` push against the public address and opens the sealed answer. */
async function checkCallback(config: Config): Promise<string> {
  const { corpId, clientId, token, aesKey } = config.dingtalk;
  const keys = { token, aesKey, ownerKeys: [clientId] };
  const timestamp = String(Date.now());
  const nonce = randomBytes(4).toString('hex');
  const sealed = sealEnvelope(keys, JSON.stringify({ EventType: 'check_url' }), { timestamp, nonce });
  const query = new URLSearchParams({
    msg_signature: sealed.msg_signature,
    signature: sealed.msg_signature,
    timestamp,
    nonce,
  });
  const response = await fetch(`${config.publicUrl}/dingtalk/events/${corpId}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ encrypt: sealed.encrypt }),
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error(`回调地址返回 HTTP ${response.status}`);
  const reply = (await response.json()) as { msg_signature: string; timeStamp: string; nonce: string; encrypt: string };
  const text = openEnvelope(keys, {
    signature: reply.msg_signature,
    timestamp: reply.timeStamp,
    nonce: reply.nonce,
    encrypt: reply.encrypt,
  });
  if (text !== 'success') throw new Error('回调地址的应答不是 success');
  return '加密往返正常';
}

async function probe(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`${url} 返回 HTTP ${response.status}`);
  return '可以打开';
}

/** What went wrong, in one line for a person; DingTalk's own code and the scope it asks for are kept. */
export function explain(error: unknown): string {
  if (error instanceof DingtalkRefused && error.requiredScopes.length > 0)
    return `钉钉要求权限点 ${error.requiredScopes.join('、')}`;
  if (error instanceof DingtalkUnreachable) return `连不上钉钉（${error.reason}）`;
  if (error instanceof DingtalkQuotaExhausted) return `本月调用量已用完（${error.code}）`;
  if (isDingtalkError(error)) return error.message;
  return error instanceof Error ? error.message : String(error);
}
