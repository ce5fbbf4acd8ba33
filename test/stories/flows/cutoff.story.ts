import type { ConfirmerRole } from '@baton/core';
import { schema } from '@baton/db';
import {
  type CaseEdit,
  editHandover,
  endLeaversSessions,
  openHandover,
  readSession,
  reconcileDepartures,
  type Session,
  signIn,
} from '@baton/flows';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../house/movable-clock.ts';
import { HR, LEAVER, MANAGER, SUCCESSOR } from '../../house/resign.ts';
import { agree, fileSuite } from './file.ts';
import { type Flows, openFlows, snapshot } from './open-flows.ts';

let flows: Flows;
beforeEach(async () => {
  flows = await openFlows();
});
afterEach(() => flows.close());

const as = (userId: string, roles: ConfirmerRole[] = []): Session => ({
  corpId: flows.corpId,
  actor: { userId, roles, isAdmin: false },
  tokenHash: '',
});
const hr = () => as(HR, ['hr']);
const theCase = async () => {
  const [row] = (await snapshot(flows)).cases;
  if (!row) throw new Error('no case');
  return row;
};
/** @returns 'done', or the code of the refusal */
const edit = async (change: CaseEdit, by = hr()) => {
  const { id: handoverId, version } = await theCase();
  const editing = editHandover(flows.deps, by, { handoverId, version, ...change });
  return editing.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
};
const enter = async () => {
  const { code } = flows.dingtalk.control.authCode({ userId: LEAVER });
  return (await signIn(flows.deps, { corpId: flows.corpId, code, userAgent: 'story' })).token;
};
/** @returns who the token speaks for, or the code with which it is turned away */
const whoIs = (token: string) =>
  readSession(flows.deps, token).then(
    (session) => session?.actor.userId ?? null,
    (error: { code?: string }) => error.code,
  );
const until = (instant: string) => flows.clock.moveTo(instant);

describe('the end of access', () => {
  test('moves along when the last working day does: nobody is locked out while they work', async () => {
    const { control } = flows.dingtalk;
    control.startDismission(LEAVER, { lastWorkDay: '2026-03-31', handoverUserId: SUCCESSOR });
    await reconcileDepartures(flows.deps, flows.corpId);
    expect(await edit({ accessCutoffAt: '2026-04-01T10:00:00.000Z' })).toBe('done');
    control.changeDismission(LEAVER, { lastWorkDay: '2026-04-30', handoverUserId: SUCCESSOR });
    await flows.clock.forward(HOUR);
    await reconcileDepartures(flows.deps, flows.corpId);
    expect(await theCase()).toMatchObject({ lastWorkingDay: '2026-04-30' });
    expect((await theCase()).accessCutoffAt).toEqual(new Date('2026-05-01T10:00:00.000Z'));
    until('2026-04-02T02:00:00.000Z');
    const token = await enter();
    expect(await endLeaversSessions(flows.deps, flows.corpId)).toEqual({
      sessions: 0,
      cases: 0,
      items: 0,
      documents: 0,
      questions: 0,
    });
    expect(await whoIs(token)).toBe(LEAVER);
    // By hand, too, unless HR says otherwise in the same breath.
    expect(await edit({ lastWorkingDay: '2026-05-06' })).toBe('done');
    expect((await theCase()).accessCutoffAt).toEqual(new Date('2026-05-07T10:00:00.000Z'));
    expect(await edit({ lastWorkingDay: '2026-05-08', accessCutoffAt: '2026-05-08T10:00:00.000Z' })).toBe('done');
    until('2026-05-08T10:00:00.000Z');
    await expect(enter()).rejects.toThrow('session_ended');
  });

  test('before the launch it binds nobody, and before the last working day it is refused at the door', async () => {
    const input = { leaverId: LEAVER, lastWorkingDay: '2026-03-02', successorId: SUCCESSOR };
    await openHandover(flows.deps, hr(), input);
    const token = await enter();
    expect(await edit({ accessCutoffAt: '2026-03-01T10:00:00.000Z' })).toBe('invalid_input');
    expect(await edit({ accessCutoffAt: '2026-03-01T16:00:00.000Z' })).toBe('done');
    expect(await theCase()).toMatchObject({ state: 'preparing', launchedAt: null });
    expect(await endLeaversSessions(flows.deps, flows.corpId)).toEqual({
      sessions: 0,
      cases: 0,
      items: 0,
      documents: 0,
      questions: 0,
    });
    expect(await whoIs(token)).toBe(LEAVER);
  });

  test('one that was written too early by whomever is not honoured before the last working day', async () => {
    agree(flows, fileSuite(flows));
    await flows.settle();
    const accessCutoffAt = flows.clock.now();
    await flows.read((tx) => tx.update(schema.handovers).set({ accessCutoffAt }));
    await flows.clock.forward(HOUR);
    expect(await whoIs(await enter())).toBe(LEAVER);
    expect(await endLeaversSessions(flows.deps, flows.corpId)).toEqual({
      sessions: 0,
      cases: 0,
      items: 0,
      documents: 0,
      questions: 0,
    });
  });

  test('who left and comes back may come in again', async () => {
    const { control } = flows.dingtalk;
    agree(flows, fileSuite(flows, { lastDay: '2026-03-03' }));
    await flows.settle();
    await edit({ accessCutoffAt: '2026-03-03T10:00:00.000Z' });
    await flows.clock.forward(3 * DAY);
    await expect(enter()).rejects.toThrow('session_ended');
    const leaver = control.state().people.find((one) => one.userid === LEAVER);
    control.leave(LEAVER);
    await flows.settle();
    await flows.clock.forward(DAY);
    control.hire({ userid: LEAVER, name: '张建国', title: '设备工程师', deptId: leaver?.deptId ?? 1 });
    await flows.settle();
    expect(await whoIs(await enter())).toBe(LEAVER);
    const { history } = await snapshot(flows);
    expect(history.findLast((row) => row.action === 'case.redated')?.details).toEqual({ accessCutoffAt: null });
  });

  test('after the release it is the one thing left to edit, for HR alone, and opens no second case', async () => {
    agree(flows, fileSuite(flows));
    await flows.settle();
    const releasedAt = flows.clock.now();
    await flows.read((tx) => tx.update(schema.handovers).set({ state: 'released', releasedAt, releasedBy: HR }));
    await flows.clock.forward(HOUR);
    const accessCutoffAt = '2026-03-31T10:00:00.000Z';
    expect(await edit({ accessCutoffAt }, as(MANAGER))).toBe('forbidden');
    expect(await edit({ accessCutoffAt, successorId: 'qianlong' })).toBe('case_action_not_allowed');
    expect(await edit({ accessCutoffAt })).toBe('done');
    expect(await theCase()).toMatchObject({ state: 'released', lastWorkingDay: '2026-03-31' });
    const token = await enter();
    until(accessCutoffAt);
    expect(await whoIs(token)).toBe('session_ended');
    flows.dingtalk.control.leave(LEAVER);
    await flows.settle();
    expect((await snapshot(flows)).cases).toHaveLength(1);
  });
});
