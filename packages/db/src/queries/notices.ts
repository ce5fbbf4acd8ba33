import { and, asc, desc, eq, gt, gte, inArray, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { notices } from '../schema/index.ts';

export type NoticeRow = typeof notices.$inferSelect;
export type NoticeChannel = NoticeRow['channel'];

/**
 * Adds messages to the outbox, except those whose dedupe key, or a digest of the same person and day, is there already.
 * @returns the dedupe keys that were added
 */
export async function insertNotices(tx: Tx, rows: readonly (typeof notices.$inferInsert)[]): Promise<Set<string>> {
  const added = new Set<string>();
  for (let from = 0; from < rows.length; from += 500) {
    const inserted = await tx
      .insert(notices)
      .values(rows.slice(from, from + 500))
      .onConflictDoNothing()
      .returning({ dedupeKey: notices.dedupeKey });
    for (const { dedupeKey } of inserted) added.add(dedupeKey);
  }
  return added;
}

/** Messages taken by a process that died before it noted the outcome: nobody knows whether they went out. */
export async function markLostNotices(tx: Tx, corpId: string, claimedBefore: Date): Promise<number> {
  const lost = await tx
    .update(notices)
    .set({ state: 'uncertain', lastError: 'lease_expired' })
    .where(and(eq(notices.corpId, corpId), eq(notices.state, 'sending'), lt(notices.claimedAt, claimedBefore)))
    .returning({ id: notices.id });
  return lost.length;
}

/** Digests of days that are over: sending them now would only confuse. */
export async function cancelStaleDigests(tx: Tx, corpId: string, today: string): Promise<number> {
  const stale = await tx
    .update(notices)
    .set({ state: 'cancelled', lastError: 'stale' })
    .where(and(eq(notices.corpId, corpId), eq(notices.state, 'waiting'), lt(notices.digestOn, today)))
    .returning({ id: notices.id });
  return stale.length;
}

/**
 * Takes the oldest message that is due and everything that says exactly the same, for at most `size` people, and marks
 * all of it `sending`. Rows another process holds are passed over.
 */
export async function claimNotices(
  tx: Tx,
  { corpId, channels, now, size }: { corpId: string; channels: NoticeChannel[]; now: Date; size: number },
): Promise<NoticeRow[]> {
  const due = and(
    eq(notices.corpId, corpId),
    eq(notices.state, 'waiting'),
    inArray(notices.channel, channels),
    lte(notices.notBefore, now),
  );
  const [head] = await tx
    .select()
    .from(notices)
    .where(due)
    .orderBy(asc(notices.notBefore), asc(notices.id))
    .limit(1)
    .for('update', { skipLocked: true });
  if (!head) return [];
  const alike =
    head.channel === 'robot'
      ? and(due, eq(notices.channel, 'robot'), sql`${notices.body} = ${JSON.stringify(head.body)}::jsonb`)
      : and(due, eq(notices.id, head.id));
  const group = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(alike)
    .orderBy(asc(notices.notBefore), asc(notices.id))
    .limit(size)
    .for('update', { skipLocked: true });
  return tx
    .update(notices)
    .set({ state: 'sending', claimedAt: now, attempts: sql`${notices.attempts} + 1` })
    .where(
      and(
        eq(notices.corpId, corpId),
        inArray(
          notices.id,
          group.map((row) => row.id),
        ),
      ),
    )
    .returning();
}

/** Notes what became of claimed messages; rows that are no longer `sending` (their lease ran out) are left alone. */
export async function settleNotices(
  tx: Tx,
  corpId: string,
  ids: readonly string[],
  outcome: Partial<Pick<NoticeRow, 'state' | 'sentAt' | 'receipt' | 'lastError' | 'notBefore'>>,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(notices)
    .set(outcome)
    .where(and(eq(notices.corpId, corpId), inArray(notices.id, [...ids]), eq(notices.state, 'sending')));
}

/** Robot messages of these kinds to these people that wait, or went out at or after `from` (or were to). */
export function listNoticesFrom(
  tx: Tx,
  corpId: string,
  { recipients, kinds, from }: { recipients: readonly string[]; kinds: readonly string[]; from: Date },
): Promise<NoticeRow[]> {
  return tx
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.corpId, corpId),
        inArray(notices.recipient, [...recipients]),
        inArray(notices.kind, [...kinds]),
        or(eq(notices.state, 'waiting'), gte(notices.notBefore, from)),
      ),
    );
}

/** Gives a message other words. @returns false when it does not wait any more */
export async function rewordWaiting(
  tx: Tx,
  corpId: string,
  noticeId: string,
  body: Record<string, unknown>,
): Promise<boolean> {
  const changed = await tx
    .update(notices)
    .set({ body })
    .where(and(eq(notices.corpId, corpId), eq(notices.id, noticeId), eq(notices.state, 'waiting')))
    .returning({ id: notices.id });
  return changed.length > 0;
}

/**
 * Calls of a channel that ended without an answer since the last one that went through. A message of a process that died
 * says nothing about the channel.
 * @param now instant; what is older than a day is forgotten
 * @returns when they began, oldest first
 */
export async function listUnanswered(
  tx: Tx,
  corpId: string,
  { channel, now }: { channel: NoticeChannel; now: Date },
): Promise<Date[]> {
  const dayAgo = new Date(now.getTime() - 24 * 60 * 60_000);
  const ofChannel = and(eq(notices.corpId, corpId), eq(notices.channel, channel));
  const lost = await tx
    .selectDistinct({ at: notices.claimedAt })
    .from(notices)
    .where(
      and(
        ofChannel,
        eq(notices.state, 'uncertain'),
        ne(notices.lastError, 'lease_expired'),
        gt(notices.claimedAt, dayAgo),
      ),
    )
    .orderBy(asc(notices.claimedAt));
  if (lost.length === 0) return [];
  const [through] = await tx
    .select({ at: notices.claimedAt })
    .from(notices)
    .where(and(ofChannel, eq(notices.state, 'sent'), gt(notices.claimedAt, dayAgo)))
    .orderBy(desc(notices.claimedAt))
    .limit(1);
  const since = through?.at ?? dayAgo;
  // At the same instant the success came first: a run ends with what is not answered.
  return lost.flatMap(({ at }) => (at !== null && at >= since ? [at] : []));
}

/** Whether anything may go out now. */
export async function hasDueNotices(
  tx: Tx,
  { corpId, channels, now }: { corpId: string; channels: NoticeChannel[]; now: Date },
): Promise<boolean> {
  const [row] = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.corpId, corpId),
        eq(notices.state, 'waiting'),
        inArray(notices.channel, channels),
        lte(notices.notBefore, now),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Puts off what waits and would go out before `until`, all of it or the digests: calls are used up. */
export async function postponeNotices(
  tx: Tx,
  corpId: string,
  { until, digestsOnly }: { until: Date; digestsOnly: boolean },
): Promise<void> {
  await tx
    .update(notices)
    .set({ notBefore: until, lastError: 'quota_exhausted' })
    .where(
      and(
        eq(notices.corpId, corpId),
        eq(notices.state, 'waiting'),
        lt(notices.notBefore, until),
        digestsOnly ? eq(notices.kind, 'digest') : undefined,
      ),
    );
}
