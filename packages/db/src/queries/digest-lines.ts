import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { digestLines, notices } from '../schema/index.ts';
import { insertRows } from './insert-rows.ts';

type ToldLine = { userId: string; key: string };

/** Which lines these people were told. Those of a digest that was cancelled were not. */
export function listToldLines(tx: Tx, corpId: string, userIds: readonly string[]): Promise<ToldLine[]> {
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
        inArray(digestLines.userId, [...userIds]),
        or(isNull(notices.state), ne(notices.state, 'cancelled')),
      ),
    );
}

/** Notes what is told, in the transaction of the digest that tells it. */
export const insertToldLines = (tx: Tx, rows: readonly (typeof digestLines.$inferInsert)[]): Promise<void> =>
  insertRows(
    tx,
    digestLines,
    rows,
    sql`on conflict (corp_id, user_id, key) do update set digest_on = excluded.digest_on`,
  );

/** Who of these has a digest of that day already. */
export async function listDigestReaders(
  tx: Tx,
  { corpId, userIds, day }: { corpId: string; userIds: readonly string[]; day: string },
): Promise<string[]> {
  const rows = await tx
    .select({ userId: notices.recipient })
    .from(notices)
    .where(and(eq(notices.corpId, corpId), inArray(notices.recipient, [...userIds]), eq(notices.digestOn, day)));
  return rows.map(({ userId }) => userId);
}
