import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openTestReceiver,
  openTestSandbox,
  resignation,
  type TestReceiver,
  type TestSandbox,
  testApp,
} from '../open-test-sandbox.ts';
import { signEnvelope } from './envelope.ts';

let sandbox: TestSandbox;
let receiver: TestReceiver;
beforeEach(async () => {
  receiver = await openTestReceiver();
  sandbox = await openTestSandbox({ pushUrl: receiver.url });
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const types = () => receiver.received.map(({ body }) => [body.EventType, body.type]);
const outcomes = () => sandbox.control.pushes().map((push) => push.outcome);

describe('a push', () => {
  it('arrives sealed for the ClientID, signed under both names, in the documented form', async () => {
    const { id, businessId } = sandbox.control.startApproval(resignation);
    await sandbox.control.flushPushes();
    const first = receiver.received[0];
    expect(first?.query.get('signature')).toBe(first?.query.get('msg_signature'));
    expect(first?.query.get('signature')).toBe(
      signEnvelope(
        testApp.token,
        first?.query.get('timestamp') ?? '',
        first?.query.get('nonce') ?? '',
        String(first?.headers.encrypt),
      ),
    );
    expect(first?.headers['content-type']).toBe('application/json');
    expect(first?.body).toMatchObject({
      EventType: 'bpms_instance_change',
      CorpId: testApp.corpId,
      processInstanceId: id,
      businessId,
      type: 'start',
      bizCategoryId: 'hrm.termination',
      staffId: 'zhangjianguo',
    });
    expect(first?.body).not.toHaveProperty('finishTime');
    expect(outcomes()).toEqual(['delivered', 'delivered']);
  });

  it('tells the whole life of an approval', async () => {
    const { id } = sandbox.control.startApproval(resignation);
    sandbox.control.agree(id, { userId: 'wanghaitao' });
    sandbox.control.agree(id, { userId: 'chenjing' });
    await sandbox.control.flushPushes();
    expect(types()).toEqual([
      ['bpms_instance_change', 'start'],
      ['bpms_task_change', 'start'],
      ['bpms_task_change', 'finish'],
      ['bpms_task_change', 'start'],
      ['bpms_task_change', 'finish'],
      ['bpms_instance_change', 'finish'],
    ]);
    expect(receiver.received.at(-1)?.body).toMatchObject({ result: 'agree', finishTime: expect.any(Number) });
  });

  it('is tried again after 10 s and 30 s, then listed, once, and cleared by the next call', async () => {
    receiver.answer = 'error';
    sandbox.control.leave('qianlong');
    await sandbox.control.flushPushes();
    const tries = () => sandbox.control.pushes()[0]?.attempts.length;
    expect(tries()).toBe(1);
    for (const [ms, expected] of [
      [9_999, 1],
      [1, 2],
      [29_999, 2],
      [1, 3],
      [3_600_000, 3],
    ] as const) {
      await sandbox.control.forward(ms);
      await sandbox.control.flushPushes();
      expect(tries()).toBe(expected);
    }
    expect(outcomes()).toEqual(['failed', 'failed']);
    const list = await sandbox.oapi('/call_back/get_call_back_failed_result');
    expect(list.json).toMatchObject({
      errcode: 0,
      has_more: false,
      failed_list: [
        { call_back_tag: 'user_leave_org', user_leave_org: { userid: ['qianlong'], corpid: testApp.corpId } },
        {
          call_back_tag: 'hrm_mdm_user_change',
          hrm_mdm_user_change: { callbackData: { changeType: 4, staffId: 'qianlong' } },
        },
      ],
    });
    expect((await sandbox.oapi('/call_back/get_call_back_failed_result')).json.failed_list).toEqual([]);
    expect(sandbox.control.pushes().map((push) => push.listed)).toEqual(['cleared', 'cleared']);
    expect(sandbox.control.violations()).toEqual([]);
  });

  it('is not yet listed right after the last failure, and pages by 200', async () => {
    receiver.answer = 'error';
    for (let index = 0; index < 101; index += 1) sandbox.control.change('liming', { title: `技术员${index}` });
    for (let index = 0; index < 100; index += 1) sandbox.control.change('qianlong', { title: `技术员${index}` });
    for (const ms of [0, 10_000, 30_000]) {
      await sandbox.control.forward(ms);
      await sandbox.control.flushPushes();
    }
    const ask = async () => (await sandbox.oapi('/call_back/get_call_back_failed_result')).json;
    expect(await ask()).toMatchObject({ failed_list: [], has_more: false });
    await sandbox.control.forward(5 * 60_000);
    const first = await ask();
    expect([(first.failed_list as unknown[]).length, first.has_more]).toEqual([200, true]);
    const second = await ask();
    expect([(second.failed_list as unknown[]).length, second.has_more]).toEqual([1, false]);
  });

  it('answered with a wrong word is a failure and a breach by the application', async () => {
    receiver.answer = { text: 'ok' };
    sandbox.control.leave('qianlong');
    await sandbox.control.flushPushes();
    expect(sandbox.control.violations()[0]).toMatchObject({
      side: 'client',
      api: 'push user_leave_org',
      path: 'reply',
    });
    expect(outcomes()).toEqual(['waiting', 'waiting']);
  });

  it('can be sent again by hand, and check_url checks the address', async () => {
    sandbox.control.leave('qianlong');
    await sandbox.control.flushPushes();
    const push = sandbox.control.pushes()[0];
    await sandbox.control.redeliver(push?.id ?? '');
    expect(receiver.received.filter(({ body }) => body.eventId === push?.eventId)).toHaveLength(2);
    expect(await sandbox.control.checkUrl()).toEqual({ ok: true, problem: null });
    expect(receiver.received.at(-1)?.body).toEqual({ EventType: 'check_url' });
  });
});

it('is not subscribed while there is no address, and does not come later', async () => {
  sandbox.control.settings({ pushUrl: null });
  sandbox.control.leave('qianlong');
  sandbox.control.settings({ pushUrl: receiver.url });
  await sandbox.control.flushPushes();
  expect(receiver.received).toEqual([]);
  expect(outcomes()).toEqual(['not_subscribed', 'not_subscribed']);
  expect(sandbox.control.state().counts.pushes).toBe(0);
});

describe('faults of the push', () => {
  it('duplicates with one eventId', async () => {
    sandbox.control.addFault({ kind: 'push_duplicate', match: 'user_leave_org', times: 1 });
    sandbox.control.leave('qianlong');
    await sandbox.control.flushPushes();
    const ids = receiver.received
      .filter(({ body }) => body.EventType === 'user_leave_org')
      .map(({ body }) => body.eventId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('holds, and releases the newest first', async () => {
    sandbox.control.addFault({ kind: 'push_hold' });
    sandbox.control.startApproval(resignation);
    await sandbox.control.flushPushes();
    expect(receiver.received).toEqual([]);
    sandbox.control.liftFaults();
    await sandbox.control.flushPushes();
    expect(types()).toEqual([
      ['bpms_task_change', 'start'],
      ['bpms_instance_change', 'start'],
    ]);
  });

  it('loses', async () => {
    sandbox.control.addFault({ kind: 'push_lost', match: 'user_leave_org' });
    sandbox.control.leave('qianlong');
    await sandbox.control.flushPushes();
    await sandbox.control.forward(600_000);
    expect(outcomes()).toEqual(['lost', 'delivered']);
    expect((await sandbox.oapi('/call_back/get_call_back_failed_result')).json.failed_list).toEqual([]);
  });

  it('waits while DingTalk is down', async () => {
    sandbox.control.addFault({ kind: 'down' });
    sandbox.control.leave('qianlong');
    await sandbox.control.flushPushes();
    expect(receiver.received).toEqual([]);
    sandbox.control.liftFaults();
    await sandbox.control.flushPushes();
    expect(receiver.received).toHaveLength(2);
  });
});

describe('the monthly quota of pushes', () => {
  it('counts metered events once, leaves the rest of the month out, and starts anew', async () => {
    sandbox.control.settings({ pushQuota: 1 });
    receiver.answer = 'error';
    sandbox.control.leave('qianlong');
    await sandbox.control.flushPushes();
    await sandbox.control.forward(10_000);
    await sandbox.control.flushPushes();
    expect(sandbox.control.state().counts.pushes).toBe(1);
    receiver.answer = 'success';
    sandbox.control.leave('handong');
    expect(outcomes().slice(2)).toEqual(['waiting', 'over_quota']);
    await sandbox.control.forward(31 * 86_400_000);
    sandbox.control.leave('panyu');
    expect(outcomes().slice(4)).toEqual(['waiting', 'waiting']);
  });

  it('is spared by a subscription rule', async () => {
    sandbox.control.settings({
      subscriptions: [
        '/v1.0/event/bpms_instance_change/bizCategoryId/hrm.termination/processCode/*/type/*',
        '/v1.0/event/bpms_task_change/bizCategoryId/hrm.termination/processCode/*/type/none',
      ],
    });
    sandbox.control.startApproval(resignation);
    expect(outcomes()).toEqual(['waiting', 'not_subscribed']);
    expect(sandbox.control.state().counts.pushes).toBe(1);
  });
});

it('leaves by itself when pushes are automatic, and forward stops at each retry', async () => {
  const own = await openTestReceiver();
  own.answer = 'error';
  const automatic = await openTestSandbox({ pushUrl: own.url, autoPush: true });
  automatic.control.leave('qianlong');
  await automatic.control.forward(86_400_000);
  const attempts = automatic.control.pushes()[0]?.attempts.map((attempt) => attempt.at);
  expect(attempts).toEqual(['2026-03-02T02:00:00.000Z', '2026-03-02T02:00:10.000Z', '2026-03-02T02:00:40.000Z']);
  expect(automatic.control.now().toISOString()).toBe('2026-03-03T02:00:00.000Z');
  await automatic.close();
  await own.close();
});
