import { schema } from '@baton/db';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { reopenItem } from '../item/reopen-item.ts';
import { type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { refused } from '../testing/refused.ts';
import { nudgeBlocker } from './nudge-blocker.ts';
import { releaseHandover } from './release-handover.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const ready = () =>
  desk.openCase([{ state: 'done' }, { state: 'waived' }, { level: 'should' }, { gate: 'archive', doer: 'zhao' }], {
    state: 'awaiting_release',
    processInstanceId: 'proc-1',
  });
const release = (who: Who, handoverId: string, version = 1, leaverName = '张建国') =>
  releaseHandover(desk.deps, desk.as(who), { handoverId, version, leaverName });
const caseRow = async () => (await desk.read((tx) => tx.select().from(schema.handovers)))[0];
const notices = async () => (await desk.read((tx) => tx.select().from(schema.notices))).map(({ kind }) => kind);

it('HR releases: state, history, messages and one comment for the approval; open ● items do not stop it', async () => {
  const { handoverId } = await ready();
  await release('chen', handoverId, 1, ' 张 建国 ');
  expect(await caseRow()).toMatchObject({ state: 'released', releasedBy: 'chen', releasedAt: desk.deps.now() });
  const [comment] = await desk.read((tx) =>
    tx.select().from(schema.notices).where(eq(schema.notices.channel, 'approval_comment')),
  );
  expect(comment).toMatchObject({
    recipient: 'proc-1',
    body: { text: '张建国的离职交接已完成业务放行：1 项已确认，1 项豁免。放行人：陈静。', commentUserId: 'chen' },
  });
  expect((await notices()).filter((kind) => kind === 'case_released')).toHaveLength(3);
  const [line] = await desk.read((tx) =>
    tx.select().from(schema.history).where(eq(schema.history.action, 'case.released')),
  );
  expect(line?.details).toMatchObject({ done: 1, waived: 1, certificate: '2026-03-31', file_transfer: '2026-04-15' });
});

it('the same request again is answered alike and says nothing twice', async () => {
  const { handoverId } = await ready();
  await release('chen', handoverId);
  const before = await notices();
  await release('chen', handoverId);
  expect(await notices()).toEqual(before);
});

it('is HR’s alone, for the typed name, on the version they saw, with the gate open', async () => {
  const { handoverId, itemIds } = await ready();
  expect(await refused(release('wang', handoverId))).toBe('forbidden');
  expect(await refused(release('zhang', handoverId))).toBe('forbidden');
  expect(await refused(release('gao', handoverId))).toBe('not_found');
  expect(await refused(release('chen', handoverId, 1, '张建'))).toBe('invalid_input');
  expect(await refused(release('chen', handoverId, 7))).toBe('conflict');
  await reopenItem(desk.deps, desk.as('chen'), { itemId: itemIds[0] as string, version: 1, reason: '客户来电更正' });
  expect((await caseRow())?.state).toBe('active');
  expect(await refused(release('chen', handoverId, 2))).toBe('gate_closed');
});

it('a nudge is one message per person and day, and only for who holds something up', async () => {
  const { handoverId } = await desk.openCase([{ title: '台账' }, { state: 'done' }]);
  const nudge = (who: Who, userId: string) => nudgeBlocker(desk.deps, desk.as(who), { handoverId, userId });
  await nudge('chen', 'zhang');
  await nudge('wang', 'zhang');
  expect(await notices()).toEqual(['nudge']);
  expect(await refused(nudge('chen', 'li'))).toBe('invalid_input');
  expect(await refused(nudge('li', 'zhang'))).toBe('forbidden');
  expect(await refused(nudge('gao', 'zhang'))).toBe('not_found');
  desk.at('2026-03-03T14:00:00.000Z'); // 22:00: quiet
  await nudge('chen', 'zhang');
  const rows = await desk.read((tx) => tx.select().from(schema.notices).orderBy(schema.notices.notBefore));
  expect(rows.map(({ notBefore }) => notBefore.toISOString())).toEqual([
    '2026-03-02T02:07:00.000Z',
    '2026-03-04T01:23:00.000Z',
  ]);
});
