import { acceptPush, processInbox, readSession, reconcileDepartures, signIn } from '@baton/flows';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR } from '../../house/movable-clock.ts';
import { LEAVER, SUCCESSOR } from '../../house/resign.ts';
import { agree, fileSuite } from './file.ts';
import { type Flows, openFlows, snapshot } from './open-flows.ts';

let flows: Flows;
beforeEach(async () => {
  flows = await openFlows();
});
afterEach(() => flows.close());

const OTHER = 'macheng';
const DAY_KNOWN_TO_HRM = { lastWorkDay: '2026-03-31', handoverUserId: SUCCESSOR };
const enter = async (userId: string) => {
  const { code } = flows.dingtalk.control.authCode({ userId });
  return (await signIn(flows.deps, { corpId: flows.corpId, code, userAgent: 'story' })).token;
};
/** @returns who the token speaks for, or the code with which it is turned away */
const whoIs = (token: string) =>
  readSession(flows.deps, token).then(
    (session) => session?.actor.userId ?? null,
    (error: { code?: string }) => error.code,
  );
const reconcile = () => reconcileDepartures(flows.deps, flows.corpId);
const cases = async () => (await snapshot(flows)).cases;
const outcomes = async () => new Set((await snapshot(flows)).events.map(({ outcome }) => outcome));

describe('a company that did not grant 智能人事', () => {
  beforeEach(() => {
    flows.dingtalk.control.addFault({ kind: 'permission', match: 'hrm' });
  });

  test('whoever is removed is out at once and has a case', async () => {
    const token = await enter(LEAVER);
    flows.dingtalk.control.leave(LEAVER);
    await flows.settle();
    expect(await whoIs(token)).toBe('session_ended');
    expect(await cases()).toMatchObject([{ leaverId: LEAVER }]);
    expect(await outcomes()).toEqual(new Set(['handled']));
  });

  test('an agreed resignation opens its case; reconciliation finds who left; one warning says what is missing', async () => {
    agree(flows, fileSuite(flows));
    await flows.settle();
    expect(await cases()).toMatchObject([{ leaverId: LEAVER, lastWorkingDay: '2026-03-31' }]);
    flows.dingtalk.control.addFault({ kind: 'push_lost' });
    await flows.clock.forward(HOUR);
    flows.dingtalk.control.leave(OTHER);
    await flows.clock.forward(HOUR);
    await reconcile();
    await reconcile();
    expect((await cases()).map(({ leaverId }) => leaverId)).toContain(OTHER);
    expect(flows.logged.filter((event) => event === 'hrm.not_permitted')).toHaveLength(1);
  });
});

describe('智能人事 does not answer', () => {
  beforeEach(() => {
    flows.dingtalk.control.startDismission(LEAVER, DAY_KNOWN_TO_HRM);
    flows.dingtalk.control.addFault({ kind: 'html', match: 'hrm' });
  });

  test('whoever is removed is out at once; the case is told with the right day when it answers again', async () => {
    const token = await enter(LEAVER);
    flows.dingtalk.control.leave(LEAVER);
    await flows.settle();
    expect(await whoIs(token)).toBe('session_ended');
    expect(await cases()).toEqual([]);
    flows.dingtalk.control.liftFaults();
    await flows.clock.forward(HOUR);
    await processInbox(flows.deps, flows.corpId);
    expect(await cases()).toMatchObject([{ lastWorkingDay: '2026-03-31', successorId: SUCCESSOR }]);
    const { history } = await snapshot(flows);
    expect(history.filter(({ action }) => action === 'case.redated')).toEqual([]);
  });

  test('found gone while reading them again: the same event, tried again, opens their case', async () => {
    const token = await enter(LEAVER);
    flows.dingtalk.control.addFault({ kind: 'push_lost' });
    flows.dingtalk.control.leave(LEAVER);
    const content = { EventType: 'user_modify_org', eventId: 'e-3', CorpId: flows.corpId, UserId: [LEAVER] };
    await acceptPush(flows.deps, { corpId: flows.corpId, text: JSON.stringify(content), source: 'push' });
    await processInbox(flows.deps, flows.corpId);
    expect(await whoIs(token)).toBe('session_ended');
    expect(await cases()).toEqual([]);
    flows.dingtalk.control.liftFaults();
    await flows.clock.forward(HOUR);
    await processInbox(flows.deps, flows.corpId);
    expect(await cases()).toMatchObject([{ lastWorkingDay: '2026-03-31', successorId: SUCCESSOR }]);
  });

  test('two removed in one event are both out', async () => {
    const tokens = [await enter(LEAVER), await enter(OTHER)];
    const text = JSON.stringify({
      ...{ EventType: 'user_leave_org', eventId: 'e-2', CorpId: flows.corpId, UserId: [LEAVER, OTHER] },
      TimeStamp: String(flows.clock.now().getTime()),
    });
    await acceptPush(flows.deps, { corpId: flows.corpId, text, source: 'push' });
    await processInbox(flows.deps, flows.corpId);
    expect(await Promise.all(tokens.map(whoIs))).toEqual(['session_ended', 'session_ended']);
  });

  test('reconciliation still notes who left, opens their case, and says that it could not look everywhere', async () => {
    flows.dingtalk.control.addFault({ kind: 'push_lost' });
    const token = await enter(OTHER);
    await flows.clock.forward(HOUR);
    flows.dingtalk.control.leave(OTHER);
    await flows.clock.forward(HOUR);
    await expect(reconcile()).rejects.toThrow();
    expect(await whoIs(token)).toBe('session_ended');
    expect(await cases()).toMatchObject([{ leaverId: OTHER }]);
  });
});
