import { CASE_STATES } from '@baton/core';
import { schema } from '@baton/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInbox } from '../item/read-inbox.ts';
import { findPeople } from '../people/find-people.ts';
import { CORP, type Desk, openDesk, PEOPLE, type Who } from '../testing/open-desk.ts';
import { refused } from '../testing/refused.ts';
import { type ListQuery, listHandovers } from './list-handovers.ts';
import { readHandover } from './read-handover.ts';

let desk: Desk;
let handoverId: string;
beforeAll(async () => {
  desk = await openDesk();
  const opened = await desk.openCase([
    { title: '设备台账', level: 'must', dueOn: '2026-02-27' },
    { title: '备件清单', level: 'should', state: 'awaiting_acceptance' },
    { title: '点检记录', level: 'may', state: 'done' },
    { title: '密码交接', restricted: true, state: 'awaiting_confirmation', confirmers: [{ role: 'it', who: 'zhao' }] },
    { title: '权限回收', gate: 'archive', doer: 'zhao', acceptor: 'li' },
  ]);
  handoverId = opened.handoverId;
});
afterAll(() => desk.close());

const read = (who: Who) => readHandover(desk.deps, desk.as(who), { handoverId });

describe('readHandover', () => {
  it('shows people, progress by weight, what holds up the release and the statutory clock', async () => {
    const view = await read('chen');
    expect(view).toMatchObject({
      state: 'active',
      leaver: { userId: 'zhang', name: '张建国', title: '设备工程师', department: '设备部' },
      successor: { userId: 'li' },
      manager: { userId: 'wang' },
      templates: [{ key: 'base', name: expect.any(String), version: 1 }],
      progress: { done: 1, total: 5, mustDone: 0, mustTotal: 3, overdue: 1, percent: 8 },
    });
    expect(view.gate.open).toBe(false);
    expect(view.gate.blockers.map(({ title }) => title)).toEqual(['设备台账', '密码交接']);
    expect(view.statutory[0]).toMatchObject({ key: 'certificate', dueOn: '2026-03-31' });
    expect(view.items.map(({ title }) => title)).toEqual(['设备台账', '备件清单', '点检记录', '密码交接', '权限回收']);
    expect(view.items[0]).toMatchObject({ overdue: true, waitingFor: [{ userId: 'zhang' }] });
    expect(view.abilities).toEqual(expect.arrayContaining(['nudge', 'withdraw', 'edit']));
  });

  it('leaves restricted items out for who does not act on them', async () => {
    const titles = async (who: Who) => (await read(who)).items.map(({ title }) => title);
    expect(await titles('zhang')).toContain('密码交接');
    expect(await titles('wang')).toContain('密码交接');
    expect(await titles('zhao')).toEqual(['密码交接', '权限回收']);
    expect((await read('zhao')).abilities).toEqual([]);
  });

  it('tells HR, and nobody else, that the release is theirs', async () => {
    const { gate } = await read('chen');
    expect([gate.open, gate.mine]).toEqual([false, true]);
    for (const who of ['zhang', 'li', 'wang', 'zhao'] as const) expect((await read(who)).gate.mine, who).toBe(false);
  });

  it('names whom a problem before the start is about', async () => {
    const { handoverId: waiting } = await desk.openCase([], {
      ...{ kind: 'transfer', state: 'preparing', launchedAt: null, leaverId: 'gao', witnessId: 'liu' },
    });
    const { people } = schema;
    const employ = (employment: 'left' | 'on_job') =>
      desk.read((tx) => tx.update(people).set({ employment }).where(eq(people.userId, 'liu')));
    await employ('left');
    const { preflight } = await readHandover(desk.deps, desk.as('chen'), { handoverId: waiting });
    await employ('on_job');
    await desk.read((tx) => tx.delete(schema.handovers).where(eq(schema.handovers.id, waiting)));
    const found = preflight.map(({ code, subject, person }) => [code, subject, person?.name ?? null]);
    expect(found).toContainEqual(['person_left', 'liu', '刘振华']);
    expect(found.filter(([code]) => code !== 'person_left').map(([, , name]) => name)).not.toContain('刘振华');
  });

  it('does not exist for a plain colleague, nor for the leaver after the cutoff', async () => {
    expect(await refused(read('gao'))).toBe('not_found');
    const { handovers } = schema;
    const cutoff = async (accessCutoffAt: Date | null) => {
      await desk.read((tx) =>
        tx
          .update(handovers)
          .set({ accessCutoffAt, lastWorkingDay: accessCutoffAt ? '2026-03-02' : '2026-03-31' })
          .where(eq(handovers.id, handoverId)),
      );
    };
    await cutoff(desk.deps.now());
    expect(await refused(read('zhang'))).toBe('not_found');
    await cutoff(null);
    expect((await read('zhang')).id).toBe(handoverId);
  });
});

describe('readInbox', () => {
  it('sorts what waits for a person by what they have to do', async () => {
    const inbox = async (who: Who) => {
      const { toHandOver, toAccept, toConfirm, cases } = await readInbox(desk.deps, desk.as(who));
      const titles = (cards: readonly { title: string }[]) => cards.map(({ title }) => title);
      return [titles(toHandOver), titles(toAccept), titles(toConfirm), cases.length];
    };
    expect(await inbox('zhang')).toEqual([['设备台账'], [], [], 1]);
    expect(await inbox('li')).toEqual([[], ['备件清单'], [], 1]);
    expect(await inbox('zhao')).toEqual([['权限回收'], [], ['密码交接'], 1]);
    expect(await inbox('gao')).toEqual([[], [], [], 0]);
  });

  it('says who is asking', async () => {
    const { me, today } = await readInbox(desk.deps, desk.as('chen'));
    expect([me, today]).toEqual([
      {
        corpId: CORP,
        userId: 'chen',
        name: '陈静',
        title: '人事主管',
        department: '设备部',
        isAdmin: false,
        isHr: true,
        language: 'zh',
      },
      '2026-03-02',
    ]);
  });
});

describe('listHandovers', () => {
  const query = (about: Partial<ListQuery> = {}): ListQuery => ({ scope: 'open', q: '', limit: 30, ...about });

  it('shows HR every case with who it waits for; others only theirs', async () => {
    const { rows, counts } = await listHandovers(desk.deps, desk.as('chen'), query());
    expect(rows).toMatchObject([{ id: handoverId, daysLeft: 21, problems: 0 }]);
    expect(rows[0]?.blockers).toEqual([
      { person: expect.objectContaining({ userId: 'zhang' }), items: 1, overdue: 1 },
      { person: expect.objectContaining({ userId: 'zhao' }), items: 2, overdue: 0 },
      { person: expect.objectContaining({ userId: 'li' }), items: 1, overdue: 0 },
    ]);
    expect(counts.active).toBe(1);
    const seen = async (who: Who) => (await listHandovers(desk.deps, desk.as(who), query())).rows.length;
    expect([await seen('wang'), await seen('zhao'), await seen('li'), await seen('gao')]).toEqual([1, 1, 1, 0]);
  });

  it('lists, for everybody and in every state, exactly the cases that can be opened', async () => {
    const change = (values: Partial<typeof schema.handovers.$inferInsert>) =>
      desk.read((tx) => tx.update(schema.handovers).set(values));
    await change({ witnessId: 'gao', hrId: 'liu', withdrawnBecause: '留任谈判成功' });
    for (const state of CASE_STATES) {
      for (const launchedAt of [null, desk.deps.now()]) {
        await change({ state, launchedAt });
        for (const who of Object.keys(PEOPLE) as Who[]) {
          const session = desk.as(who);
          const { rows } = await listHandovers(desk.deps, session, query({ scope: 'all' }));
          const opened = await readHandover(desk.deps, session, { handoverId }).catch(() => null);
          expect([who, state, launchedAt, rows.length]).toEqual([who, state, launchedAt, opened ? 1 : 0]);
          const decides = ['wang', 'chen'].includes(who);
          if (opened) expect([who, opened.withdrawnBecause]).toEqual([who, decides ? '留任谈判成功' : '']);
        }
      }
    }
    const before = { state: 'active', launchedAt: desk.deps.now(), withdrawnBecause: '' } as const;
    await change({ ...before, witnessId: null, hrId: null });
  });

  it('searches by name and filters by state', async () => {
    const found = async (about: Partial<ListQuery>) =>
      (await listHandovers(desk.deps, desk.as('chen'), query(about))).rows.length;
    expect(await found({ q: '建国' })).toBe(1);
    expect(await found({ q: '100%' })).toBe(0);
    expect(await found({ state: 'active' })).toBe(1);
    expect(await found({ state: 'planning' })).toBe(0);
    expect(await found({ state: 'active', scope: 'closed' })).toBe(0);
  });

  it('pages by key: every case once, in order, whatever the page size', async () => {
    await desk.read(async (tx) => {
      await tx.insert(schema.handovers).values(
        Array.from({ length: 25 }, (_, n) => ({
          corpId: CORP,
          state: 'released' as const,
          leaverId: 'gao',
          lastWorkingDay: n === 0 ? null : `2026-01-${String((n % 9) + 1).padStart(2, '0')}`,
          templates: [],
          source: 'hr' as const,
          updatedAt: desk.deps.now(),
        })),
      );
    });
    const ids: string[] = [];
    const days: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listHandovers(desk.deps, desk.as('chen'), query({ scope: 'closed', limit: 4, cursor }));
      ids.push(...page.rows.map(({ id }) => id));
      days.push(...page.rows.map(({ lastWorkingDay }) => lastWorkingDay ?? ''));
      cursor = page.nextCursor ?? undefined;
      expect(page.counts.released).toBe(25);
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(25);
    expect(days).toEqual(days.toSorted());
    const forged = listHandovers(desk.deps, desk.as('chen'), query({ cursor: 'bm90IG91cnM' }));
    expect(await refused(forged)).toBe('invalid_input');
  });
});

it('findPeople finds by part of a name, never who left, and takes wildcards for letters', async () => {
  const names = async (q: string) => (await findPeople(desk.deps, desk.as('li'), { q })).map(({ name }) => name);
  expect(await names('李')).toEqual(['李明']);
  expect(await names('%')).toEqual([]);
  await desk.read((tx) => tx.update(schema.people).set({ employment: 'left' }).where(eq(schema.people.userId, 'gao')));
  expect(await names('高云')).toEqual([]);
});

// Last: its cases stay.
describe('readInbox of HR', () => {
  const open = (
    state: 'preparing' | 'awaiting_release',
    leaverId: string,
    hrId: Who | null,
    lastWorkingDay = '2026-03-31',
  ) => {
    const launchedAt = state === 'preparing' ? null : desk.deps.now();
    return desk.openCase([], { state, leaverId, hrId, lastWorkingDay, launchedAt });
  };
  const toDecide = async (who: Who) =>
    (await readInbox(desk.deps, desk.as(who))).toDecide.map(({ id }) => id).toSorted();

  it('shows HR the cases that wait for HR, not those of another HR, and nobody else', async () => {
    await desk.read((tx) =>
      tx.insert(schema.roleHolders).values({ corpId: CORP, userId: 'wang', role: 'hr', rank: 1 }),
    );
    const toStart = await open('preparing', 'gao', null);
    const toRelease = await open('awaiting_release', 'zhao', 'chen');
    await open('awaiting_release', 'liu', 'wang');
    expect(await toDecide('chen')).toEqual([toStart.handoverId, toRelease.handoverId].toSorted());
    expect(await toDecide('li')).toEqual([]);
    expect(await toDecide('zhao')).toEqual([]);
  });

  it('shows them however many cases of colleagues come before them', async () => {
    const before = await toDecide('chen');
    for (let n = 0; n < 25; n += 1) await open('preparing', `leaver-${n}`, 'wang', '2026-03-05');
    expect(await toDecide('chen')).toEqual(before);
  });

  it('takes over the cases of who is no longer HR, and is never shown their own', async () => {
    const before = await toDecide('chen');
    await desk.read((tx) => tx.insert(schema.roleHolders).values({ corpId: CORP, userId: 'liu', role: 'hr', rank: 2 }));
    const orphan = await open('awaiting_release', 'leaver-90', 'liu');
    await open('preparing', 'chen', null);
    expect(await toDecide('chen')).toEqual(before);
    await desk.read((tx) => tx.delete(schema.roleHolders).where(eq(schema.roleHolders.userId, 'liu')));
    expect(await toDecide('chen')).toEqual([...before, orphan.handoverId].toSorted());
  });
});
