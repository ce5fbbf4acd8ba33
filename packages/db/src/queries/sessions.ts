import type { ConfirmerRole } from '@baton/core';
import { and, eq, gt, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { handovers, people, sessions } from '../schema/index.ts';

export type SessionRow = typeof sessions.$inferSelect;
/** A session with everything that decides whether it still counts, and whom it speaks for. */
export type LiveSession = SessionRow & {
  isAdmin: boolean;
  employment: (typeof people.$inferSelect)['employment'];
  roles: ConfirmerRole[];
  /** A departure of this person is past its accessCutoffAt. */
  cutOff: boolean;
};

/** Departures whose access has ended by `now`. An archived one no longer binds somebody who came back. */
const pastCutoff = (now: Date) =>
  and(lte(handovers.accessCutoffAt, now), notInArray(handovers.state, ['withdrawn', 'archived']));

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

/** Departures past their cutoff whose leaver still has something to do, anywhere. */
export async function listCutOffCases(
  tx: Tx,
  corpId: string,
  now: Date,
): Promise<{ handoverId: string; leaverId: string }[]> {
  return tx
    .select({ handoverId: handovers.id, leaverId: handovers.leaverId })
    .from(handovers)
    .where(
      and(
        eq(handovers.corpId, corpId),
        eq(handovers.kind, 'departure'),
        pastCutoff(now),
        sql`(exists (select 1 from items i where i.corp_id = "handovers"."corp_id" and i.doer_id = "handovers"."leaver_id"
            and i.state in ('todo','doing','returned','blocked','supplementary'))
          or exists (select 1 from items i where i.corp_id = "handovers"."corp_id"
            and i.acceptor_id = "handovers"."leaver_id" and i.state not in ('done','waived'))
          or exists (select 1 from confirmations c join items i on i.corp_id = c.corp_id and i.id = c.item_id
            where c.corp_id = "handovers"."corp_id" and c.confirmer_id = "handovers"."leaver_id"
            and c.confirmed_at is null and i.state not in ('done','waived')))`,
      ),
    );
}
