import { and, eq, gte, isNull, lt, notInArray, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { digestLines, notices } from '../schema/index.ts';
import { insertRows } from './insert-rows.ts';

type ToldLine = { userId: string; key: string };

/**
 * Digests that may fail for one line. Each of them costs a metered call; who cannot be reached on three working days (not
 * known to DingTalk, the robot not visible to them) will not be on the fourth, and the pages show what is open.
 */
const MAX_TRIES = 3;

/**
 * Which of these lines were told. Those of a digest that was cancelled were not, nor those of one that failed, unless
 * they were tried too often. One that is `uncertain` counts as told: it may have been read, and nothing is said twice.
 */
export function listToldLines(tx: Tx, corpId: string, lines: readonly ToldLine[]): Promise<ToldLine[]> {
  const asked = JSON.stringify(lines.map(({ userId, key }) => ({ user_id: userId, key })));
  return tx
    .select({ userId: digestLines.userId, key: digestLines.key })
    .from(digestLines)
    .leftJoin(
      notices,
      and(
        eq(notices.corpId, digestLines.corpId),
        eq(notices.recipient, digestLines.userId),
        eq(notices.digestOn, digestLines.digestOn),
      ),
    )
    .where(
      and(
        eq(digestLines.corpId, corpId),
        // One parameter, whatever a person was told in all the years.
        sql`(${digestLines.userId}, ${digestLines.key}) in
          (select user_id, key from jsonb_to_recordset(${asked}::text::jsonb) as asked(user_id text, key text))`,
        or(
          isNull(notices.state),
          notInArray(notices.state, ['cancelled', 'failed']),
          and(eq(notices.state, 'failed'), gte(digestLines.tries, MAX_TRIES)),
        ),
      ),
    );
}

/** Notes what is told, in the transaction of the digest that tells it. */
export const insertToldLines = (tx: Tx, rows: readonly (typeof digestLines.$inferInsert)[]): Promise<void> =>
  insertRows(
    tx,
    digestLines,
    rows,
    sql`on conflict (corp_id, user_id, key)
      do update set digest_on = excluded.digest_on, tries = digest_lines.tries + 1`,
  );

/** Forgets what was told before that day. */
export async function deleteToldLines(tx: Tx, corpId: string, before: string): Promise<void> {
  await tx.delete(digestLines).where(and(eq(digestLines.corpId, corpId), lt(digestLines.digestOn, before)));
}

/** Who has a digest of that day. */
export async function listDigestReaders(tx: Tx, corpId: string, day: string): Promise<string[]> {
  const rows = await tx
    .select({ userId: notices.recipient })
    .from(notices)
    .where(and(eq(notices.corpId, corpId), eq(notices.digestOn, day)));
  return rows.map(({ userId }) => userId);
}
