import type { Reader } from '@baton/core';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentSources, documents } from '../schema/index.ts';
import { readableBy } from './document-list.ts';

export type DocumentSourceRow = typeof documentSources.$inferSelect;
/** What an imported file is known by. */
export type SourceKey = Pick<DocumentSourceRow, 'root' | 'path' | 'part'>;

/** Holds a source: of two imports that bring the same file at once, the second sees the document of the first. */
export async function lockSource(tx: Tx, corpId: string, { root, path, part }: SourceKey): Promise<void> {
  const key = ['source', corpId, root, path, part].join('\n');
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/** The document that came from this source, of those somebody may read; the latest import counts. */
export async function findSource(
  tx: Tx,
  { corpId, reader, key }: { corpId: string; reader: Reader; key: SourceKey },
): Promise<DocumentSourceRow | undefined> {
  const [row] = await tx
    .select({ source: documentSources })
    .from(documentSources)
    .innerJoin(
      documents,
      and(eq(documents.corpId, documentSources.corpId), eq(documents.id, documentSources.documentId)),
    )
    .where(
      and(
        eq(documentSources.corpId, corpId),
        eq(documentSources.root, key.root),
        eq(documentSources.path, key.path),
        eq(documentSources.part, key.part),
        readableBy(reader),
      ),
    )
    .orderBy(desc(documentSources.importedAt), desc(documentSources.documentId))
    .limit(1);
  return row?.source;
}

/** Notes where a document came from, or that it came again. */
export async function putSource(tx: Tx, row: typeof documentSources.$inferInsert): Promise<void> {
  const { corpId, documentId, root, path, part } = documentSources;
  const { sha256, contentHash, draftVersion, importedBy, importedAt } = row;
  await tx
    .insert(documentSources)
    .values(row)
    .onConflictDoUpdate({
      target: [corpId, documentId, root, path, part],
      set: { sha256, contentHash, draftVersion, importedBy, importedAt },
    });
}
