import { schema } from '@baton/db';
import type { DingtalkClient } from '@baton/dingtalk';
import { acceptPush, chooseApprovalForm, type Deps, processInbox, reconcileDepartures } from '@baton/flows';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../house/movable-clock.ts';
import { HR, LEAVER, ORDINARY, SUCCESSOR } from '../../house/resign.ts';
import { agree, file, fileSuite } from './file.ts';
import { type Flows, openFlows, snapshot } from './open-flows.ts';

let flows: Flows;
beforeEach(async () => {
  flows = await openFlows();
});
afterEach(() => flows.close());

const OTHER = 'macheng';
const dimission = { lastWorkDay: '2026-03-31', handoverUserId: SUCCESSOR };
const leavers = async () => (await snapshot(flows)).cases.map((row) => row.leaverId).toSorted();
const push = (content: Record<string, unknown>) =>
  acceptPush(flows.deps, { corpId: flows.corpId, text: JSON.stringify(content), source: 'push' });

/** The same verbs, with some of DingTalk's answers replaced. */
function answering(answers: Partial<DingtalkClient>): Deps {
  return { ...flows.deps, dingtalkFor: (corpId) => ({ ...flows.deps.dingtalkFor(corpId), ...answers }) };
}

describe('what was written down is applied, whatever dies in between', () => {
  test('an event of 智能人事 comes before the reconciliation: 待离职 opens the case at once', async () => {
    flows.dingtalk.control.startDismission(LEAVER, dimission);
    await push({ EventType: 'hrm_user_record_change', eventId: 'e-1', CorpId: flows.corpId, staffId: LEAVER });
    await processInbox(flows.deps, flows.corpId);
    expect(await leavers()).toEqual([LEAVER]);
  });

  test('DingTalk fails between the fact and the case: the same event, tried again, opens it', async () => {
    flows.dingtalk.control.startDismission(LEAVER, dimission);
    await push({ EventType: 'hrm_user_record_change', eventId: 'e-1', CorpId: flows.corpId, staffId: LEAVER });
    const away = () => Promise.reject(new Error('no answer'));
    let asked = 0;
    const getUser: DingtalkClient['getUser'] = (userId) => {
      asked += 1;
      return asked === 1 ? flows.deps.dingtalkFor(flows.corpId).getUser(userId) : away();
    };
    await processInbox(answering({ getUser }), flows.corpId);
    expect(await leavers()).toEqual([]);
    await flows.clock.forward(HOUR);
    await processInbox(flows.deps, flows.corpId);
    expect(await leavers()).toEqual([LEAVER]);
  });

  test('one person cannot be read: the others get their cases in the same run, that person in the next', async () => {
    flows.dingtalk.control.startDismission(LEAVER, dimission);
    flows.dingtalk.control.startDismission(OTHER, { lastWorkDay: '2026-04-15' });
    const getUser: DingtalkClient['getUser'] = (userId) =>
      userId === LEAVER ? Promise.reject(new Error('no answer')) : flows.deps.dingtalkFor(flows.corpId).getUser(userId);
    await reconcileDepartures(answering({ getUser }), flows.corpId);
    expect(await leavers()).toEqual([OTHER]);
    expect(flows.logged).toContain('departure.not_applied');
    await reconcileDepartures(flows.deps, flows.corpId);
    expect(await leavers()).toEqual([OTHER, LEAVER].toSorted());
  });

  test('the process dies after somebody was marked as gone: their own case and those they accept for follow', async () => {
    agree(flows, fileSuite(flows));
    await flows.settle();
    flows.dingtalk.control.addFault({ kind: 'push_lost' });
    await flows.clock.forward(DAY);
    flows.dingtalk.control.leave(SUCCESSOR);
    await flows.clock.forward(HOUR);
    const dying = diesAfter(flows.deps, () =>
      flows
        .read((tx) => tx.select().from(schema.people).where(eq(schema.people.userId, SUCCESSOR)))
        .then(([row]) => row?.employment === 'left'),
    );
    await reconcileDepartures(dying, flows.corpId).catch(() => {});
    expect(await leavers()).toEqual([LEAVER]);
    await reconcileDepartures(flows.deps, flows.corpId);
    expect(await leavers()).toEqual([SUCCESSOR, LEAVER].toSorted());
    const { cases, items } = await snapshot(flows);
    const own = cases.find((row) => row.leaverId === LEAVER);
    expect(items.filter((item) => item.handoverId === own?.id && item.acceptorId === SUCCESSOR)).toEqual([]);
  });
});

describe('an approval that HR filed for somebody else', () => {
  test('out of calls for the month it waits, opens no case for HR, and names the right person later', async () => {
    flows.dingtalk.control.addFault({ kind: 'quota', match: '/v1.0/workflow/processInstances' });
    agree(flows, fileSuite(flows, { by: HR, successor: null }));
    flows.dingtalk.control.revokeDismission(HR); // 智能人事 knows who of the two is leaving
    await flows.settle();
    const waiting = await snapshot(flows);
    expect(waiting.cases).toEqual([]);
    expect(waiting.events.filter((event) => event.outcome === 'deferred')).toMatchObject([{ note: 'quota_exhausted' }]);
    flows.dingtalk.control.liftFaults();
    await flows.clock.forward(HOUR);
    await processInbox(naming(LEAVER), flows.corpId);
    expect(await leavers()).toEqual([LEAVER]);
  });

  test('whoever filed it is 待离职 as well: taken for them, and moved when the form can be read', async () => {
    flows.dingtalk.control.addFault({ kind: 'quota', match: '/v1.0/workflow/processInstances' });
    const id = fileSuite(flows, { by: HR, successor: null });
    agree(flows, id);
    await flows.settle();
    expect((await snapshot(flows)).cases).toMatchObject([{ leaverId: HR, processInstanceId: id }]);
    await reconcileDepartures(flows.deps, flows.corpId);
    expect(await leavers()).toEqual([HR]);
    flows.dingtalk.control.liftFaults();
    await reconcileDepartures(naming(LEAVER), flows.corpId);
    const { cases } = await snapshot(flows);
    expect(cases.find((row) => row.leaverId === LEAVER)).toMatchObject({ processInstanceId: id, source: 'approval' });
    expect(cases.find((row) => row.leaverId === HR)).toMatchObject({ processInstanceId: null });
    const read = flows.dingtalk.control.calls().filter((call) => call.path.startsWith('/v1.0/workflow/processInst'));
    await reconcileDepartures(flows.deps, flows.corpId);
    const then = flows.dingtalk.control.calls().filter((call) => call.path.startsWith('/v1.0/workflow/processInst'));
    expect(then).toHaveLength(read.length);
  });

  test('its start is handled beside its end: wherever the start stops meanwhile, it takes nothing back', async () => {
    await chooseApprovalForm(flows.deps, flows.corpId, {
      processCode: ORDINARY,
      mapping: { leaver: '交接给谁', lastWorkingDay: '预计离职日期', successor: null },
    });
    const people = ['qianlong', 'wupeng', 'liangbo', 'zhaolei', 'macheng'];
    for (const [stop, leaver] of people.entries()) {
      const values = { 离职说明: '个人原因', 预计离职日期: '2026-04-03', 交接给谁: JSON.stringify([leaver]) };
      const id = file(flows, ORDINARY, values, HR);
      await flows.dingtalk.control.flushPushes();
      const late = stopsBefore(flows.deps, stop + 2);
      const starting = processInbox(late.deps, flows.corpId, { limit: 20 });
      // Fewer transactions than that: it is through by itself.
      await Promise.race([late.stopped, starting]);
      agree(flows, id);
      await flows.settle();
      late.goOn();
      await starting;
      const [row] = await flows.read((tx) =>
        tx.select().from(schema.handoverApprovals).where(eq(schema.handoverApprovals.processInstanceId, id)),
      );
      expect(row, `stopped before transaction ${stop + 2}`).toMatchObject({ leaverId: leaver, status: 'agreed' });
    }
    expect(await leavers()).toEqual(people.toSorted());
  });
});

/** DingTalk whose forms name this person as the one who leaves, as the official suite does when HR files. */
function naming(userId: string): Deps {
  const client = flows.deps.dingtalkFor(flows.corpId);
  return answering({
    getApproval: async (id, options) => {
      const approval = await client.getApproval(id, options);
      const value = JSON.stringify([userId]);
      const leaver = { id: 'leaver', name: '离职人员', bizAlias: null, componentType: 'InnerContactField', value };
      return { ...approval, values: [...approval.values, { ...leaver, extValue: null }] };
    },
  });
}

type Transact = Deps['db']['orm']['transaction'];

/** The same verbs over a database whose transactions pass through `around`. */
function transacting(deps: Deps, around: (run: () => Promise<unknown>) => Promise<unknown>): Deps {
  const orm = new Proxy(deps.db.orm, {
    get: (target, key) => {
      const real: unknown = Reflect.get(target, key);
      if (key !== 'transaction') return typeof real === 'function' ? real.bind(target) : real;
      return (...work: Parameters<Transact>) => around(() => target.transaction(...work));
    },
  });
  return { ...deps, db: { ...deps.db, orm } };
}

/** Nothing is written any more once `reached` holds. */
function diesAfter(deps: Deps, reached: () => Promise<boolean>): Deps {
  let dead = false;
  return transacting(deps, async (run) => {
    dead ||= await reached();
    if (dead) throw new Error('the process is dead');
    return run();
  });
}

/** Waits before its n-th transaction until told to go on. */
function stopsBefore(deps: Deps, n: number) {
  let arrive = () => {};
  let goOn = () => {};
  const stopped = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const go = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let count = 0;
  const slow = transacting(deps, async (run) => {
    count += 1;
    if (count === n) {
      arrive();
      await go;
    }
    return run();
  });
  return { deps: slow, stopped, goOn: () => goOn() };
}
