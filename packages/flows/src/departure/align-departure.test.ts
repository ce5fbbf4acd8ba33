import { addDepartureFact, type Connection, lockDeparture, schema, type Tx, upsertApproval, withCorp } from '@baton/db';
import { createTestDatabase } from '@baton/db/testing';
import { eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedCorp } from '../company/seed-corp.ts';
import { alignDeparture } from './align-departure.ts';

const corpId = 'corp';
const now = new Date('2026-03-02T02:07:00.000Z');
const hour = (n: number) => new Date(now.getTime() + n * 3_600_000);

let connection: Connection;
let leavers = 0;
beforeAll(async () => {
  connection = await createTestDatabase();
  await seedCorp({ db: connection.db, now: () => now }, corpId);
  await withCorp(connection.db, corpId, async (tx) => {
    const names = ['boss', 'manager', 'successor', 'other', 'hr', 'it', 'money', 'office', 'planner', 'safe', 'safe2'];
    await tx.insert(schema.people).values(names.map((userId) => person(userId, userId === 'manager' ? 'boss' : null)));
    const roles = {
      hr: 'hr',
      it: 'it',
      finance: 'money',
      admin_office: 'office',
      planning: 'planner',
      quality: 'planner',
      warehouse: 'planner',
    };
    const safety = [
      { corpId, role: 'safety', userId: 'safe', rank: 0 },
      { corpId, role: 'safety', userId: 'safe2', rank: 1 },
    ];
    const rows = Object.entries(roles).map(([role, userId]) => ({ corpId, role, userId, rank: 0 }));
    await tx.insert(schema.roleHolders).values([...rows, ...safety]);
  });
});
afterAll(() => connection.close());

function person(userId: string, managerUserId: string | null) {
  const title = userId.startsWith('leaver') ? '设备工程师' : '职员';
  return {
    corpId,
    userId,
    unionId: userId,
    name: userId,
    title,
    deptIds: [],
    managerUserId,
    seenAt: now,
    detailedAt: now,
  };
}

/** One thing that becomes known, in the transaction that brings the case in line. */
type News = (tx: Tx, leaverId: string) => Promise<unknown>;

function approval(
  id: string,
  status: 'agreed' | 'withdrawn',
  at: number,
  lastWorkingDay: string,
  successorId: string | null,
): News {
  return async (tx, leaverId) => {
    const processInstanceId = `${leaverId}-${id}`;
    await upsertApproval(tx, {
      corpId,
      processInstanceId,
      leaverId,
      status,
      statusAt: hour(at),
      agreedAt: status === 'agreed' ? hour(at) : hour(at - 1),
      lastWorkingDay,
      successorId,
    });
  };
}
const pending =
  (at: number, lastWorkingDay: string): News =>
  (tx, leaverId) =>
    addDepartureFact(tx, {
      corpId,
      leaverId,
      source: 'dimission',
      status: 'pending',
      at: hour(at),
      lastWorkingDay,
      successorId: null,
    });
const left =
  (at: number): News =>
  async (tx, leaverId) => {
    await addDepartureFact(tx, { corpId, leaverId, source: 'presence', status: 'left', at: hour(at) });
    await tx
      .update(schema.people)
      .set({ employment: 'left', leftAt: hour(at) })
      .where(sameUser(leaverId));
  };
const sameUser = (userId: string) => eq(schema.people.userId, userId);

async function live(news: readonly News[]) {
  leavers += 1;
  const leaverId = `leaver${leavers}`;
  await withCorp(connection.db, corpId, (tx) => tx.insert(schema.people).values(person(leaverId, 'manager')));
  for (const one of news) {
    await withCorp(connection.db, corpId, async (tx) => {
      await lockDeparture(tx, corpId, leaverId);
      await one(tx, leaverId);
      await alignDeparture(tx, { corpId, leaverId, now, by: 'dingtalk', mayLaunch: true });
    });
  }
  return rowsOf(leaverId);
}

/** What the company sees of one departure, without ids. */
async function rowsOf(leaverId: string) {
  return withCorp(connection.db, corpId, async (tx) => {
    const cases = await tx.select().from(schema.handovers).where(eq(schema.handovers.leaverId, leaverId));
    const items = await tx
      .select()
      .from(schema.items)
      .where(
        inArray(
          schema.items.handoverId,
          cases.map(({ id }) => id),
        ),
      )
      .orderBy(schema.items.position);
    const signers = await tx.select().from(schema.confirmations).orderBy(schema.confirmations.slot);
    const notices = await tx.select().from(schema.notices);
    const plain = (text: string | null) => text?.replaceAll(leaverId, 'LEAVER') ?? null;
    return {
      cases: cases.map(({ state, lastWorkingDay, successorId, source, processInstanceId }) => ({
        state,
        lastWorkingDay,
        successorId,
        source,
        processInstanceId: plain(processInstanceId),
      })),
      items: items.map((item) => ({
        line: `${item.key} ${item.state} ${item.dueOn} ${plain(item.doerId)} ${item.acceptorId} ${item.acceptorInterim}`,
        signers: signers
          .filter((row) => row.itemId === item.id)
          .map((row) => `${row.slot} ${row.role} ${row.confirmerId}`),
      })),
      launches: notices
        .filter((row) => cases.some(({ id }) => row.dedupeKey.startsWith(`case_launched:${id}`)))
        .map((row) => plain(row.recipient))
        .filter((recipient) => recipient !== 'LEAVER'),
    };
  });
}

const DEPARTURE: readonly News[] = [
  approval('a', 'agreed', 1, '2026-03-31', 'other'),
  pending(2, '2026-03-31'),
  approval('b', 'agreed', 3, '2026-04-10', 'successor'),
  pending(4, '2026-04-15'),
  left(5),
];

describe('one departure, told in any order', () => {
  test('in order: one case, the newest date, worked off by others', async () => {
    const rows = await live(DEPARTURE);
    expect(rows.cases).toMatchObject([
      {
        state: 'supplementing',
        lastWorkingDay: '2026-04-15',
        successorId: 'successor',
        source: 'approval',
        processInstanceId: 'LEAVER-b',
      },
    ]);
    expect(rows.items.length).toBeGreaterThanOrEqual(26);
    expect(rows.items.every(({ line }) => line.includes('supplementary') && line.includes(' manager successor'))).toBe(
      true,
    );
  });

  test('any permutation with any repetition ends in the same rows, and nobody is told twice', async () => {
    const expected = await live(DEPARTURE);
    const order = fc
      .tuple(
        fc.shuffledSubarray([...DEPARTURE], { minLength: DEPARTURE.length }),
        fc.array(fc.nat(DEPARTURE.length - 1), { maxLength: 4 }),
      )
      .map(([news, again]) => [...news, ...again.map((at) => DEPARTURE[at] as News)]);
    await fc.assert(
      fc.asyncProperty(order, async (news) => {
        const rows = await live(news);
        expect({ ...rows, launches: [] }).toEqual({ ...expected, launches: [] });
        expect(new Set(rows.launches).size).toBe(rows.launches.length);
      }),
      { numRuns: 20, seed: 20_260_302 },
    );
  }, 120_000);

  test('one of two approvals withdrawn changes dates, the last one withdraws the case, a new one brings it back', async () => {
    const first = approval('a', 'agreed', 1, '2026-03-31', null);
    const second = approval('b', 'agreed', 2, '2026-04-10', null);
    const oneOff = [first, second, approval('b', 'withdrawn', 3, '2026-04-10', null)];
    expect((await live(oneOff)).cases).toMatchObject([{ state: 'planning', lastWorkingDay: '2026-03-31' }]);
    const bothOff = [...oneOff, approval('a', 'withdrawn', 4, '2026-03-31', null)];
    expect((await live(bothOff)).cases).toMatchObject([{ state: 'withdrawn' }]);
    const again = [...bothOff, approval('c', 'agreed', 5, '2026-05-08', null)];
    expect((await live(again)).cases).toMatchObject([{ state: 'planning', lastWorkingDay: '2026-05-08' }]);
  });

  test('who leaves after the release as planned gets no second case; who comes back and resigns again does', async () => {
    const release: News = (tx, leaverId) =>
      tx
        .update(schema.handovers)
        .set({ state: 'released', releasedAt: hour(10) })
        .where(eq(schema.handovers.leaverId, leaverId));
    const planned = [approval('a', 'agreed', 1, '2026-03-31', null), release, left(20), pending(21, '2026-03-31')];
    expect((await live(planned)).cases).toMatchObject([{ state: 'released' }]);
    const back: News = async (tx, leaverId) => {
      await addDepartureFact(tx, { corpId, leaverId, source: 'presence', status: 'back', at: hour(30) });
      await tx.update(schema.people).set({ employment: 'on_job', leftAt: null }).where(sameUser(leaverId));
    };
    expect((await live([...planned, back])).cases).toHaveLength(1);
    const anew = [...planned, back, approval('z', 'agreed', 40, '2026-06-30', null)];
    expect((await live(anew)).cases.map(({ state }) => state).toSorted()).toEqual(['planning', 'released']);
  });

  // Last: 财务 stays gone.
  test('a signature is never dropped because the only one who may give it has left', async () => {
    const goes: News = (tx) =>
      tx
        .update(schema.people)
        .set({ employment: 'left', leftAt: hour(5) })
        .where(sameUser('money'));
    const agreed = approval('a', 'agreed', 1, '2026-03-31', 'successor');
    const redated = approval('b', 'agreed', 6, '2026-04-10', 'successor');
    const before = await live([agreed]);
    const after = await live([agreed, goes, redated]);
    const signersOf = ({ items }: typeof before) => items.map(({ signers }) => signers);
    expect(signersOf(before).flat()).toContainEqual(expect.stringMatching(/ finance money$/));
    expect(signersOf(after)).toEqual(signersOf(before));
  });
});
