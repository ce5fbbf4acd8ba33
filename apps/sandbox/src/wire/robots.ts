import { randomUUID } from 'node:crypto';
import { takeFault } from '../faults.ts';
import { presentPerson } from '../people/people.ts';
import { refuse } from '../refusal.ts';
import type { Message } from '../state.ts';
import { nowMs, type World } from '../world.ts';
import { type Handlers, text, texts, type WireInput } from './handlers.ts';

/** The message templates that need no registration, with the names their msgParam must have (robot-message-type). */
const messageTemplates: Record<string, string[]> = {
  sampleText: ['content'],
  sampleMarkdown: ['title', 'text'],
  sampleImageMsg: ['photoURL'],
  sampleLink: ['text', 'title', 'picUrl', 'messageUrl'],
  sampleActionCard: ['title', 'text', 'singleTitle', 'singleURL'],
  sampleActionCard2: ['title', 'text', 'actionTitle1', 'actionURL1', 'actionTitle2', 'actionURL2'],
  sampleActionCard3: [
    'title',
    'text',
    'actionTitle1',
    'actionURL1',
    'actionTitle2',
    'actionURL2',
    'actionTitle3',
    'actionURL3',
  ],
  sampleActionCard4: [
    'title',
    'text',
    'actionTitle1',
    'actionURL1',
    'actionTitle2',
    'actionURL2',
    'actionTitle3',
    'actionURL3',
    'actionTitle4',
    'actionURL4',
  ],
  sampleActionCard5: [
    'title',
    'text',
    'actionTitle1',
    'actionURL1',
    'actionTitle2',
    'actionURL2',
    'actionTitle3',
    'actionURL3',
    'actionTitle4',
    'actionURL4',
    'actionTitle5',
    'actionURL5',
  ],
  sampleActionCard6: ['title', 'text', 'buttonTitle1', 'buttonUrl1', 'buttonTitle2', 'buttonUrl2'],
  sampleAudio: ['mediaId', 'duration'],
  sampleFile: ['mediaId', 'fileName', 'fileType'],
  sampleVideo: ['duration', 'videoMediaId', 'videoType', 'picMediaId'],
};

const dayMs = 86_400_000;

function messageContent(input: WireInput): { msgKey: string; msgParam: Record<string, unknown> } {
  const msgKey = text(input, 'msgKey');
  const names = messageTemplates[msgKey];
  if (!names) throw refuse('invalidParameter.msgKey.invalid', 'msgKey无效，请传入正确的msgKey');
  const msgParam = parseObject(text(input, 'msgParam'));
  if (!msgParam) throw refuse('invalidParameter.msgParam.invalid', 'msgParam格式非法，必须是json格式');
  const missing = names.find((name) => msgParam[name] === undefined || msgParam[name] === '');
  if (missing) throw refuse('invalidParameter.param.invalid', `参数不合法，请检查 msgParam 的 ${missing}`);
  return { msgKey, msgParam };
}

function parseObject(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function needRobot(world: World, input: WireInput, code = 'invalidParameter.robotCode.notExsit'): string {
  if (text(input, 'robotCode') === world.app.robotCode) return world.app.robotCode;
  throw refuse(code, '机器人不存在，请检查企业内是否安装了robotCode对应的机器人');
}

/** A message in the chats of the company; exactly one of userId and openConversationId is given. */
export function deliver(
  world: World,
  message: Pick<Message, 'processQueryKey' | 'robotCode' | 'msgKey' | 'msgParam' | 'userId' | 'openConversationId'>,
): void {
  world.state.messages.push({ id: randomUUID(), at: nowMs(world), readAt: null, recalledAt: null, ...message });
  world.changed();
}

const makeKey = () => randomUUID().replaceAll('-', '');

/** The enterprise robot: one-to-one and group messages, recall, read status. */
export const robotsApi: Handlers = {
  'robot_1_0.batchSendOTO': (world, input) => {
    const robotCode = needRobot(world, input);
    const content = messageContent(input);
    const processQueryKey = makeKey();
    const userIds = [...new Set(texts(input, 'userIds'))];
    if (userIds.length === 0) throw refuse('invalidParameter.userIds.empty', '用户userId列表为空');
    const invalid = userIds.filter((userid) => !presentPerson(world, userid));
    const reachable = userIds.filter((userid) => !invalid.includes(userid));
    const flowControlled = reachable.filter((userid) => takeFault(world, ['flow_control'], [userid]) !== null);
    for (const userId of reachable.filter((userid) => !flowControlled.includes(userid))) {
      deliver(world, { processQueryKey, robotCode, userId, openConversationId: null, ...content });
    }
    return { processQueryKey, invalidStaffIdList: invalid, flowControlledStaffIdList: flowControlled };
  },
  'robot_1_0.orgGroupSend': (world, input) => {
    const robotCode = needRobot(world, input);
    const content = messageContent(input);
    const group = world.state.groups.find((item) => item.openConversationId === text(input, 'openConversationId'));
    if (!group) throw refuse('invalid.openConversationId', '无效的openConversationId');
    const processQueryKey = makeKey();
    deliver(world, {
      processQueryKey,
      robotCode,
      userId: null,
      openConversationId: group.openConversationId,
      ...content,
    });
    return { processQueryKey };
  },
  'robot_1_0.batchRecallOTO': (world, input) => {
    needRobot(world, input, 'invalidParameter.robotCode');
    const successResult: string[] = [];
    const failedResult: Record<string, string> = {};
    for (const key of texts(input, 'processQueryKeys')) {
      const sent = world.state.messages.filter((message) => message.processQueryKey === key && message.userId !== null);
      const first = sent[0];
      if (!first) failedResult[key] = 'invalid.processQueryKey';
      else if (nowMs(world) - first.at > dayMs) failedResult[key] = 'robot.processQueryKey.expired';
      else {
        for (const message of sent) message.recalledAt ??= nowMs(world);
        successResult.push(key);
      }
    }
    world.changed();
    return { successResult, failedResult };
  },
  'robot_1_0.batchOTOQuery': (world, input) => {
    needRobot(world, input);
    const key = text(input, 'processQueryKey');
    const sent = world.state.messages.filter((message) => message.processQueryKey === key && message.userId !== null);
    const first = sent[0];
    if (!first) throw refuse('invalid.processQueryKey', '无效的processQueryKey，请检查processQueryKey是否正确');
    if (nowMs(world) - first.at > dayMs)
      throw refuse('processQueryKey.expireTime', 'processQueryKey已过期，无法查询消息');
    return {
      sendStatus: first.recalledAt === null ? 'SUCCESS' : 'RECALLED',
      messageReadInfoList: sent.map((message) => ({
        name: world.state.people[message.userId ?? '']?.name ?? '',
        userId: message.userId ?? '',
        readStatus: message.readAt === null ? 'UNREAD' : 'READ',
      })),
    };
  },
};
