import { schema } from '@baton/db';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { refused } from '../testing/refused.ts';
import { acceptItem } from './accept-item.ts';
import { blockItem } from './block-item.ts';
import { confirmItem } from './confirm-item.ts';
import { delegateItem } from './delegate-item.ts';
import { readItem } from './read-item.ts';
import { reopenItem } from './reopen-item.ts';
import { returnItem } from './return-item.ts';
import { saveDraft } from './save-draft.ts';
import { submitItem } from './submit-item.ts';
import { supplementItem } from './supplement-item.ts';
import { unblockItem } from './unblock-item.ts';
import { waiveItem } from './waive-item.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const GOOD = [{ type: 'SYS', statement: '已在系统里逐项转给接收人，名下剩余为零' }] as const;
const look = (who: Who, itemId: string) => readItem(desk.deps, desk.as(who), { itemId });
const noticesOf = (who: Who) =>
  desk.read((tx) => tx.select().from(schema.notices).where(eq(schema.notices.recipient, who)));
const actions = async (itemId: string) => {
  const rows = await desk.read((tx) => tx.select().from(schema.history).where(eq(schema.history.itemId, itemId)));
  return rows.map((row) => row.action);
};

async function oneItem(draft: Parameters<Desk['openCase']>[0][number] = {}) {
  const { handoverId, itemIds } = await desk
    .read(async (tx) => {
      await tx.update(schema.handovers).set({ state: 'archived' });
      return { handoverId: '', itemIds: [] as string[] };
    })
    .then(() => desk.openCase([draft, { level: 'must', title: '另一项' }]));
  return { handoverId, itemId: itemIds[0] as string };
}

describe('the way of an item', () => {
  it('draft, submit, accept, confirm: done by two people, each step in the history', async () => {
    const { itemId } = await oneItem();
    await saveDraft(desk.deps, desk.as('zhang'), { itemId, version: 1, evidence: GOOD });
    expect(await look('zhang', itemId)).toMatchObject({ state: 'doing', evidenceIsDraft: true, evidenceNow: GOOD });
    expect(await look('li', itemId)).toMatchObject({ evidenceIsDraft: false, evidenceNow: [] });
    await submitItem(desk.deps, desk.as('zhang'), { itemId, version: 2, evidence: GOOD });
    expect(await look('li', itemId)).toMatchObject({
      state: 'awaiting_acceptance',
      evidenceNow: GOOD,
      waitingFor: [{ userId: 'li', name: '李明' }],
    });
    await acceptItem(desk.deps, desk.as('li'), { itemId, version: 3, note: '已核对' });
    expect(await look('wang', itemId)).toMatchObject({
      state: 'awaiting_confirmation',
      acceptedAt: desk.deps.now(),
    });
    await confirmItem(desk.deps, desk.as('wang'), { itemId, version: 4 });
    const done = await look('chen', itemId);
    expect(done).toMatchObject({ state: 'done', waitingFor: [] });
    expect(done.confirmations).toMatchObject([{ confirmer: { userId: 'wang' }, confirmedBy: { userId: 'wang' } }]);
    expect(await actions(itemId)).toEqual(
      expect.arrayContaining(['item.submitted', 'item.accepted', 'item.confirmed']),
    );
    expect(done.history.every((line) => !('request' in line.details))).toBe(true);
  });

  it('what was typed so far passes on with the item, and is nobody else’s', async () => {
    const { itemId } = await oneItem();
    await saveDraft(desk.deps, desk.as('zhang'), { itemId, version: 1, evidence: GOOD });
    await supplementItem(desk.deps, desk.as('chen'), { itemId, version: 2, doerId: 'gao', reason: '张工已不在岗' });
    expect(await look('gao', itemId)).toMatchObject({ evidenceIsDraft: true, evidenceNow: GOOD });
    expect(await look('zhang', itemId)).toMatchObject({ evidenceIsDraft: false, evidenceNow: [] });
    expect(await look('li', itemId)).toMatchObject({ evidenceIsDraft: false, evidenceNow: [] });
  });

  it('a return starts acceptance and confirmations over, tells the doer, and keeps old rounds', async () => {
    const { itemId } = await oneItem();
    await submitItem(desk.deps, desk.as('zhang'), { itemId, version: 1, evidence: GOOD });
    await acceptItem(desk.deps, desk.as('li'), { itemId, version: 2 });
    await returnItem(desk.deps, desk.as('wang'), { itemId, version: 3, reason: '缺少三号机的参数' });
    const returned = await look('zhang', itemId);
    expect(returned).toMatchObject({ state: 'returned', reason: '缺少三号机的参数', acceptedAt: null });
    const [told] = (await noticesOf('zhang')).filter(({ dedupeKey }) => dedupeKey.includes(itemId));
    expect(told).toMatchObject({ kind: 'item_returned', body: { path: `/items/${itemId}` } });
    expect(String(told?.body.text)).toContain('缺少三号机的参数');
    const better = [{ type: 'SYS', statement: '补充了三号机的参数，并逐项核对' }] as const;
    await submitItem(desk.deps, desk.as('zhang'), { itemId, version: 4, evidence: better });
    expect((await look('li', itemId)).rounds.map(({ round, evidence }) => [round, evidence])).toEqual([
      [1, GOOD],
      [2, better],
    ]);
  });

  it('a failed DEMO goes back with its note, a passed one is part of the evidence', async () => {
    const { itemId } = await oneItem({ evidence: [['DEMO']] });
    await submitItem(desk.deps, desk.as('zhang'), { itemId, version: 1, evidence: [] });
    expect(await refused(acceptItem(desk.deps, desk.as('li'), { itemId, version: 2 }))).toBe('invalid_input');
    const silent = acceptItem(desk.deps, desk.as('li'), { itemId, version: 2, demo: 'fail' });
    expect(await refused(silent)).toBe('reason_required');
    await acceptItem(desk.deps, desk.as('li'), { itemId, version: 2, demo: 'fail', note: '首件超差，不会调' });
    expect(await look('zhang', itemId)).toMatchObject({ state: 'returned', reason: '首件超差，不会调' });
    await submitItem(desk.deps, desk.as('zhang'), { itemId, version: 3, evidence: [] });
    await acceptItem(desk.deps, desk.as('li'), { itemId, version: 4, demo: 'pass', note: '独立完成' });
    const item = await look('wang', itemId);
    expect(item).toMatchObject({ state: 'awaiting_confirmation' });
    expect(item.rounds.flatMap(({ evidence }) => evidence)).toContainEqual({
      type: 'DEMO',
      result: 'pass',
      note: '独立完成',
    });
  });

  it('block tells the manager; unblock, waive and reopen follow', async () => {
    const { itemId } = await oneItem();
    await blockItem(desk.deps, desk.as('zhang'), { itemId, version: 1, reason: '系统权限没有开通' });
    const told = (await noticesOf('wang')).filter(({ dedupeKey }) => dedupeKey.includes(itemId));
    expect(told.map(({ kind }) => kind)).toEqual(['item_blocked']);
    await unblockItem(desk.deps, desk.as('zhang'), { itemId, version: 2 });
    const waiver = { why: '系统已下线', risk: '历史数据无法查询', followUpOn: '2026-04-30' };
    await waiveItem(desk.deps, desk.as('wang'), { itemId, version: 3, ...waiver });
    expect(await look('chen', itemId)).toMatchObject({
      state: 'waived',
      waiver: { by: { userId: 'wang' }, ...waiver },
    });
    await reopenItem(desk.deps, desk.as('chen'), { itemId, version: 4, reason: '系统恢复使用' });
    expect(await look('chen', itemId)).toMatchObject({ state: 'returned', waiver: null });
  });

  it('转补交接 to the manager moves his signature to the next in line, and delegating says on whose behalf', async () => {
    const { itemId } = await oneItem();
    const reason = '老张提前离岗';
    await supplementItem(desk.deps, desk.as('chen'), { itemId, version: 1, doerId: 'wang', reason });
    const item = await look('chen', itemId);
    expect(item).toMatchObject({ state: 'supplementary', doer: { userId: 'wang' }, acceptor: { userId: 'li' } });
    expect(item.confirmations).toMatchObject([{ role: 'managers_manager', confirmer: { userId: 'liu' } }]);
    expect(item.history[0]?.details).toMatchObject({ to: '王海涛', reason });
    await submitItem(desk.deps, desk.as('wang'), { itemId, version: 2, evidence: GOOD });
    await acceptItem(desk.deps, desk.as('li'), { itemId, version: 3 });
    await delegateItem(desk.deps, desk.as('liu'), { itemId, version: 4, slot: 0, toUserId: 'gao', reason: '出差' });
    expect((await look('gao', itemId)).confirmations).toMatchObject([
      { confirmer: { userId: 'gao' }, delegatedFrom: { userId: 'liu' } },
    ]);
    await confirmItem(desk.deps, desk.as('gao'), { itemId, version: 5 });
    expect(await look('chen', itemId)).toMatchObject({ state: 'done' });
  });
});

describe('refusals', () => {
  it('a stranger is told there is no such item, whatever they try', async () => {
    const { itemId } = await oneItem();
    expect(await refused(look('gao', itemId))).toBe('not_found');
    expect(await refused(confirmItem(desk.deps, desk.as('gao'), { itemId, version: 1 }))).toBe('not_found');
    const ghost = '00000000-0000-4000-8000-000000000000';
    expect(await refused(look('zhang', ghost))).toBe('not_found');
  });

  it('the doer never accepts or confirms, the successor never hands in', async () => {
    const { itemId } = await oneItem();
    expect(await refused(submitItem(desk.deps, desk.as('li'), { itemId, version: 1, evidence: GOOD }))).toBe(
      'forbidden',
    );
    await submitItem(desk.deps, desk.as('zhang'), { itemId, version: 1, evidence: GOOD });
    expect(await refused(acceptItem(desk.deps, desk.as('zhang'), { itemId, version: 2 }))).toBe('forbidden');
    expect(await refused(confirmItem(desk.deps, desk.as('wang'), { itemId, version: 2 }))).toBe(
      'item_action_not_allowed',
    );
  });

  it('evidence that says nothing is refused with what is wrong, and nothing changes', async () => {
    const { itemId } = await oneItem();
    const empty = submitItem(desk.deps, desk.as('zhang'), {
      itemId,
      version: 1,
      evidence: [{ type: 'SYS', statement: '详见附件' }],
    });
    expect(await refused(empty)).toBe('evidence_insufficient');
    expect(await look('zhang', itemId)).toMatchObject({ state: 'todo', version: 1, rounds: [], history: [] });
  });

  it('evidence may not name a file of another item', async () => {
    const { itemId } = await oneItem({ evidence: [['FILE']] });
    const foreign = [
      { type: 'FILE', fileIds: ['00000000-0000-4000-8000-000000000001'], purpose: '接收人打开后可以照着做一遍' },
    ] as const;
    expect(await refused(saveDraft(desk.deps, desk.as('zhang'), { itemId, version: 1, evidence: foreign }))).toBe(
      'invalid_input',
    );
  });

  it('who left, or the leaver, is never asked to act', async () => {
    const { itemId } = await oneItem();
    const input = { itemId, version: 1, reason: '请代为处理' };
    const toGhost = supplementItem(desk.deps, desk.as('chen'), { ...input, doerId: 'nobody' });
    expect(await refused(toGhost)).toBe('invalid_input');
    const toLeaver = supplementItem(desk.deps, desk.as('chen'), { ...input, doerId: 'zhang' });
    expect(await refused(toLeaver)).toBe('invalid_input');
  });
});

describe('two at once', () => {
  it('a stale version is a conflict; the very same request sent again is not', async () => {
    const { itemId } = await oneItem();
    const input = { itemId, version: 1, evidence: GOOD };
    const first = await submitItem(desk.deps, desk.as('zhang'), input);
    expect(await submitItem(desk.deps, desk.as('zhang'), input)).toEqual(first);
    const other = [{ type: 'SYS', statement: '另一个窗口里写的另一份说明内容' }] as const;
    expect(await refused(submitItem(desk.deps, desk.as('zhang'), { ...input, evidence: other }))).toBe('conflict');
    expect(await actions(itemId)).toEqual(['item.submitted']);
    expect((await look('li', itemId)).rounds).toHaveLength(1);
  });

  it('a draft saved again is the same draft; another window is told', async () => {
    const { itemId } = await oneItem();
    const input = { itemId, version: 1, evidence: GOOD };
    await saveDraft(desk.deps, desk.as('zhang'), input);
    expect(await saveDraft(desk.deps, desk.as('zhang'), input)).toEqual({ itemId, version: 2 });
    expect(await refused(saveDraft(desk.deps, desk.as('zhang'), { ...input, evidence: [] }))).toBe('conflict');
    const rows = await desk.read((tx) =>
      tx
        .select()
        .from(schema.evidence)
        .where(and(eq(schema.evidence.itemId, itemId), eq(schema.evidence.draft, true))),
    );
    expect(rows).toHaveLength(1);
  });

  it('of two people who confirm at once both count, and the case moves on', async () => {
    const { handoverId, itemId } = await oneItem({
      state: 'awaiting_confirmation',
      confirmers: [
        { role: 'manager', who: 'wang' },
        { role: 'it', who: 'zhao' },
      ],
    });
    const results = await Promise.allSettled([
      confirmItem(desk.deps, desk.as('wang'), { itemId, version: 1 }),
      confirmItem(desk.deps, desk.as('zhao'), { itemId, version: 1 }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const late = results[0]?.status === 'rejected' ? 'wang' : 'zhao';
    await confirmItem(desk.deps, desk.as(late), { itemId, version: 2 });
    expect(await look('chen', itemId)).toMatchObject({ state: 'done' });
    const [other] = await desk.read((tx) =>
      tx
        .select()
        .from(schema.items)
        .where(and(eq(schema.items.handoverId, handoverId), eq(schema.items.title, '另一项'))),
    );
    await waiveItem(desk.deps, desk.as('chen'), {
      itemId: other?.id ?? '',
      version: 1,
      why: '已并入其他项',
      risk: '没有遗留',
      followUpOn: null,
    });
    const [row] = await desk.read((tx) =>
      tx.select().from(schema.handovers).where(eq(schema.handovers.id, handoverId)),
    );
    expect(row?.state).toBe('awaiting_release');
    const told = (await noticesOf('chen')).map(({ dedupeKey }) => dedupeKey);
    expect(told.filter((key) => key.startsWith(`case_awaiting_release:${handoverId}`))).toHaveLength(1);
  });
});
