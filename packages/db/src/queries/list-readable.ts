import type { Reader } from '@baton/core';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentDrafts, documents } from '../schema/index.ts';
import { readableBy } from './document-list.ts';
import type { DocumentRow, DraftRow } from './documents.ts';

/** Of these documents those that somebody may read, each with what is being written in it; in no order. */
export function listReadable(
  tx: Tx,
  { corpId, reader, ids }: { corpId: string; reader: Reader; ids: readonly string[] },
): Promise<{ document: DocumentRow; draft: DraftRow | null }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .select({ document: documents, draft: documentDrafts })
    .from(documents)
    .leftJoin(
      documentDrafts,
      and(eq(documentDrafts.corpId, documents.corpId), eq(documentDrafts.documentId, documents.id)),
    )
    .where(and(eq(documents.corpId, corpId), inArray(documents.id, [...ids]), readableBy(reader)));
}
