import { ApiError, type ItemView } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endRowsOf } from '../house/end-rows.ts';
import { type Mortal, makeMortal } from '../house/mortal-process.ts';
import { HOUR, MINUTE } from '../house/movable-clock.ts';
import { expectNothingSaidTwice } from '../house/read-messages.ts';
import { type Rows, raiseQuotas, readRows } from '../house/read-rows.ts';
import { agreeAll, fileResignation, HR, MANAGER, SUCCESSOR } from '../house/resign.ts';
import { hireSmall, seedSmallPosition } from '../house/small-position.ts';
import { type House, startHouse } from '../house/start-house.ts';

/**
 * The process dies after its n-th statement or call, for n all over a departure: while the case opens, while its items
 * are handed in, accepted and confirmed, while digests and messages go out, while HR releases. Then the next process
 * takes over on the same database, and people try again what seemed to fail. It ends like the departure of somebody
 * during which nothing died.
 */
const LEAVERS = Number(process.env.STORY_DEATHS ?? 24);
let house: House;
let mortal: Mortal;
const UNHARMED = 'unharmed';
const leavers = Array.from({ length: LEAVERS }, (_, index) => `mortal${index}`);
const nameOf = (userid: string) => (userid === UNHARMED ? '平安' : `丙${userid.slice(6)}号`);

beforeAll(async () => {
  house = await startHouse();
  await seedSmallPosition(house);
  await raiseQuotas(house, 100_000);
  for (const userid of [UNHARMED, ...leavers]) hireSmall(house, userid, nameOf(userid));
  await house.settle();
  for (const userid of [HR, MANAGER, SUCCESSOR, 'zhoumin', UNHARMED, ...leavers]) await house.sessionOf(userid);
  mortal = makeMortal(house);
});
afterAll(() => house.close());

/** Steps of the unharmed departure, by phase: the moments to die at are spread over them. */
const length: Record<string, number> = {};

/** Runs a phase that may die in it, then the next process, and lets leases run out. */
async function dyingAt(step: number, phase: () => Promise<void>): Promise<void> {
  mortal.dieAfter(step);
  await phase().catch((error: unknown) => {
    if (!mortal.isDead()) throw error;
  });
  mortal.revive();
  for (const minutes of [1, 2, 3]) {
    await house.clock.forward(minutes * MINUTE);
    await house.settle();
  }
}

/** The phase once without harm, then for every leaver with a death of their own. */
async function forEveryStep(name: string, phase: (userid: string) => Promise<void>): Promise<number> {
  mortal.dieAfter(Number.POSITIVE_INFINITY);
  await phase(UNHARMED);
  length[name] = mortal.steps();
  let deaths = 0;
  for (const [index, userid] of leavers.entries()) {
    await dyingAt(Math.floor((index * length[name]) / LEAVERS), async () => {
      await phase(userid);
      await house.settle();
    });
    deaths += 1;
    await phase(userid); // whatever failed is tried again
  }
  return deaths;
}

const filed = new Set<string>();

test('while the case opens', { timeout: 300_000 }, async () => {
  await forEveryStep('open', async (userid) => {
    if (!filed.has(userid)) {
      filed.add(userid);
      agreeAll(house, fileResignation(house, { leaver: userid, lastDay: '2026-03-20' }).id);
    }
    await house.settle();
  });
  expect(length.open).toBeGreaterThan(60);
  const { cases } = await readRows(house);
  expect(cases.map(({ leaverId }) => leaverId).toSorted()).toEqual([UNHARMED, ...leavers].toSorted());
});

/** What a person does who sees an error page: reload, and press again if it is still theirs to do. */
async function press(userId: string, itemId: string, action: ItemView['abilities'][number], verb: Verb): Promise<void> {
  const call = await house.as(userId);
  const params = { id: itemId };
  const { version, abilities } = await call('readItem', { params });
  if (!abilities.includes(action)) return;
  try {
    if (verb === 'submitItem') await call(verb, { params, body: { version, evidence: EVIDENCE } });
    else if (verb === 'waiveItem') await call(verb, { params, body: { version, why: '备件已封存', risk: '无' } });
    else await call(verb, { params, body: { version } });
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'internal')) throw error;
  }
}
type Verb = 'submitItem' | 'acceptItem' | 'confirmItem' | 'waiveItem';
const EVIDENCE = [
  {
    type: 'LINK' as const,
    url: 'https://alidocs.example.com/i/nodes/mould',
    purpose: '每周一按此表逐副保养，异常记入台账',
  },
];

async function linesOf(userid: string): Promise<Map<string, string>> {
  const { cases, items } = await mortal.outside(() => readRows(house));
  const own = cases.find(({ leaverId }) => leaverId === userid);
  return new Map(items.filter(({ handoverId }) => handoverId === own?.id).map(({ key, id }) => [key, id]));
}

test('while an item is handed in, accepted and confirmed', { timeout: 300_000 }, async () => {
  await forEveryStep('item', async (userid) => {
    const id = (await linesOf(userid)).get('mould_log') as string;
    await press(userid, id, 'submit', 'submitItem');
    await press(SUCCESSOR, id, 'accept', 'acceptItem');
    await press(MANAGER, id, 'confirm', 'confirmItem');
  });
  const { items } = await readRows(house);
  expect(items.filter(({ key, state }) => key === 'mould_log' && state !== 'done')).toEqual([]);
});

test('while the morning’s digests are written and sent', { timeout: 300_000 }, async () => {
  await house.clock.forward(8 * 24 * HOUR - 15 * MINUTE);
  let deaths = 0;
  // Dense where the digests are written, wider further on, where other jobs only look.
  for (let step = 1; ; step += Math.max(9, Math.floor(step / 5))) {
    let survived = false;
    await dyingAt(step, async () => {
      await house.settle();
      survived = !mortal.isDead();
    });
    if (survived) break;
    deaths += 1;
  }
  expect(deaths).toBeGreaterThan(5);
  const digests = (await readRows(house)).notices.filter(({ kind }) => kind === 'digest');
  expect(new Set(digests.map(({ recipient, digestOn }) => `${recipient} ${digestOn}`)).size).toBe(digests.length);
  expect(digests.length).toBeGreaterThan(LEAVERS);
});

test('while HR releases', { timeout: 300_000 }, async () => {
  await forEveryStep('release', async (userid) => {
    const hr = await house.as(HR);
    const id =
      (await mortal.outside(() => readRows(house))).cases.find(({ leaverId }) => leaverId === userid)?.id ?? '';
    const { version, abilities } = await hr('readHandover', { params: { id } });
    if (!abilities.includes('release')) return;
    const body = { version, leaverName: nameOf(userid) };
    await hr('releaseHandover', { params: { id }, body }).catch((error: unknown) => {
      if (!(error instanceof ApiError && error.code === 'internal')) throw error;
    });
    await house.settle();
  });
  const { cases } = await readRows(house);
  expect(cases.filter(({ state }) => state !== 'released')).toEqual([]);
});

test('while the reconciliation finds what no push told', { timeout: 300_000 }, async () => {
  // HR enters the one half by hand, which has no push; the other half is removed while every push gets lost.
  const people = Array.from({ length: LEAVERS / 2 }, (_, index) => `quiet${index}`);
  for (const userid of people) hireSmall(house, userid, `丁${userid}`);
  await house.settle();
  house.dingtalk.control.addFault({ kind: 'push_lost' });
  for (const [index, userid] of people.entries()) {
    if (index % 2 === 0) house.dingtalk.control.startDismission(userid, { lastWorkDay: '2026-03-31' });
    else house.dingtalk.control.leave(userid);
    await house.clock.forward(HOUR);
    await dyingAt(8 + index * 7, () => house.settle());
  }
  house.dingtalk.control.liftFaults();
  await house.pass(2 * HOUR);
  const { cases } = await readRows(house);
  const found = cases.map(({ leaverId }) => leaverId).filter((leaverId) => leaverId.startsWith('quiet'));
  expect(found.toSorted()).toEqual(people.toSorted());
});

test('in the very moment when DingTalk has a message and nobody here knows it', { timeout: 300_000 }, async () => {
  hireSmall(house, 'lastword', '丁末');
  await house.settle();
  agreeAll(house, fileResignation(house, { leaver: 'lastword', lastDay: '2026-04-30' }).id);
  mortal.dieAfterCall('sendRobotMessages');
  for (let hours = 0; hours < 120 && !mortal.isDead(); hours += 1) {
    await house.clock.forward(HOUR);
    await house.settle().catch((error: unknown) => {
      if (!mortal.isDead()) throw error;
    });
  }
  expect(mortal.isDead()).toBe(true);
  mortal.revive();
  await house.pass(HOUR, 5 * MINUTE);
});

test('everybody ends like the one to whom nothing happened; nothing was said twice', async () => {
  await house.settle();
  const rows = await readRows(house);
  const unharmed = endOf(rows, UNHARMED);
  for (const userid of leavers) expect(endOf(rows, userid), userid).toEqual(unharmed);
  await expectNothingSaidTwice(house);
});

test('what may or may not have gone out is marked uncertain and never sent again', async () => {
  const { notices } = await readRows(house);
  expect(notices.filter(({ state }) => ['waiting', 'sending', 'failed'].includes(state))).toEqual([]);
  expect(notices.some(({ state }) => state === 'uncertain')).toBe(true);
});

function endOf(rows: Rows, userid: string) {
  const { notices, ...end } = endRowsOf(rows, userid, nameOf(userid));
  const ids = rows.cases.filter(({ leaverId }) => leaverId === userid).map(({ id }) => id);
  return {
    ...end,
    // A message in the hands of a process that died is uncertain; digests are about several people at once.
    notices: notices.filter(({ kind }) => kind !== 'digest').map(({ state: _, ...notice }) => notice),
    history: rows.history
      .filter(({ handoverId, action }) => ids.includes(handoverId) && action !== 'reminder.sent')
      .map(({ action, by }) => `${action} ${by === userid ? 'leaver' : by}`)
      .toSorted(),
  };
}
