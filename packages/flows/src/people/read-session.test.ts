import { schema } from '@baton/db';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readItem } from '../item/read-item.ts';
import { saveDraft } from '../item/save-draft.ts';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { refused } from '../testing/refused.ts';
import { endLeaversSessions } from './end-leavers-sessions.ts';
import { endSession } from './end-session.ts';
import { readSession } from './read-session.ts';
import { hashToken, newToken } from './session-token.ts';

/** Monday 2026-03-02, 10:07 in Shanghai. */
const START = '2026-03-02T02:07:00.000Z';
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(START);
});
afterEach(() => desk.close());

const HOUR = 3_600_000;
const after = (hours: number) => new Date(Date.parse(START) + hours * HOUR).toISOString();

async function signedIn(who: Who): Promise<string> {
  const token = newToken(CORP);
  const now = desk.deps.now();
  const expiresAt = new Date(now.getTime() + 12 * HOUR);
  await desk.read((tx) =>
    tx
      .insert(schema.sessions)
      .values({ corpId: CORP, tokenHash: hashToken(token), userId: who, createdAt: now, lastSeenAt: now, expiresAt }),
  );
  return token;
}

it('speaks for the person with the roles they have now', async () => {
  const token = await signedIn('chen');
  expect(await readSession(desk.deps, token)).toMatchObject({
    corpId: CORP,
    actor: { userId: 'chen', isAdmin: false, roles: ['hr'] },
  });
  await desk.read((tx) => tx.delete(schema.roleHolders).where(eq(schema.roleHolders.userId, 'chen')));
  expect((await readSession(desk.deps, token))?.actor.roles).toEqual([]);
});

it('knows no token but its own', async () => {
  const token = await signedIn('li');
  const [row] = await desk.read((tx) => tx.select().from(schema.sessions));
  expect(JSON.stringify(row)).not.toContain(token);
  for (const wrong of [
    '',
    'x',
    `${CORP}.`,
    `.${token}`,
    `${token}x`,
    `otherco.${token.split('.')[1]}`,
    row?.tokenHash ?? '',
  ]) {
    expect(await readSession(desk.deps, wrong), wrong).toBeNull();
  }
});

it('slides twelve hours at a time, seven days at most', async () => {
  const token = await signedIn('li');
  for (let hours = 11; hours < 7 * 24; hours += 11) {
    desk.at(after(hours));
    expect(await readSession(desk.deps, token), `${hours} h`).not.toBeNull();
  }
  desk.at(after(7 * 24));
  expect(await readSession(desk.deps, token)).toBeNull();
  const idle = await signedIn('wang');
  desk.at(after(7 * 24 + 12));
  expect(await readSession(desk.deps, idle)).toBeNull();
});

it('signing out ends it, twice is harmless', async () => {
  const token = await signedIn('li');
  const session = await readSession(desk.deps, token);
  if (!session) throw new Error('no session');
  await endSession(desk.deps, session);
  await endSession(desk.deps, session);
  expect(await readSession(desk.deps, token)).toBeNull();
});

it('who left is told so, and the session stays ended when they come back', async () => {
  const token = await signedIn('li');
  const be = (employment: 'left' | 'on_job') =>
    desk.read((tx) => tx.update(schema.people).set({ employment }).where(eq(schema.people.userId, 'li')));
  await be('left');
  expect(await refused(readSession(desk.deps, token))).toBe('session_ended');
  await be('on_job');
  expect(await readSession(desk.deps, token)).toBeNull();
});

it('at the cutoff the leaver is out, and nothing of theirs waits for them any more', async () => {
  const cutoff = new Date(after(5));
  const { handoverId, itemIds } = await desk.openCase(
    [
      { key: 'base_duty', state: 'doing' },
      { key: 'base_open', state: 'done' },
    ],
    { accessCutoffAt: cutoff, lastWorkingDay: '2026-03-02', templates: [{ key: 'base', version: 1 }] },
  );
  const token = await signedIn('zhang');
  const evidence = [{ type: 'SYS' as const, statement: '每班交接时核对三号机参数' }];
  await saveDraft(desk.deps, desk.as('zhang'), { itemId: itemIds[0] as string, version: 1, evidence });
  desk.at(after(4.9));
  expect(await readSession(desk.deps, token)).not.toBeNull();
  expect(await endLeaversSessions(desk.deps, CORP)).toEqual({
    sessions: 0,
    cases: 0,
    items: 0,
    documents: 0,
    questions: 0,
  });
  desk.at(cutoff.toISOString());
  expect(await endLeaversSessions(desk.deps, CORP)).toMatchObject({ sessions: 1, cases: 1 });
  expect(await refused(readSession(desk.deps, token))).toBe('session_ended');
  const rows = await desk.read((tx) => tx.select().from(schema.items).where(eq(schema.items.handoverId, handoverId)));
  const passed = rows.find(({ id }) => id === itemIds[0]);
  expect(passed).toMatchObject({ doerId: 'wang', state: 'supplementary' });
  const itemId = itemIds[0] as string;
  expect(await readItem(desk.deps, desk.as('wang'), { itemId })).toMatchObject({ evidenceNow: evidence });
  const [signer] = await desk.read((tx) =>
    tx
      .select()
      .from(schema.confirmations)
      .where(eq(schema.confirmations.itemId, itemIds[0] as string)),
  );
  expect(signer?.confirmerId).not.toBe('wang');
  const [row] = await desk.read((tx) => tx.select().from(schema.handovers));
  expect(row?.state).toBe('supplementing');
  expect(await endLeaversSessions(desk.deps, CORP)).toEqual({
    sessions: 0,
    cases: 0,
    items: 0,
    documents: 0,
    questions: 0,
  });
});

it('a case or an item that cannot be handed on does not stop the others', async () => {
  const cutoff = new Date(after(5));
  const about = { lastWorkingDay: '2026-03-02', accessCutoffAt: cutoff };
  const stuck = await desk.openCase([{ key: 'base_duty' }], about);
  const other = await desk.openCase([{ key: 'base_duty', doer: 'gao' }], { ...about, leaverId: 'gao' });
  const acceptedByGao = await desk.openCase(
    [1, 2].map(() => ({ state: 'awaiting_acceptance', doer: 'zhao', acceptor: 'gao' }) as const),
    { leaverId: 'zhao' },
  );
  const [stuckItem] = acceptedByGao.itemIds;
  // As the owner of the tables.
  await desk.deps.db.orm.execute(sql`reset role`);
  await desk.deps.db.orm.execute(
    sql.raw(`alter table items
      add constraint planted check (handover_id <> '${stuck.handoverId}' or doer_id = 'zhang'),
      add constraint planted_too check (id <> '${stuckItem}' or acceptor_id = 'gao')`),
  );
  await desk.deps.db.orm.execute(sql`set role baton_app`);
  const failed: unknown[] = [];
  const log = { ...desk.deps.log, error: (fields: Record<string, unknown>) => failed.push(fields.event) };
  desk.at(cutoff.toISOString());
  expect(await endLeaversSessions({ ...desk.deps, log }, CORP)).toMatchObject({ cases: 1, items: 1 });
  expect(failed).toEqual(['case.not_handed_on', 'item.not_passed_on']);
  const rows = await desk.read((tx) => tx.select().from(schema.items));
  const byId = new Map(rows.map((row) => [row.id, row]));
  expect(byId.get(other.itemIds[0] as string)?.doerId).not.toBe('gao');
  expect(byId.get(acceptedByGao.itemIds[1] as string)?.acceptorId).not.toBe('gao');
});

it('who does an item in the place of somebody who left goes on from their draft', async () => {
  const { itemIds } = await desk.openCase([{ state: 'doing', doer: 'gao' }]);
  const itemId = itemIds[0] as string;
  const evidence = [{ type: 'SYS' as const, statement: '合同原件在二号柜，共十二份' }];
  await saveDraft(desk.deps, desk.as('gao'), { itemId, version: 1, evidence });
  await desk.read((tx) => tx.update(schema.people).set({ employment: 'left' }).where(eq(schema.people.userId, 'gao')));
  expect(await endLeaversSessions(desk.deps, CORP)).toMatchObject({ items: 1 });
  const look = await readItem(desk.deps, desk.as('wang'), { itemId });
  expect(look).toMatchObject({ doer: { userId: 'wang' }, evidenceIsDraft: true, evidenceNow: evidence });
});

it('who left no longer accepts or confirms for others: the next in line does', async () => {
  const { itemIds } = await desk.openCase([
    { state: 'awaiting_acceptance', acceptor: 'gao', confirmers: [{ role: 'it', who: 'zhao' }] },
    {
      state: 'awaiting_confirmation',
      confirmers: [
        { role: 'it', who: 'zhao', signed: true },
        { role: 'manager', who: 'gao' },
      ],
    },
  ]);
  await desk.read((tx) => tx.update(schema.people).set({ employment: 'left' }).where(eq(schema.people.userId, 'gao')));
  expect(await endLeaversSessions(desk.deps, CORP)).toMatchObject({ items: 2 });
  const [first] = await desk.read((tx) =>
    tx
      .select()
      .from(schema.items)
      .where(eq(schema.items.id, itemIds[0] as string)),
  );
  expect(first).toMatchObject({ acceptorId: 'li', acceptorInterim: false, state: 'awaiting_acceptance' });
  const signers = await desk.read((tx) =>
    tx
      .select()
      .from(schema.confirmations)
      .where(eq(schema.confirmations.itemId, itemIds[1] as string)),
  );
  expect(signers.toSorted((a, b) => a.slot - b.slot)).toMatchObject([
    { confirmerId: 'zhao', delegatedFrom: null },
    { confirmerId: 'wang', delegatedFrom: 'gao', confirmedAt: null },
  ]);
  expect(await endLeaversSessions(desk.deps, CORP)).toMatchObject({ items: 0 });
});
