import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestSandbox, type TestSandbox, testApp } from '../open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(async () => {
  expect(sandbox.control.violations().filter((violation) => violation.side === 'sandbox')).toEqual([]);
  await sandbox.close();
});

const text = '您的离职交接清单还有 3 项未完成，请尽快处理';
const send = (more: object = {}) =>
  sandbox.api('POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode: testApp.robotCode,
    userIds: ['zhangjianguo'],
    msgKey: 'sampleMarkdown',
    msgParam: JSON.stringify({ title: '交接提醒', text }),
    ...more,
  });
const chat = (userid: string) => sandbox.control.person(userid).chats[0]?.messages ?? [];

describe('a message of the robot', () => {
  it('reaches the chats of those who are there, and says who could not be reached', async () => {
    sandbox.control.addFault({ kind: 'flow_control', match: 'liming', times: 1 });
    const answer = await send({ userIds: ['zhangjianguo', 'nobody', 'liming'] });
    expect(answer).toMatchObject({
      status: 200,
      json: { invalidStaffIdList: ['nobody'], flowControlledStaffIdList: ['liming'] },
    });
    expect(chat('zhangjianguo')).toMatchObject([{ msgKey: 'sampleMarkdown', msgParam: { title: '交接提醒', text } }]);
    expect(chat('liming')).toEqual([]);
  });

  it('is read and recalled', async () => {
    const key = String((await send()).json.processQueryKey);
    const status = async () =>
      (
        await sandbox.api(
          'GET',
          `/v1.0/robot/oToMessages/readStatus?robotCode=${testApp.robotCode}&processQueryKey=${key}`,
        )
      ).json;
    expect(await status()).toMatchObject({ sendStatus: 'SUCCESS', messageReadInfoList: [{ readStatus: 'UNREAD' }] });
    sandbox.control.readMessages('zhangjianguo');
    expect(await status()).toMatchObject({ messageReadInfoList: [{ readStatus: 'READ' }] });
    const recall = { robotCode: testApp.robotCode, processQueryKeys: [key, 'made-up'] };
    expect((await sandbox.api('POST', '/v1.0/robot/otoMessages/batchRecall', recall)).json).toEqual({
      successResult: [key],
      failedResult: { 'made-up': 'invalid.processQueryKey' },
    });
    expect(await status()).toMatchObject({ sendStatus: 'RECALLED' });
    expect(chat('zhangjianguo')[0]?.recalledAt).not.toBeNull();
  });

  it.each([
    [{ robotCode: 'dingother' }, 'invalidParameter.robotCode.notExsit'],
    [{ userIds: [] }, 'invalidParameter.userIds.empty'],
    [{ userIds: Array.from({ length: 21 }, (_, index) => `u${index}`) }, 'invalidParameter.userIds.overMax'],
    [{ msgKey: 'sampleUnknown' }, 'invalidParameter.msgKey.invalid'],
    [{ msgParam: 'not json' }, 'invalidParameter.msgParam.invalid'],
    [{ msgParam: '{"title":"只有标题"}' }, 'invalidParameter.param.invalid'],
  ])('is refused with %o', async (more, code) => {
    expect(await send(more)).toMatchObject({ status: 400, json: { code } });
    expect(chat('zhangjianguo')).toEqual([]);
  });

  it('reaches a group', async () => {
    const { openConversationId } = sandbox.control.createGroup({
      name: '老张交接群',
      userIds: ['zhangjianguo', 'liming'],
    });
    const post = (id: string) =>
      sandbox.api('POST', '/v1.0/robot/groupMessages/send', {
        robotCode: testApp.robotCode,
        openConversationId: id,
        msgKey: 'sampleText',
        msgParam: '{"content":"今天交底"}',
      });
    expect((await post(openConversationId)).status).toBe(200);
    expect(sandbox.control.person('liming').groups[0]).toMatchObject({
      name: '老张交接群',
      messages: [{ msgKey: 'sampleText' }],
    });
    expect(await post('cidNone')).toMatchObject({ status: 400, json: { code: 'invalid.openConversationId' } });
  });
});

it('drops a work notice that repeats itself on one day, and answers as if sent', async () => {
  const notice = {
    agent_id: Number(testApp.agentId),
    userid_list: 'liming',
    msg: { msgtype: 'text', text: { content: '请提交' } },
  };
  const post = () => sandbox.oapi('/topapi/message/corpconversation/asyncsend_v2', notice);
  const received = () =>
    sandbox.control.person('liming').chats.find((item) => item.name === '工作通知')?.messages.length;
  await post();
  expect((await post()).json.errcode).toBe(0);
  expect(received()).toBe(1);
  await sandbox.control.forward(86_400_000);
  const token = (
    await sandbox.send('POST', '/v1.0/oauth2/accessToken', {
      appKey: testApp.clientId,
      appSecret: testApp.clientSecret,
    })
  ).json.accessToken;
  await sandbox.send('POST', `/topapi/message/corpconversation/asyncsend_v2?access_token=${token}`, notice);
  expect(received()).toBe(2);
});
