import { randomBytes, randomUUID } from 'node:crypto';
import { sealEnvelope } from '@baton/dingtalk';
import { APP } from '../local-app.ts';

/** What the pushes are about: real people of the local DingTalk, so that handling them asks it about them. */
export type PushMix = { userIds: readonly string[] };

type MakeBody = (index: number, mix: PushMix) => Record<string, unknown>;

/** An ordinary approval that is none of our business: what most pushes of a company are. */
const otherApproval: MakeBody = (index) => ({
  EventType: 'bpms_task_change',
  processInstanceId: randomUUID(),
  processCode: 'PROC-2B6D8F30-71E5-4C9A-B3F6-58A1C0E9D472',
  bizCategoryId: '',
  businessId: `20261123${String(index).padStart(12, '0')}`,
  taskId: 61_000_000_000 + index,
  type: 'finish',
  result: 'agree',
  remark: '同意',
  title: `王海涛提交的请假 ${index}`,
  staffId: 'wanghaitao',
  createTime: Date.now() - 60_000,
  finishTime: Date.now(),
});
/** Somebody of ours changed: handled by reading them again. */
const personChanged: MakeBody = (index, { userIds }) => ({
  EventType: 'user_modify_org',
  userId: [userIds[index % userIds.length]],
  optStaffId: 'chenjing',
});
/** A label of the address book changed: ignored on purpose. */
const labelChanged: MakeBody = (index) => ({ EventType: 'label_conf_modify', labelId: 2_000_000 + index });

/** Of twenty pushes of a company: 15 other approvals, 3 labels, 2 people that we read again. */
const TWENTY: readonly MakeBody[] = [
  ...Array<MakeBody>(8).fill(otherApproval),
  personChanged,
  ...Array<MakeBody>(2).fill(labelChanged),
  ...Array<MakeBody>(7).fill(otherApproval),
  personChanged,
  labelChanged,
];

/**
 * HTTP requests, ready to be written to a socket, each a push of its own sealed as DingTalk seals it.
 * @param mix without it every push is another company approval
 */
export function makePushes(count: number, target: { port: number; path: string }, mix?: PushMix): Buffer[] {
  const kinds = mix ? TWENTY : [otherApproval];
  return Array.from({ length: count }, (_, index) => {
    const make = kinds[index % kinds.length] ?? otherApproval;
    const eventId = randomBytes(16).toString('hex');
    const body = { CorpId: APP.corpId, EventTime: Date.now(), BizId: `${Date.now()}${index}`, eventId };
    return asRequest(JSON.stringify({ ...body, ...make(index, mix ?? { userIds: [] }) }), target);
  });
}

function asRequest(text: string, { port, path }: { port: number; path: string }): Buffer {
  const keys = { token: APP.token, aesKey: APP.aesKey, ownerKeys: [APP.clientId] };
  const nonce = randomBytes(8).toString('hex');
  const sealed = sealEnvelope(keys, text, { timestamp: String(Date.now()), nonce });
  const query = new URLSearchParams({
    signature: sealed.msg_signature,
    msg_signature: sealed.msg_signature,
    timestamp: sealed.timeStamp,
    nonce,
  });
  const body = JSON.stringify({ encrypt: sealed.encrypt });
  const head = [
    `POST ${path}?${query} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
