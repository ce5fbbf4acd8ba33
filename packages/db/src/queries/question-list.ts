import { OPEN_CASE_STATES, type Reader } from '@baton/core';
import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, not, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documents, handovers, items, questions } from '../schema/index.ts';
import { readableBy } from './document-list.ts';
import type { HandoverRow } from './items.ts';
import type { QuestionRow } from './questions.ts';

const ofDocument = and(eq(documents.corpId, questions.corpId), eq(documents.id, questions.documentId));

/**
 * Questions of somebody on documents they may read, and on items, which the caller still has to look at.
 * @param whose `owner`: those that wait for them, soonest due first; `asker`: those they asked, latest change first
 */
export async function listQuestionsOfPerson(
  tx: Tx,
  { corpId, reader, whose, limit }: { corpId: string; reader: Reader; whose: 'owner' | 'asker'; limit: number },
): Promise<QuestionRow[]> {
  const me = reader.userId;
  const mine =
    whose === 'owner' ? and(eq(questions.ownerId, me), eq(questions.state, 'open')) : eq(questions.askerId, me);
  const order =
    whose === 'owner' ? [asc(questions.dueOn), asc(questions.id)] : [desc(questions.updatedAt), desc(questions.id)];
  const rows = await tx
    .select({ question: questions })
    .from(questions)
    .leftJoin(documents, ofDocument)
    .where(and(eq(questions.corpId, corpId), mine, or(isNotNull(questions.itemId), readableBy(reader))))
    .orderBy(...order)
    .limit(limit);
  return rows.map(({ question }) => question);
}

/** Every question on one document or item, newest first, merged and withdrawn ones left out. */
export function listQuestionsOn(
  tx: Tx,
  corpId: string,
  on: { documentId: string } | { itemId: string },
  limit: number,
): Promise<QuestionRow[]> {
  const place: SQL = 'documentId' in on ? eq(questions.documentId, on.documentId) : eq(questions.itemId, on.itemId);
  return tx
    .select()
    .from(questions)
    .where(and(eq(questions.corpId, corpId), place, inArray(questions.state, ['open', 'answered', 'accepted'])))
    .orderBy(desc(questions.createdAt), desc(questions.id))
    .limit(limit);
}

const holdingUp = and(eq(questions.state, 'open'), eq(questions.starred, true), isNull(questions.waiver));

/** ★ questions of a case that hold up its release, soonest due first. */
export function listQuestionsHoldingUp(tx: Tx, corpId: string, handoverId: string): Promise<QuestionRow[]> {
  return tx
    .select()
    .from(questions)
    .where(and(eq(questions.corpId, corpId), eq(questions.handoverId, handoverId), holdingUp))
    .orderBy(asc(questions.dueOn), asc(questions.id));
}

/** ★ questions of a case that were not taken back, answered ones too. */
export async function countStarredQuestions(tx: Tx, corpId: string, handoverId: string): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(questions)
    .where(
      and(
        eq(questions.corpId, corpId),
        eq(questions.handoverId, handoverId),
        eq(questions.starred, true),
        inArray(questions.state, ['open', 'answered', 'accepted']),
      ),
    );
  return row?.count ?? 0;
}

export async function countQuestionsHoldingUp(tx: Tx, corpId: string, handoverId: string): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(questions)
    .where(and(eq(questions.corpId, corpId), eq(questions.handoverId, handoverId), holdingUp));
  return row?.count ?? 0;
}

/** Whether a question under a document holds up a release that is still to come. */
export async function holdsUpUnder(tx: Tx, corpId: string, documentId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: questions.id })
    .from(questions)
    .innerJoin(handovers, and(eq(handovers.corpId, questions.corpId), eq(handovers.id, questions.handoverId)))
    .where(
      and(
        eq(questions.corpId, corpId),
        eq(questions.documentId, documentId),
        holdingUp,
        inArray(handovers.state, [...OPEN_CASE_STATES]),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Unanswered questions that wait for some people. */
export async function listQuestionsWaitingFor(tx: Tx, corpId: string, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const rows = await tx
    .select({ id: questions.id })
    .from(questions)
    .where(and(eq(questions.corpId, corpId), inArray(questions.ownerId, [...userIds]), eq(questions.state, 'open')))
    .orderBy(asc(questions.id));
  return rows.map(({ id }) => id);
}

/**
 * Unanswered questions whose owner is nobody whom the document names and does not do or accept the item: whether they may
 * still read it is to be asked. Those on what the whole company reads are left out.
 */
export async function listQuestionsOfOutsiders(tx: Tx, corpId: string): Promise<QuestionRow[]> {
  const owner = sql`'user:' || ${questions.ownerId}`;
  const isNamed = sql`${documents.readers} && array['company', ${owner}]`;
  const isTheirs = or(eq(items.doerId, questions.ownerId), eq(items.acceptorId, questions.ownerId));
  const rows = await tx
    .select({ question: questions })
    .from(questions)
    .leftJoin(documents, ofDocument)
    .leftJoin(items, and(eq(items.corpId, questions.corpId), eq(items.id, questions.itemId)))
    .where(
      and(
        eq(questions.corpId, corpId),
        eq(questions.state, 'open'),
        or(
          and(isNotNull(questions.documentId), not(isNamed)),
          and(isNotNull(questions.itemId), sql`${isTheirs} is not true`),
        ),
      ),
    )
    .orderBy(asc(questions.id));
  return rows.map(({ question }) => question);
}

/** Departures that have started and are not released, of one person or of a position's holders, soonest last day first. */
export function listOpenCasesAround(
  tx: Tx,
  corpId: string,
  { leaverId, positionKey }: { leaverId: string; positionKey: string | null },
): Promise<HandoverRow[]> {
  return tx
    .select()
    .from(handovers)
    .where(
      and(
        eq(handovers.corpId, corpId),
        eq(handovers.kind, 'departure'),
        inArray(handovers.state, [...OPEN_CASE_STATES]),
        isNotNull(handovers.launchedAt),
        or(eq(handovers.leaverId, leaverId), positionKey === null ? undefined : eq(handovers.positionKey, positionKey)),
      ),
    )
    .orderBy(asc(handovers.lastWorkingDay), asc(handovers.id));
}

/** Every question that waits for an answer, and every one answered since `answeredSince` that nobody has accepted yet. */
export function listQuestionsToTell(tx: Tx, corpId: string, answeredSince: Date): Promise<QuestionRow[]> {
  const lately = and(eq(questions.state, 'answered'), gt(questions.updatedAt, answeredSince));
  return tx
    .select()
    .from(questions)
    .where(and(eq(questions.corpId, corpId), or(eq(questions.state, 'open'), lately)))
    .orderBy(asc(questions.id));
}
