import { type Reader, UNPUBLISHED } from '@baton/core';
import { and, eq, inArray, lte, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentDrafts, documentHistory, documents } from '../schema/index.ts';
import { readableBy } from './document-list.ts';
import type { DocumentRow, DraftRow } from './documents.ts';

/** What ends an earlier round of writing, or begins another. */
const TURNS = [
  'document.submitted',
  'document.rejected',
  'document.withdrawn',
  'document.discarded',
  'document.published',
];

/** Whom core's `approversOf` may name: the verifier, the owner, HR. The rule itself is asked of what is found. */
const mayApprove = (reader: Reader) =>
  reader.roles.includes('hr')
    ? undefined
    : or(eq(documents.verifierId, reader.userId), eq(documents.ownerId, reader.userId));

type Waiting = {
  document: DocumentRow;
  draft: Pick<DraftRow, 'title' | 'note' | 'state' | 'authorIds' | 'submittedAt' | 'savedAt'> | null;
  /** Why the draft was given back, unless it was handed in again since. */
  returnedBecause: string | null;
};

/**
 * Documents that may wait for somebody: what is due and theirs to verify, every draft that waits for approval, and
 * drafts they wrote in that were given back. Of those they may read.
 * @param today `YYYY-MM-DD` in Asia/Shanghai
 */
export async function listDocumentsWaiting(
  tx: Tx,
  { corpId, reader, today }: { corpId: string; reader: Reader; today: string },
): Promise<Waiting[]> {
  const last = sql<{ action: string; reason: string | null } | null>`(
    select jsonb_build_object('action', h.action, 'reason', h.details ->> 'reason') from ${documentHistory} h
    where h.corp_id = ${documents}."corp_id" and h.document_id = ${documents}."id"
      and h.action in (${sql.join(
        TURNS.map((turn) => sql`${turn}`),
        sql`, `,
      )})
    order by h.at desc, h.id desc limit 1)`;
  const { title, note, state, authorIds, submittedAt, savedAt } = documentDrafts;
  const rows = await tx
    .select({
      document: documents,
      // Without what is written in it: that may be long, and many wait.
      draft: { title, note, state, authorIds, submittedAt, savedAt },
      last: sql<typeof last._.type>`case when ${documentDrafts.state} = 'editing' then ${last} end`,
    })
    .from(documents)
    .leftJoin(
      documentDrafts,
      and(eq(documentDrafts.corpId, documents.corpId), eq(documentDrafts.documentId, documents.id)),
    )
    .where(
      and(
        eq(documents.corpId, corpId),
        readableBy(reader),
        ne(documents.state, 'obsolete'),
        or(
          and(eq(documentDrafts.state, 'in_review'), mayApprove(reader)),
          and(eq(documentDrafts.state, 'editing'), sql`${reader.userId} = any(${documentDrafts.authorIds})`),
          and(
            eq(documents.verifierId, reader.userId),
            notInArray(documents.state, [...UNPUBLISHED]),
            or(inArray(documents.state, ['needs_review']), lte(documents.reviewOn, today)),
          ),
        ),
      ),
    );
  return rows.map(({ document, draft, last: turn }) => ({
    document,
    draft,
    returnedBecause: turn?.action === 'document.rejected' ? (turn.reason ?? '') : null,
  }));
}
