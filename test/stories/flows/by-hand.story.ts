import type { ConfirmerRole } from '@baton/core';
import { schema } from '@baton/db';
import {
  acceptPush,
  editHandover,
  findPeople,
  launchHandover,
  openHandover,
  processInbox,
  reinstateHandover,
  type Session,
  setRoleHolders,
  withdrawHandover,
} from '@baton/flows';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR } from '../../house/movable-clock.ts';
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
const hr = () => as(HR, ['hr', 'hr_lead']);
const theCase = async () => {
  const [row] = (await snapshot(flows)).cases;
  if (!row) throw new Error('no case');
  return { ...row, handoverId: row.id };
};
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('HR by hand', () => {
  test('opens, completes, launches, re-dates, withdraws and brings back one case', async () => {
    const input = { leaverId: LEAVER, lastWorkingDay: '2026-04-10', successorId: null };
    expect(await code(openHandover(flows.deps, as('qianlong'), input))).toBe('forbidden');
    expect(await code(openHandover(flows.deps, hr(), { ...input, leaverId: 'nobody' }))).toBe('not_found');
    for (const lastWorkingDay of ['9999-12-31', '2206-03-31', '0206-03-31'])
      expect(await code(openHandover(flows.deps, hr(), { ...input, lastWorkingDay }))).toBe('invalid_input');
    const { handoverId } = await openHandover(flows.deps, hr(), input);
    expect(await theCase()).toMatchObject({
      id: handoverId,
      state: 'preparing',
      source: 'hr',
      lastWorkingDay: '2026-04-10',
    });
    expect(await code(openHandover(flows.deps, hr(), input))).toBe('case_already_open');

    const { version } = await theCase();
    await editHandover(flows.deps, hr(), { handoverId, version, successorId: SUCCESSOR });
    await launchHandover(flows.deps, hr(), await theCase());
    const launched = await snapshot(flows);
    expect(launched.cases).toMatchObject([{ state: 'planning', successorId: SUCCESSOR }]);
    expect(launched.items.every((item) => item.acceptorId === SUCCESSOR || item.doerId !== LEAVER)).toBe(true);

    await flows.clock.forward(HOUR);
    const edit = { handoverId, version: (await theCase()).version };
    await editHandover(flows.deps, hr(), { ...edit, lastWorkingDay: '2026-04-17' });
    expect(await code(editHandover(flows.deps, hr(), { ...edit, lastWorkingDay: '2026-04-20' }))).toBe('conflict');
    const redated = await snapshot(flows);
    expect(redated.items.find((item) => item.key === 'base_asset')?.dueOn).toBe('2026-04-17');
    expect(
      redated.notices
        .filter((row) => row.kind === 'case_redated')
        .map((row) => row.recipient)
        .toSorted(),
    ).toEqual([LEAVER, SUCCESSOR, MANAGER].toSorted());

    // There and back before anybody was told: one message, and it says what holds.
    for (const lastWorkingDay of ['2026-04-24', '2026-04-17']) {
      await editHandover(flows.deps, hr(), { handoverId, version: (await theCase()).version, lastWorkingDay });
    }
    const said = (await snapshot(flows)).notices.filter((row) => row.kind === 'case_redated');
    expect(said.filter((row) => row.recipient === LEAVER).map(({ state }) => state)).toEqual(['waiting']);
    expect(JSON.stringify(said.filter(({ state }) => state === 'waiting'))).toContain('4 月 17 日');

    await flows.clock.forward(HOUR);
    expect(await code(withdrawHandover(flows.deps, as(MANAGER), { ...(await theCase()), reason: '谈好了' }))).toBe(
      'forbidden',
    );
    await withdrawHandover(flows.deps, hr(), { ...(await theCase()), reason: '员工决定留下' });
    expect(await theCase()).toMatchObject({ state: 'withdrawn', withdrawnBecause: '员工决定留下' });
    await flows.clock.forward(HOUR);
    await reinstateHandover(flows.deps, hr(), await theCase());
    expect(await theCase()).toMatchObject({ id: handoverId, state: 'planning', lastWorkingDay: '2026-04-17' });
    expect((await snapshot(flows)).items.map((item) => item.id)).toEqual(launched.items.map((item) => item.id));
  });

  test('somebody DingTalk does not know leaves no trace: no row, not in the search, no successor of anybody', async () => {
    const input = { leaverId: LEAVER, lastWorkingDay: '2026-04-10', successorId: null };
    expect(await code(openHandover(flows.deps, hr(), { ...input, leaverId: 'phantom' }))).toBe('not_found');
    expect(await code(openHandover(flows.deps, hr(), { ...input, successorId: 'phantom' }))).toBe('not_found');
    const holders = setRoleHolders(flows.deps, flows.corpId, { legal: ['phantom'] });
    expect(await code(holders)).toBe('invalid_input');
    const rows = () => flows.read((tx) => tx.select().from(schema.people).where(eq(schema.people.userId, 'phantom')));
    expect(await rows()).toEqual([]);
    // An event may name somebody who is gone for good: they are known as that, and nothing else.
    const at = flows.clock.now().getTime();
    const text = {
      EventType: 'user_leave_org',
      eventId: 'e-1',
      CorpId: flows.corpId,
      timeStamp: `${at}`,
      userId: ['phantom'],
    };
    await acceptPush(flows.deps, { corpId: flows.corpId, text: JSON.stringify(text), source: 'push' });
    await processInbox(flows.deps, flows.corpId);
    expect(await rows()).toMatchObject([{ unionId: '', employment: 'left' }]);
    await openHandover(flows.deps, hr(), input);
    const { id: handoverId, version } = (await snapshot(flows)).cases.find((row) => row.leaverId === LEAVER) ?? {};
    for (const employment of ['left', 'on_job'] as const) {
      await flows.read((tx) => tx.update(schema.people).set({ employment }).where(eq(schema.people.userId, 'phantom')));
      expect(await findPeople(flows.deps, hr(), { q: 'phantom' })).toEqual([]);
      const edit = { handoverId: handoverId ?? '', version: version ?? 0, successorId: 'phantom' };
      expect(await code(editHandover(flows.deps, hr(), edit))).toBe('invalid_input');
    }
  });

  test('a date set by hand stands against older words of DingTalk and yields to newer ones', async () => {
    agree(flows, fileSuite(flows, { lastDay: '2026-03-31' }));
    await flows.settle();
    await flows.clock.forward(HOUR);
    const { handoverId, version } = await theCase();
    await editHandover(flows.deps, hr(), { handoverId, version, lastWorkingDay: '2026-04-08' });
    for (const push of flows.dingtalk.control.pushes()) await flows.dingtalk.control.redeliver(push.id);
    await flows.settle();
    expect(await theCase()).toMatchObject({ lastWorkingDay: '2026-04-08' });
    await flows.clock.forward(HOUR);
    agree(flows, fileSuite(flows, { lastDay: '2026-04-30' }));
    await flows.settle();
    expect(await theCase()).toMatchObject({ lastWorkingDay: '2026-04-30' });
  });

  test('a successor named, changed and taken away again: the manager holds the place meanwhile', async () => {
    agree(flows, fileSuite(flows, { successor: null }));
    await flows.settle();
    const acceptors = async () => {
      const own = (await snapshot(flows)).items.filter((item) => item.doerId === LEAVER);
      return [...new Set(own.map((item) => `${item.acceptorId} ${item.acceptorInterim}`))];
    };
    expect(await acceptors()).toEqual([`${MANAGER} true`]);
    for (const [successorId, expected] of [
      [SUCCESSOR, `${SUCCESSOR} false`],
      ['qianlong', 'qianlong false'],
      [null, `${MANAGER} true`],
    ] as const) {
      await flows.clock.forward(HOUR);
      const { handoverId, version } = await theCase();
      await editHandover(flows.deps, hr(), { handoverId, version, successorId });
      expect(await acceptors()).toEqual([expected]);
    }
    const { items, signers } = await snapshot(flows);
    for (const item of items) {
      for (const signer of signers.filter((row) => row.itemId === item.id)) {
        expect([item.doerId, LEAVER]).not.toContain(signer.confirmerId);
      }
    }
  });

  test('nobody becomes their own successor, and who left takes nothing over', async () => {
    agree(flows, fileSuite(flows));
    await flows.settle();
    flows.dingtalk.control.leave('qianlong');
    await flows.settle();
    const [row] = (await snapshot(flows)).cases.filter((one) => one.leaverId === LEAVER);
    const target = { handoverId: row?.id ?? '', version: row?.version ?? 0 };
    expect(await code(editHandover(flows.deps, hr(), { ...target, successorId: LEAVER }))).toBe('invalid_input');
    expect(await code(editHandover(flows.deps, hr(), { ...target, successorId: 'qianlong' }))).toBe('invalid_input');
    expect(await code(editHandover(flows.deps, as('qianlong'), { ...target, successorId: null }))).toBe('not_found');
  });
});
