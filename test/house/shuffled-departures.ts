import { isDeepStrictEqual } from 'node:util';
import { acceptPush, deliverNotices, processInbox, reconcileDepartures } from '@baton/flows';
import type { SandboxControl } from '@baton/sandbox';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DepartureHistory, HISTORIES } from './departure-histories.ts';
import { endRowsOf } from './end-rows.ts';
import { engine } from './fresh-database.ts';
import { MINUTE } from './movable-clock.ts';
import { expectNothingSaidTwice } from './read-messages.ts';
import { raiseQuotas, readRows } from './read-rows.ts';
import { companyWith, seedSmallPosition } from './small-position.ts';
import { APP, type House, startHouse } from './start-house.ts';

/**
 * Half of the people, as two stories share them: 2,000 on PostgreSQL. PGlite runs the same rules and needs six times as
 * long for a statement, so it is given 500, each in another order; `STORY_PEOPLE=1000` gives it all of them.
 */
export const PEOPLE = Number(process.env.STORY_PEOPLE ?? (engine === 'postgres' ? 1000 : 250));

const TOGETHER = 100;
const THROUGH_THE_DOOR = 8;

type Push = ReturnType<SandboxControl['pushes']>[number];
type Plan = { history: number; keys: number[]; again: number[]; handleAfter: number };
type Leaver = { userid: string; name: string; history: DepartureHistory; plan: Plan | null };

const plans = fc.record({
  history: fc.nat(HISTORIES.length - 1),
  keys: fc.array(fc.nat(1_000_000), { minLength: 24, maxLength: 24 }),
  again: fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 }),
  /** After how many deliveries the inbox is worked through once in between; a big number: only at the end. */
  handleAfter: fc.nat(30),
});

/**
 * DingTalk promises neither order nor uniqueness of its pushes. Each of these people resigns in one of the ways of
 * `departure-histories.ts`; the events of it then arrive shuffled and repeated, with the free reconciliation in between.
 * One in eight goes through the encrypted door, the others straight into the inbox behind it, for speed. Registers its
 * tests; two stories share the people between them, so that two cores can work at it.
 */
export function shuffledDepartures({ people, seed }: { people: number; seed: number }): void {
  const naturals = HISTORIES.map((history, index): Leaver => {
    return { userid: `natural${index}`, name: `甲${index}号`, history, plan: null };
  });
  const shuffledOnes = fc.sample(plans, { numRuns: people, seed }).map((plan, index): Leaver => {
    const history = HISTORIES[plan.history] as DepartureHistory;
    return { userid: `leaver${index}`, name: `乙${index}号`, history, plan };
  });
  const leavers = [...naturals, ...shuffledOnes];
  let house: House;

  beforeAll(async () => {
    house = await startHouse({
      inMemory: true,
      company: companyWith(leavers.map(({ userid, name }) => ({ userid, name }))),
    });
    await seedSmallPosition(house);
    await raiseQuotas(house, 1_000_000);
  }, 600_000);
  afterAll(() => house.close());

  const handleAll = () => processInbox(house.server.deps, APP.corpId, { limit: 100_000 });
  const seen = new Set<string>();
  /** Pushes that DingTalk has born since the last time, oldest first. */
  const newPushes = (): Push[] =>
    house.dingtalk.control.pushes().filter(({ id }) => !seen.has(id) && seen.add(id) !== undefined);

  async function deliver(push: Push, throughTheDoor: boolean): Promise<void> {
    await house.clock.forward(1);
    if (throughTheDoor) {
      const { attempts } = await house.dingtalk.control.redeliver(push.id);
      expect(attempts.at(-1)?.problem).toBeNull();
      return;
    }
    const text = JSON.stringify(push.body);
    await acceptPush(house.server.deps, { corpId: APP.corpId, text, source: 'push' });
  }

  /** Everybody takes the next step of their history, then the next … @returns the pushes of it, by person */
  async function liveThrough(people: readonly Leaver[]): Promise<Map<string, Push[]>> {
    const longest = Math.max(...people.map(({ history }) => history.steps.length));
    for (let step = 0; step < longest; step += 1) {
      for (const { userid, history } of people) history.steps[step]?.(house, userid);
      await house.clock.forward(MINUTE);
    }
    const originators = new Map(
      house.dingtalk.control.approvals().map(({ id, originatorUserId }) => [id, originatorUserId]),
    );
    const byPerson = new Map<string, Push[]>();
    for (const push of newPushes()) {
      const { processInstanceId, userId, staffId } = push.body as Record<string, string>;
      const person = originators.get(processInstanceId ?? '') ?? (Array.isArray(userId) ? userId[0] : staffId);
      byPerson.set(String(person), [...(byPerson.get(String(person)) ?? []), push]);
    }
    return byPerson;
  }

  test('each history, heard of in its natural order', async () => {
    const pushes = await liveThrough(naturals);
    for (const { userid } of naturals) {
      for (const push of pushes.get(userid) ?? []) {
        await deliver(push, true);
        await handleAll();
      }
    }
    await reconcileDepartures(house.server.deps, APP.corpId);
    const rows = await readRows(house);
    for (const { userid, name, history } of naturals) {
      const { cases, items } = endRowsOf(rows, userid, name);
      expect(cases, history.name).toHaveLength(history.open ? 1 : 0);
      expect(items, history.name).toHaveLength(history.open ? 2 : 0);
    }
  });

  test(`${people} people, whose events come shuffled and repeated`, { timeout: 1_200_000 }, async () => {
    for (let from = 0; from < people; from += TOGETHER) {
      const group = shuffledOnes.slice(from, from + TOGETHER);
      const pushes = await liveThrough(group);
      for (const [index, { userid, plan }] of group.entries()) {
        const order = shuffled(pushes.get(userid) ?? [], plan as Plan);
        for (const [delivered, push] of order.entries()) {
          if (delivered === plan?.handleAfter) await handleAll();
          await deliver(push, index % THROUGH_THE_DOOR === 0);
        }
        if (index === Math.floor(group.length / 2)) await reconcileDepartures(house.server.deps, APP.corpId);
      }
      await handleAll();
    }
    await reconcileDepartures(house.server.deps, APP.corpId);
  });

  test('nothing waits, nothing failed', async () => {
    const { events } = await readRows(house);
    const left = events.filter(({ outcome }) => outcome !== 'handled' && outcome !== 'ignored');
    expect(left).toEqual([]);
  });

  test('every message goes out, each of them once', async () => {
    const { sent, failed } = await deliverAll();
    expect(sent).toBeGreaterThan(0);
    expect(failed).toBe(0);
    await expectNothingSaidTwice(house);
  });

  async function deliverAll() {
    const total = { sent: 0, failed: 0 };
    for (;;) {
      const { sent, failed } = await deliverNotices(house.server.deps, APP.corpId);
      if (sent + failed === 0) return total;
      total.sent += sent;
      total.failed += failed;
    }
  }

  test('the rows are those of the natural order; nobody has two open cases', async () => {
    const rows = await readRows(house);
    const natural = new Map(naturals.map((one) => [one.history, endRowsOf(rows, one.userid, one.name)]));
    const byPerson = groupRows(rows);
    const ended = leavers.map((one) => ({ ...one, rows: endRowsOf(byPerson(one.userid), one.userid, one.name) }));
    const others = ended.filter((one) => !isDeepStrictEqual(one.rows, natural.get(one.history)));
    const who = others.slice(0, 20).map(({ userid, history }) => `${userid} ${history.name}`);
    const [first] = others;
    const told = `seed ${seed}: ${others.length} ended otherwise: ${who}; the first: ${JSON.stringify(first?.plan)}`;
    expect(first?.rows, told).toEqual(first && natural.get(first.history));
  });
}

function shuffled(pushes: readonly Push[], plan: Plan): Push[] {
  const order = pushes
    .map((push, index) => ({ push, key: plan.keys[index % plan.keys.length] ?? 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ push }) => push);
  for (const again of plan.again) {
    const push = pushes[again % pushes.length];
    if (push) order.splice((again >> 5) % (order.length + 1), 0, push);
  }
  return order;
}

/** The rows of one person, found without looking through those of all the others. */
function groupRows(rows: Awaited<ReturnType<typeof readRows>>) {
  const cases = groupBy(rows.cases, (row) => row.leaverId);
  const items = groupBy(rows.items, (row) => row.handoverId);
  const signers = groupBy(rows.confirmations, (row) => row.itemId);
  const approvals = groupBy(rows.approvals, (row) => row.leaverId);
  const notices = groupBy(rows.notices, (row) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(row.dedupeKey)?.[0] ?? '');
  return (userid: string) => {
    const own = cases.get(userid) ?? [];
    const lines = own.flatMap(({ id }) => items.get(id) ?? []);
    return {
      ...rows,
      cases: own,
      items: lines,
      confirmations: lines.flatMap(({ id }) => signers.get(id) ?? []),
      approvals: approvals.get(userid) ?? [],
      notices: own.flatMap(({ id }) => notices.get(id) ?? []),
    };
  };
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
