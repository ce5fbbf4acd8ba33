import { schema, type Tx } from '@baton/db';
import { and, eq } from 'drizzle-orm';

/** Walks that remember where they stand. */
export type WalkName = 'directory' | 'dimissions' | 'leave-records';

/** Where a walk stands; null before its first step. Only the walk itself knows the shape of its cursor. */
export async function readSyncState<T>(tx: Tx, corpId: string, name: WalkName): Promise<T | null> {
  const { syncStates } = schema;
  const [row] = await tx
    .select({ cursor: syncStates.cursor })
    .from(syncStates)
    .where(and(eq(syncStates.corpId, corpId), eq(syncStates.name, name)));
  return row ? (row.cursor as T) : null;
}

/** Remembers where a walk stands, in the transaction of what the step found. */
export async function writeSyncState(
  tx: Tx,
  state: { corpId: string; name: WalkName; cursor: unknown; at: Date },
): Promise<void> {
  const { syncStates } = schema;
  const { corpId, name, cursor, at } = state;
  await tx
    .insert(syncStates)
    .values({ corpId, name, cursor, updatedAt: at })
    .onConflictDoUpdate({ target: [syncStates.corpId, syncStates.name], set: { cursor, updatedAt: at } });
}
