import { type ConfirmerRole, ITEM_STATES } from '@baton/core';
import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { confirmations, handovers, items, people, sessions } from '../schema/index.ts';

export type SessionRow = typeof sessions.$inferSelect;
/** A session with everything that decides whether it still counts, and whom it speaks for. */
export type LiveSession = SessionRow & {
  isAdmin: boolean;
  employment: (typeof people.$inferSelect)['employment'];
  roles: ConfirmerRole[];
  /** A departure of this person is past its accessCutoffAt. */
  cutOff: boolean;
};

/**
 * Departures whose access has ended by `now`, as core's `isCutOff` has it: launched, and not before the last working day.
 * An archived one no longer binds somebody who came back.
 */
const pastCutoff = (now: Date) =>
  and(
    lte(handovers.accessCutoffAt, now),
    isNotNull(handovers.launchedAt),
    notInArray(handovers.state, ['withdrawn', 'archived']),
    sql`coalesce(${handovers.accessCutoffAt} >= (${handovers.lastWorkingDay}::text || ' 00:00:00+08')::timestamptz, true)`,
  );

const rolesOf = sql<ConfirmerRole[]>`coalesce((
  select json_agg(r.role order by r.role) from role_holders r
  where r.corp_id = "people"."corp_id" and r.user_id = "people"."user_id"), '[]'::json)`;

const isCutOff = (now: Date) => sql<boolean>`exists (
  select 1 from ${handovers} where ${handovers.corpId} = ${people.corpId} and ${handovers.leaverId} = ${people.userId}
  and ${handovers.kind} = 'departure' and ${pastCutoff(now)})`;

/** Roles and standing of one person; undefined when the directory does not know them. */
export async function findStanding(
  tx: Tx,
  corpId: string,
  userId: string,
  now: Date,
): Promise<Pick<LiveSession, 'isAdmin' | 'employment' | 'roles' | 'cutOff'> | undefined> {
  const [row] = await tx
    .select({ isAdmin: people.isAdmin, employment: people.employment, roles: rolesOf, cutOff: isCutOff(now) })
    .from(people)
    .where(and(eq(people.corpId, corpId), eq(people.userId, userId)));
  return row;
}

/** The session with this hash, whether it is still good or not; undefined when there is none. */
export async function findSession(
  tx: Tx,
  corpId: string,
  tokenHash: string,
  now: Date,
): Promise<LiveSession | undefined> {
  const [row] = await tx
    .select({
      session: sessions,
      isAdmin: people.isAdmin,
      employment: people.employment,
      roles: rolesOf,
      cutOff: isCutOff(now),
    })
    .from(sessions)
    .innerJoin(people, and(eq(people.corpId, sessions.corpId), eq(people.userId, sessions.userId)))
    .where(and(eq(sessions.corpId, corpId), eq(sessions.tokenHash, tokenHash)));
  return (
    row && { ...row.session, isAdmin: row.isAdmin, employment: row.employment, roles: row.roles, cutOff: row.cutOff }
  );
}

export async function insertSession(tx: Tx, row: typeof sessions.$inferInsert): Promise<void> {
  await tx.insert(sessions).values(row);
}

/** Slides a session forward. */
export async function touchSession(
  tx: Tx,
  corpId: string,
  tokenHash: string,
  times: { lastSeenAt: Date; expiresAt: Date },
): Promise<void> {
  await tx
    .update(sessions)
    .set(times)
    .where(and(eq(sessions.corpId, corpId), eq(sessions.tokenHash, tokenHash)));
}

export async function endSessionRow(tx: Tx, corpId: string, tokenHash: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.corpId, corpId), eq(sessions.tokenHash, tokenHash), isNull(sessions.endedAt)));
}

/** Ends every session of people who left or whose access was cut off. @returns how many */
export async function endLostSessions(tx: Tx, corpId: string, now: Date): Promise<number> {
  const lost = await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(
        eq(sessions.corpId, corpId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        sql`exists (select 1 from ${people} where ${people.corpId} = ${sessions.corpId}
          and ${people.userId} = ${sessions.userId} and (${people.employment} = 'left' or ${isCutOff(now)}))`,
      ),
    )
    .returning({ userId: sessions.userId });
  return lost.length;
}

/** Sessions that ended or ran out before `before` are forgotten. */
export async function deleteOldSessions(tx: Tx, corpId: string, before: Date): Promise<void> {
  await tx
    .delete(sessions)
    .where(and(eq(sessions.corpId, corpId), or(lt(sessions.expiresAt, before), lt(sessions.endedAt, before))));
}

const RUNNING = sql`('planning', 'active', 'supplementing', 'awaiting_release', 'released')`;
const OPEN = ITEM_STATES.filter((state) => state !== 'done' && state !== 'waived');
const UNFINISHED = sql`('todo', 'doing', 'returned', 'blocked', 'supplementary')`;

/** Running departures past their cutoff whose leaver still has something of their own to do. */
export async function listCutOffCases(tx: Tx, corpId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: handovers.id })
    .from(handovers)
    .where(
      and(
        eq(handovers.corpId, corpId),
        eq(handovers.kind, 'departure'),
        pastCutoff(now),
        sql`${handovers.state} in ${RUNNING}`,
        sql`exists (select 1 from items i where i.corp_id = ${handovers.corpId} and i.handover_id = ${handovers.id}
          and i.doer_id = ${handovers.leaverId} and i.state in ${UNFINISHED})`,
      ),
    );
  return rows.map((row) => row.id);
}

/** A seat given up long ago was passed on then; looking back further would only cost. */
const LOOK_BACK_MS = 90 * 24 * 3_600_000;

/** Everybody who is gone and may still hold a seat: cut off as a leaver, or left in the last 90 days. */
export async function listLatelyGone(tx: Tx, corpId: string, now: Date): Promise<string[]> {
  const since = new Date(now.getTime() - LOOK_BACK_MS);
  const left = await tx
    .select({ userId: people.userId })
    .from(people)
    .where(
      and(
        eq(people.corpId, corpId),
        eq(people.employment, 'left'),
        or(isNull(people.leftAt), gt(people.leftAt, since)),
      ),
    );
  const cutOff = await tx
    .select({ userId: handovers.leaverId })
    .from(handovers)
    .where(and(eq(handovers.corpId, corpId), eq(handovers.kind, 'departure'), pastCutoff(now)));
  return [...new Set([...left, ...cutOff].map((row) => row.userId))];
}

/**
 * Open items of running cases where somebody who is gone (left, or cut off) still sits: as acceptor, as signer, or as
 * doer of another's item. One look-up per kind of seat, each by its own index.
 */
export async function listStrandedItems(tx: Tx, corpId: string, now: Date): Promise<string[]> {
  const gone = await listLatelyGone(tx, corpId, now);
  if (gone.length === 0) return [];
  const seats = [
    and(inArray(items.acceptorId, gone), inArray(items.state, OPEN)),
    and(inArray(items.doerId, gone), inArray(items.state, OPEN), ne(items.doerId, handovers.leaverId)),
  ];
  const found = new Set<string>();
  const inRunningCase = and(
    eq(handovers.corpId, items.corpId),
    eq(handovers.id, items.handoverId),
    sql`${handovers.state} in ${RUNNING}`,
  );
  for (const seat of seats) {
    const rows = await tx
      .select({ id: items.id })
      .from(items)
      .innerJoin(handovers, inRunningCase)
      .where(and(eq(items.corpId, corpId), seat));
    for (const { id } of rows) found.add(id);
  }
  const signing = await tx
    .select({ id: items.id })
    .from(confirmations)
    .innerJoin(items, and(eq(items.corpId, confirmations.corpId), eq(items.id, confirmations.itemId)))
    .innerJoin(handovers, inRunningCase)
    .where(
      and(
        eq(confirmations.corpId, corpId),
        inArray(confirmations.confirmerId, gone),
        isNull(confirmations.confirmedAt),
        inArray(items.state, OPEN),
      ),
    );
  for (const { id } of signing) found.add(id);
  return [...found].toSorted();
}

/** Which of these people are gone: left, or cut off as leavers. */
export async function listGone(tx: Tx, corpId: string, userIds: readonly string[], now: Date): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await tx
    .select({ userId: people.userId })
    .from(people)
    .where(
      and(
        eq(people.corpId, corpId),
        inArray(people.userId, [...new Set(userIds)]),
        or(eq(people.employment, 'left'), isCutOff(now)),
      ),
    );
  return new Set(rows.map((row) => row.userId));
}
