import { schema } from '@baton/db';
import { acceptPush, type Deps, deliverNotices, processInbox, reconcileDepartures, syncDirectory } from '@baton/flows';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../house/movable-clock.ts';
import { LEAVER } from '../../house/resign.ts';
import { type Flows, openFlows, snapshot } from './open-flows.ts';

/** The process is asked to stop while a long job is at it: the step in hand ends, the rest waits for the next process. */
let flows: Flows;
beforeEach(async () => {
  flows = await openFlows();
});
afterEach(() => flows.close());

const OTHER = 'macheng';

/** The same verbs in a process that is asked to stop during its call number `last`. */
function stoppingAt(last: number): { deps: Deps; calls: () => number } {
  const stop = new AbortController();
  let calls = 0;
  const client = new Proxy(flows.deps.dingtalkFor(flows.corpId), {
    get: (inner, name) => {
      const call = Reflect.get(inner, name);
      if (typeof call !== 'function') return call;
      return (...args: unknown[]) => {
        calls += 1;
        if (calls === last) stop.abort();
        return call(...args);
      };
    },
  });
  return { deps: { ...flows.deps, stopping: stop.signal, dingtalkFor: () => client }, calls: () => calls };
}

test('messages: the one in hand is sent and noted, nothing is left between waiting and sent', async () => {
  const recipients = ['chenjing', 'liming', 'wanghaitao'];
  await flows.read((tx) =>
    tx.insert(schema.notices).values(
      recipients.map((recipient) => ({
        corpId: flows.corpId,
        dedupeKey: `test:${recipient}`,
        channel: 'robot' as const,
        recipient,
        kind: 'case_released',
        body: { title: '交接提醒', text: `给 ${recipient} 的`, button: '立即处理', path: '/' },
        notBefore: flows.deps.now(),
      })),
    ),
  );
  const states = async () => {
    const rows = await flows.read((tx) => tx.select().from(schema.notices));
    return rows.map(({ state }) => state).toSorted();
  };
  const { deps } = stoppingAt(2); // the first asks whether DingTalk is there
  expect(await deliverNotices(deps, flows.corpId)).toEqual({ sent: 1, failed: 0 });
  expect(await states()).toEqual(['sent', 'waiting', 'waiting']);
  expect(await deliverNotices(flows.deps, flows.corpId)).toEqual({ sent: 2, failed: 0 });
});

test('the directory: whatever the call, no more than its step is made, and the walk ends all the same', async () => {
  const whole = await flows.read((tx) => tx.select().from(schema.people).orderBy(schema.people.userId));
  await flows.clock.forward(2 * DAY);
  await flows.read((tx) => tx.update(schema.people).set({ detailedAt: null, managerUserId: null, deptIds: [] }));
  let complete = false;
  for (let last = 2; !complete; last = (last % 9) + 2) {
    const stopping = stoppingAt(last);
    ({ complete } = await syncDirectory(stopping.deps, flows.corpId));
    expect(stopping.calls()).toBeLessThanOrEqual(last + 2); // a department is read in three calls
  }
  const walked = await flows.read((tx) => tx.select().from(schema.people).orderBy(schema.people.userId));
  const shape = (rows: typeof walked) =>
    rows.map((row) => [row.userId, row.managerUserId, row.deptIds, row.employment]);
  expect(shape(walked)).toEqual(shape(whole));
});

test('the inbox: what was taken and not begun is due again at once, for whoever comes next', async () => {
  const push = (staffId: string) => ({ EventType: 'hrm_user_record_change', CorpId: flows.corpId, staffId });
  for (const [n, userId] of [LEAVER, OTHER, 'linfeng'].entries()) {
    flows.dingtalk.control.startDismission(userId, { lastWorkDay: '2026-03-31' });
    const text = JSON.stringify({ ...push(userId), eventId: `e-${n}` });
    await acceptPush(flows.deps, { corpId: flows.corpId, text, source: 'push' });
  }
  expect(await processInbox(stoppingAt(1).deps, flows.corpId)).toEqual({ settled: 1 });
  expect((await snapshot(flows)).cases).toHaveLength(1);
  const rows = await flows.read((tx) => tx.select().from(schema.events));
  const left = rows.filter(({ settledAt }) => settledAt === null);
  expect(left.map(({ attempts, nextAttemptAt }) => [attempts, nextAttemptAt])).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(await processInbox(flows.deps, flows.corpId)).toEqual({ settled: 2 });
  expect((await snapshot(flows)).cases).toHaveLength(3);
});

test('reconciliation: wherever it is stopped it ends soon, and the next one finds everybody', async () => {
  flows.dingtalk.control.addFault({ kind: 'push_lost' });
  await flows.clock.forward(DAY);
  flows.dingtalk.control.leave(LEAVER);
  flows.dingtalk.control.leave('linfeng');
  flows.dingtalk.control.startDismission(OTHER, { lastWorkDay: '2026-03-31' });
  await flows.clock.forward(DAY);
  for (let last = 1; last <= 6; last += 1) {
    const stopping = stoppingAt(last);
    await reconcileDepartures(stopping.deps, flows.corpId);
    expect(stopping.calls() - last, `after call ${last}`).toBeLessThanOrEqual(4); // one person's case, at most
  }
  await reconcileDepartures(flows.deps, flows.corpId);
  const { cases } = await snapshot(flows);
  expect(cases.map(({ leaverId }) => leaverId).toSorted()).toEqual(['linfeng', OTHER, LEAVER].toSorted());
});
