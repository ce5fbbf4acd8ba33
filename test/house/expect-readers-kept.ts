import { readersOf } from '@baton/core';
import { schema, withCorp } from '@baton/db';
import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { APP, type House } from './start-house.ts';

/** Whatever happened to documents: each row names exactly the readers that the rule gives it now. */
export async function expectReadersKept(house: House): Promise<void> {
  const { documents, documentDrafts: drafts } = schema;
  const rows = await withCorp(house.server.deps.db, APP.corpId, (tx) =>
    tx
      .select({ document: documents, draft: drafts })
      .from(documents)
      .leftJoin(drafts, and(eq(drafts.corpId, documents.corpId), eq(drafts.documentId, documents.id))),
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { document, draft } of rows) {
    const written = { draft: draft?.state ?? ('none' as const), authorIds: draft?.authorIds ?? [], approverIds: [] };
    const published = document.publishedNumber !== null;
    expect(document.readers, document.title).toEqual(readersOf({ ...document, ...written, published }));
  }
}
