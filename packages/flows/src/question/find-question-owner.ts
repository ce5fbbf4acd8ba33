import { caseRelations } from '@baton/core';
import { findManagerOf, type HandoverRow, listGone, listOpenCasesAround, listRoleHolders, type Tx } from '@baton/db';
import type { Session } from '../deps.ts';
import { toDocumentFacts } from '../document/to-document-facts.ts';
import { isOpenToHr, type QuestionPlace } from './look-at-questions.ts';
import { lookForEach } from './look-for-each.ts';

/** Whom a question waits for, and the departure it belongs to. */
export type QuestionSeat = { ownerId: string; handover: HandoverRow | null };

/**
 * Who is to answer: of an item whoever does it; of a document who leaves, while they are there and whoever asks takes
 * part in that departure, else the document's owner. Nobody is asked their own question, nobody who is gone or may not
 * read what it is about.
 * Somebody who does not know of a departure learns nothing of it from whom their question goes to.
 */
export async function findQuestionOwner(
  tx: Tx,
  { corpId, actor }: Pick<Session, 'corpId' | 'actor'>,
  { document, item, handover: caseOfItem }: Pick<QuestionPlace, 'document' | 'item' | 'handover'>,
  now: Date,
): Promise<QuestionSeat> {
  const handover = caseOfItem ?? (document ? await departureOf() : null);
  const line = item
    ? [item.doerId, item.acceptorId, item.managerId]
    : document
      ? [handover?.leaverId, document.ownerId, document.verifierId, await findManagerOf(tx, corpId, document.ownerId)]
      : [];
  const candidates = [...line, ...(await listRoleHolders(tx, corpId, ['hr']))].filter((id): id is string => !!id);
  const gone = await listGone(tx, corpId, candidates, now);
  const placeFor = lookForEach(tx, corpId, now);
  const spot = { documentId: document?.id ?? null, itemId: item?.id ?? null, handoverId: null };
  for (const userId of candidates) {
    if (userId === actor.userId || gone.has(userId)) continue;
    // Whoever answers for a document reads it; of anybody else it is asked.
    const reads = document?.ownerId === userId || document?.verifierId === userId;
    if (reads || (await placeFor(userId, spot))) return { ownerId: userId, handover };
  }
  return { ownerId: actor.userId, handover };

  async function departureOf(): Promise<HandoverRow | null> {
    if (!document) return null;
    const holders = isOpenToHr(toDocumentFacts(document, null, [])) ? document.positionKey : null;
    const rows = await listOpenCasesAround(tx, corpId, { leaverId: document.ownerId, positionKey: holders });
    const known = rows.filter((row) => row.leaverId !== actor.userId && caseRelations(actor, row, now).length > 0);
    const left = await listGone(
      tx,
      corpId,
      known.map(({ leaverId }) => leaverId),
      now,
    );
    const there = known.filter(({ leaverId }) => !left.has(leaverId));
    return there.find(({ leaverId }) => leaverId === document.ownerId) ?? there[0] ?? null;
  }
}
