import { AppError, canSeeItem, itemAbilities, localDay } from '@baton/core';
import { findCase, findItem, listConfirmations, listEvidence, listFiles, listItemHistory, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { peopleOfHistory, toHistoryEntry } from '../handover/to-history-entry.ts';
import { namePeople } from '../people/name-people.ts';
import { listNamedDocuments } from './evidence-documents.ts';
import { readSystemCheck } from './run-system-check.ts';
import { toEvidenceView } from './to-evidence-view.ts';
import { peopleOfCard, toItemCard } from './to-item-card.ts';
import { visibleFiles } from './visible-files.ts';

/** Lines of history shown with an item. */
const HISTORY_LINES = 200;

export type ItemRead = Awaited<ReturnType<typeof readItem>>;

/**
 * 交接项: what is to be handed over, its evidence round by round, who accepts and confirms, its history, and what the
 * person asking may do now.
 * @throws AppError not_found, also for who may not see it
 */
export function readItem(deps: Deps, session: Session, { itemId }: { itemId: string }) {
  const { corpId, actor } = session;
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const item = await findItem(tx, corpId, itemId);
    const handover = item && (await findCase(tx, corpId, item.handoverId));
    if (!item || !handover || !canSeeItem(actor, handover, item, now)) throw new AppError('not_found');
    const signers = await listConfirmations(tx, corpId, itemId);
    const evidence = await listEvidence(tx, corpId, itemId);
    const files = visibleFiles(await listFiles(tx, corpId, itemId), evidence, actor.userId);
    const history = await listItemHistory(tx, corpId, itemId, HISTORY_LINES);
    const name = await namePeople(tx, corpId, [
      ...peopleOfCard(item),
      item.doerId,
      item.acceptorId,
      item.waiver?.by,
      ...signers.flatMap((row) => [row.confirmerId, row.delegatedFrom, row.confirmedBy]),
      ...evidence.map((row) => row.by),
      ...files.map((row) => row.by),
      ...history.flatMap(peopleOfHistory),
    ]);
    const titles = new Map([[item.id, item.title]]);
    return {
      ...toItemCard(item, name, localDay(now)),
      standard: item.standard,
      columns: item.columns,
      version: item.version,
      gate: item.gate,
      doer: name(item.doerId),
      acceptor: name(item.acceptorId),
      acceptorInterim: item.acceptorInterim,
      toBeReaccepted: item.toBeReaccepted,
      acceptedAt: item.acceptedAt,
      confirmations: signers.map((row) => ({
        slot: row.slot,
        role: row.role,
        confirmer: name(row.confirmerId),
        delegatedFrom: name(row.delegatedFrom),
        confirmedAt: row.confirmedAt,
        confirmedBy: name(row.confirmedBy),
      })),
      waiver: item.waiver && { ...item.waiver, by: name(item.waiver.by) },
      ...toEvidenceView(evidence, actor.userId, name),
      documents: await listNamedDocuments(tx, corpId, { actor, evidence }),
      check: await readSystemCheck(tx, corpId, { actor, item, handover }),
      files: files.map(({ id, name: fileName, mediaType, bytes, by, createdAt }) => ({
        id,
        name: fileName,
        mediaType,
        bytes,
        by: name(by),
        at: createdAt,
      })),
      history: history.map((row) => toHistoryEntry(row, name, titles)),
      abilities: itemAbilities(actor, handover, item, now),
    };
  });
}
