import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { files, fileTickets, items } from '../schema/index.ts';

export type FileRow = typeof files.$inferSelect;

export async function insertFile(tx: Tx, row: typeof files.$inferInsert): Promise<FileRow> {
  const [stored] = await tx.insert(files).values(row).returning();
  if (!stored) throw new Error('insert gave no row');
  return stored;
}

/** Files of an item, oldest first. */
export function listFiles(tx: Tx, corpId: string, itemId: string): Promise<FileRow[]> {
  return tx
    .select()
    .from(files)
    .where(and(eq(files.corpId, corpId), eq(files.itemId, itemId)))
    .orderBy(asc(files.createdAt), asc(files.id));
}

/** Media types of those of these ids that are files of that item: evidence may name no other. */
export async function listMediaTypes(
  tx: Tx,
  corpId: string,
  itemId: string,
  fileIds: readonly string[],
): Promise<Map<string, string>> {
  if (fileIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: files.id, mediaType: files.mediaType })
    .from(files)
    .where(and(eq(files.corpId, corpId), eq(files.itemId, itemId), inArray(files.id, [...fileIds])));
  return new Map(rows.map((row) => [row.id, row.mediaType]));
}

export async function findFile(tx: Tx, corpId: string, fileId: string): Promise<FileRow | undefined> {
  const [row] = await tx
    .select()
    .from(files)
    .where(and(eq(files.corpId, corpId), eq(files.id, fileId)));
  return row;
}

/** How many files an item has, and how many bytes are in those of the item and of its whole case. */
export async function measureFiles(
  tx: Tx,
  corpId: string,
  { itemId, handoverId }: { itemId: string; handoverId: string },
): Promise<{ files: number; itemBytes: number; caseBytes: number }> {
  const ofItem = sql`filter (where ${files.itemId} = ${itemId})`;
  const ofCase = tx
    .select({ id: items.id })
    .from(items)
    .where(and(eq(items.corpId, corpId), eq(items.handoverId, handoverId)));
  const [sum] = await tx
    .select({
      files: sql`count(*) ${ofItem}`.mapWith(Number),
      itemBytes: sql`coalesce(sum(${files.bytes}) ${ofItem}, 0)`.mapWith(Number),
      caseBytes: sql`coalesce(sum(${files.bytes}), 0)`.mapWith(Number),
    })
    .from(files)
    .where(and(eq(files.corpId, corpId), inArray(files.itemId, ofCase)));
  return sum ?? { files: 0, itemBytes: 0, caseBytes: 0 };
}

/** Forgets files; their bytes are the caller's to remove. */
export async function deleteFiles(tx: Tx, corpId: string, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  await tx.delete(files).where(and(eq(files.corpId, corpId), inArray(files.id, [...fileIds])));
}

/** Stores a ticket and forgets those that ran out. */
export async function insertFileTicket(tx: Tx, row: typeof fileTickets.$inferInsert, now: Date): Promise<void> {
  await tx.delete(fileTickets).where(and(eq(fileTickets.corpId, row.corpId), lt(fileTickets.expiresAt, now)));
  await tx.insert(fileTickets).values(row);
}

/** The file a ticket opens, unless the ticket ran out. */
export async function findFileByTicket(
  tx: Tx,
  corpId: string,
  ticketHash: string,
  now: Date,
): Promise<FileRow | undefined> {
  const [row] = await tx
    .select({ file: files })
    .from(fileTickets)
    .innerJoin(files, and(eq(files.corpId, fileTickets.corpId), eq(files.id, fileTickets.fileId)))
    .where(and(eq(fileTickets.corpId, corpId), eq(fileTickets.ticketHash, ticketHash), gt(fileTickets.expiresAt, now)));
  return row?.file;
}
