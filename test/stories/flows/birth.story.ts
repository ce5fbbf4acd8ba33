import { localDay } from '@baton/core';
import { chooseApprovalForm, reconcileDepartures, setRoleHolders } from '@baton/flows';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../house/movable-clock.ts';
import { HR, IT, LEAVER, MANAGER, ORDINARY, SUCCESSOR } from '../../house/resign.ts';
import { agree, file, fileSuite, refuse } from './file.ts';
import { type Flows, openFlows, ROLES, snapshot } from './open-flows.ts';

const LEAVE_OF_ABSENCE = 'PROC-2B6D8F30-71E5-4C9A-B3F6-58A1C0E9D472';

let flows: Flows;
afterEach(() => flows.close());

describe('a resignation becomes a case', () => {
  beforeEach(async () => {
    flows = await openFlows();
  });

  test('filed with the official suite: nothing while it runs, the checklist of the position when it is agreed', async () => {
    const id = fileSuite(flows);
    await flows.settle();
    expect((await snapshot(flows)).cases).toEqual([]);
    agree(flows, id);
    await flows.settle();
    const { cases, items, signers, notices, history, events } = await snapshot(flows);
    expect(cases).toMatchObject([
      {
        leaverId: LEAVER,
        managerId: MANAGER,
        successorId: SUCCESSOR,
        hrId: HR,
        state: 'planning',
        lastWorkingDay: '2026-03-31',
        positionKey: 'production',
        source: 'approval',
        processInstanceId: id,
      },
    ]);
    expect(items.length).toBeGreaterThanOrEqual(26);
    expect(signers.length).toBeGreaterThanOrEqual(26);
    const account = items.find((item) => item.key === 'base_account');
    expect(signers.filter((row) => row.itemId === account?.id)).toMatchObject([{ role: 'it', confirmerId: IT }]);
    expect(history.map((row) => row.action)).toContain('case.launched');
    expect(notices.map((row) => `${row.kind} ${row.recipient}`).toSorted()).toEqual([
      `case_launched ${LEAVER}`,
      `case_launched_others ${SUCCESSOR}`,
      `case_launched_others ${MANAGER}`,
    ]);
    expect(events.every((event) => event.settledAt !== null)).toBe(true);
    const metered = flows.dingtalk.control.calls().filter((call) => call.metered);
    expect(metered.map((call) => call.path.split('?')[0])).toEqual(['/v1.0/workflow/processInstances']);
  });

  test('filed with an ordinary template that an admin chose; other templates are ignored on purpose', async () => {
    await chooseApprovalForm(flows.deps, flows.corpId, {
      processCode: ORDINARY,
      mapping: { leaver: null, lastWorkingDay: '预计离职日期', successor: 'InnerContactField-M4QX7C3D' },
    });
    const absence = file(flows, LEAVE_OF_ABSENCE, { 请假类型: '年假', 开始日期: '2026-03-09', 结束日期: '2026-03-10' });
    const leaving = file(flows, ORDINARY, {
      离职说明: '回老家发展',
      预计离职日期: '2026-04-03',
      交接给谁: JSON.stringify([SUCCESSOR]),
    });
    agree(flows, absence);
    agree(flows, leaving);
    await flows.settle();
    const { cases, events } = await snapshot(flows);
    expect(cases).toMatchObject([{ leaverId: LEAVER, lastWorkingDay: '2026-04-03', successorId: SUCCESSOR }]);
    const instances = events.filter((event) => event.type === 'bpms_instance_change');
    expect(instances.map((event) => `${event.outcome} ${event.note}`).toSorted()).toEqual([
      'handled agreed',
      'handled running',
      'ignored no_resignation',
      'ignored no_resignation',
    ]);
  });

  test('refused, or withdrawn while it runs: remembered, no case, nobody is told', async () => {
    refuse(flows, fileSuite(flows));
    const second = fileSuite(flows);
    await flows.clock.forward(MINUTE);
    flows.dingtalk.control.withdraw(second, { userId: LEAVER });
    await flows.settle();
    const { cases, notices, events } = await snapshot(flows);
    expect([cases, notices]).toEqual([[], []]);
    expect(
      events
        .filter((event) => event.outcome === 'handled')
        .map((event) => event.note)
        .toSorted(),
    ).toEqual(['refused', 'running', 'running', 'withdrawn']);
  });

  test('two agreed approvals of one person: one case, the newer date, items moved along', async () => {
    agree(flows, fileSuite(flows, { lastDay: '2026-03-31' }));
    await flows.settle();
    const before = await snapshot(flows);
    await flows.clock.forward(DAY);
    agree(flows, fileSuite(flows, { lastDay: '2026-04-15' }));
    await flows.settle();
    const after = await snapshot(flows);
    expect(after.cases).toMatchObject([{ id: before.cases[0]?.id, lastWorkingDay: '2026-04-15' }]);
    expect(after.items.map((item) => item.id)).toEqual(before.items.map((item) => item.id));
    const due = (items: typeof after.items) => items.find((item) => item.key === 'base_asset')?.dueOn;
    expect([due(before.items), due(after.items)]).toEqual(['2026-03-31', '2026-04-15']);
    expect(after.notices.filter((row) => row.kind === 'case_redated')).toHaveLength(3);
  });

  test('the event comes before its data is readable: tried again, then handled', async () => {
    flows.dingtalk.control.addFault({ kind: 'not_readable', times: 2 });
    agree(flows, fileSuite(flows));
    await flows.settle();
    const waiting = await snapshot(flows);
    expect(waiting.cases).toEqual([]);
    expect(waiting.events.filter((event) => event.outcome === 'deferred')).toMatchObject([
      { note: 'not_readable_yet' },
    ]);
    await flows.clock.forward(10 * MINUTE);
    await flows.settle();
    await flows.clock.forward(10 * MINUTE);
    await flows.settle();
    expect((await snapshot(flows)).cases).toMatchObject([{ state: 'planning' }]);
  });

  test('DingTalk is down for an hour: nothing is lost, and nobody is told twice', async () => {
    const id = fileSuite(flows);
    await flows.settle();
    agree(flows, id);
    await flows.dingtalk.control.flushPushes();
    flows.dingtalk.control.addFault({ kind: 'down' });
    for (let minutes = 0; minutes < 60; minutes += 5) {
      await flows.settle();
      await flows.clock.forward(5 * MINUTE);
    }
    const down = await snapshot(flows);
    expect(down.cases).toEqual([]);
    expect(down.events.find((event) => event.outcome === 'deferred')?.attempts).toBeGreaterThan(5);
    flows.dingtalk.control.liftFaults();
    await flows.clock.forward(5 * MINUTE);
    await flows.settle();
    const up = await snapshot(flows);
    expect(up.cases).toMatchObject([{ state: 'planning' }]);
    expect(up.notices).toHaveLength(3);
  });

  test('every push twice and the newest first: the same one case', async () => {
    flows.dingtalk.control.addFault({ kind: 'push_hold' });
    flows.dingtalk.control.addFault({ kind: 'push_duplicate' });
    agree(flows, fileSuite(flows));
    await flows.settle();
    flows.dingtalk.control.liftFaults();
    await flows.settle();
    for (const push of flows.dingtalk.control.pushes()) await flows.dingtalk.control.redeliver(push.id);
    await flows.settle();
    const { cases, notices } = await snapshot(flows);
    expect(cases).toHaveLength(1);
    expect(notices).toHaveLength(3);
  });
});

describe('what DingTalk has no event for', () => {
  beforeEach(async () => {
    flows = await openFlows();
  });

  test('HR starts, moves, revokes and starts again a 待离职 by hand: found by the free reconciliation', async () => {
    const { control } = flows.dingtalk;
    control.startDismission(LEAVER, { lastWorkDay: '2026-03-31', handoverUserId: SUCCESSOR });
    await reconcileDepartures(flows.deps, flows.corpId);
    const [born] = (await snapshot(flows)).cases;
    expect(born).toMatchObject({ source: 'dimission_info', state: 'planning', lastWorkingDay: '2026-03-31' });
    await flows.clock.forward(HOUR);
    control.changeDismission(LEAVER, { lastWorkDay: '2026-04-10', handoverUserId: SUCCESSOR });
    await reconcileDepartures(flows.deps, flows.corpId);
    expect((await snapshot(flows)).cases).toMatchObject([{ id: born?.id, lastWorkingDay: '2026-04-10' }]);
    await flows.clock.forward(HOUR);
    control.revokeDismission(LEAVER);
    await reconcileDepartures(flows.deps, flows.corpId);
    expect((await snapshot(flows)).cases).toMatchObject([
      { id: born?.id, state: 'withdrawn', withdrawnBecause: 'dimission_revoked' },
    ]);
    await flows.clock.forward(HOUR);
    control.startDismission(LEAVER, { lastWorkDay: '2026-04-20', handoverUserId: SUCCESSOR });
    await reconcileDepartures(flows.deps, flows.corpId);
    const { cases, history } = await snapshot(flows);
    expect(cases).toMatchObject([{ id: born?.id, state: 'planning', lastWorkingDay: '2026-04-20' }]);
    expect(history.map((row) => row.action).filter((action) => action.startsWith('case.'))).toEqual([
      'case.opened',
      'case.launched',
      'case.redated',
      'case.withdrawn',
      'case.reinstated',
      'case.redated',
    ]);
    expect(control.calls().filter((call) => call.metered)).toEqual([]);
  });

  test('all pushes are lost: the 待离职 list and the leave records tell', async () => {
    const { control } = flows.dingtalk;
    control.addFault({ kind: 'push_lost' });
    agree(flows, fileSuite(flows));
    await flows.settle();
    expect((await snapshot(flows)).cases).toEqual([]);
    await reconcileDepartures(flows.deps, flows.corpId);
    expect((await snapshot(flows)).cases).toMatchObject([{ state: 'planning', lastWorkingDay: '2026-03-31' }]);
    await flows.clock.forward(DAY);
    control.leave(LEAVER);
    await flows.clock.forward(HOUR);
    await reconcileDepartures(flows.deps, flows.corpId);
    const { cases, items } = await snapshot(flows);
    expect(cases).toMatchObject([{ state: 'supplementing' }]);
    expect(items.filter((item) => item.doerId === LEAVER)).toEqual([]);
  });
});

describe('somebody is already gone', () => {
  beforeEach(async () => {
    flows = await openFlows();
  });

  test('removed from the company without any approval: a 补交接 case that others work off', async () => {
    flows.dingtalk.control.leave(LEAVER);
    await flows.settle();
    const { cases, items, signers, notices } = await snapshot(flows);
    expect(cases).toMatchObject([
      { source: 'dimission_info', state: 'supplementing', lastWorkingDay: localDay(flows.clock.now()) },
    ]);
    expect(new Set(items.map((item) => `${item.state} ${item.doerId}`))).toEqual(new Set([`supplementary ${MANAGER}`]));
    expect(signers.every((row) => row.confirmerId !== LEAVER && row.confirmerId !== MANAGER)).toBe(true);
    expect(notices.map((row) => row.recipient)).not.toContain(LEAVER);
  });

  test('leaving a launched case: what is open goes to the manager, what was handed in stays', async () => {
    agree(flows, fileSuite(flows));
    await flows.settle();
    await flows.clock.forward(3 * DAY);
    flows.dingtalk.control.leave(LEAVER);
    await flows.settle();
    const { cases, items, history, notices } = await snapshot(flows);
    expect(cases).toMatchObject([{ state: 'supplementing', lastWorkingDay: '2026-03-31' }]);
    expect(new Set(items.map((item) => item.doerId))).toEqual(new Set([MANAGER]));
    expect(history.map((row) => row.action)).toContain('case.left_early');
    const told = notices.filter((row) => row.kind === 'case_supplementing').map((row) => row.recipient);
    expect(told.toSorted()).toEqual([HR, SUCCESSOR, MANAGER].toSorted());
  });
});

describe('somebody else of the case leaves', () => {
  test('manager and successor leave in the middle: every open task has a living owner, done by the rules', async () => {
    flows = await openFlows();
    agree(flows, fileSuite(flows));
    await flows.settle();
    flows.dingtalk.control.leave(SUCCESSOR);
    flows.dingtalk.control.leave(MANAGER);
    await flows.settle();
    const { cases, items, signers } = await snapshot(flows);
    const own = cases.find((row) => row.leaverId === LEAVER);
    expect(own).toMatchObject({ managerId: 'macheng', interimHolderId: 'macheng' });
    expect(own?.problems).toBe(1); // the successor is gone and HR has to name another
    const open = items.filter((item) => item.handoverId === own?.id);
    const seats = open.flatMap((item) => [item.doerId, item.acceptorId]);
    const signing = signers.filter((row) => open.some((item) => item.id === row.itemId)).map((row) => row.confirmerId);
    expect([...seats, ...signing]).not.toContain(SUCCESSOR);
    expect([...seats, ...signing]).not.toContain(MANAGER);
  });
});

describe('a case that cannot start', () => {
  test('waits in 待启动 with its problems counted, asks HR once, and starts by itself when they are gone', async () => {
    flows = await openFlows({ roles: false });
    await setRoleHolders(flows.deps, flows.corpId, { hr: ROLES.hr });
    agree(flows, fileSuite(flows));
    await flows.settle();
    const waiting = await snapshot(flows);
    expect(waiting.cases).toMatchObject([{ state: 'preparing', hrId: HR }]);
    expect(waiting.cases[0]?.problems).toBeGreaterThan(3);
    expect(waiting.items).toEqual([]);
    await reconcileDepartures(flows.deps, flows.corpId);
    expect((await snapshot(flows)).notices.map((row) => `${row.kind} ${row.recipient}`)).toEqual([
      `case_needs_help ${HR}`,
    ]);
    await setRoleHolders(flows.deps, flows.corpId, ROLES);
    await reconcileDepartures(flows.deps, flows.corpId);
    expect((await snapshot(flows)).cases).toMatchObject([{ state: 'planning', problems: 0 }]);
  });

  test('a directory that was never read is read as far as the case needs it', async () => {
    flows = await openFlows({ walk: false });
    agree(flows, fileSuite(flows));
    await flows.settle();
    expect((await snapshot(flows)).cases).toMatchObject([{ managerId: MANAGER, positionKey: 'production' }]);
  });
});
