import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import type { Tx } from './database.ts';

/** Numbered SQL, forward only: what drizzle-kit generated from the schema, and the hand-written security around it. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../drizzle', import.meta.url));

/** Any number, the same in every process. */
export const MIGRATIONS_LOCK = 7_264_001;

/**
 * Refuses to go on with a connection that row-level security does not bind.
 * @throws Error when the current role is a superuser or has BYPASSRLS
 */
export async function assertBound(orm: Tx): Promise<void> {
  const [row] = await orm
    .select({ name: sql<string>`rolname`, free: sql<boolean>`rolsuper or rolbypassrls` })
    .from(sql`pg_roles`)
    .where(sql`rolname = current_user`);
  if (!row || row.free) throw new Error(`database role ${row?.name ?? '?'} is not bound by row-level security`);
}
