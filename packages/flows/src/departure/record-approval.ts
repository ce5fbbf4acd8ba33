import {
  type ApprovalRow,
  detachApproval,
  findApproval,
  lockApproval,
  lockDeparture,
  upsertApproval,
  withCorp,
} from '@baton/db';
import type { Deps } from '../deps.ts';
import type { ResignationForm } from './read-approval-form.ts';

type Status = ApprovalRow['status'];

/** What an event, or the form itself, tells of one approval. */
export type ApprovalNews = {
  processInstanceId: string;
  originatorUserId: string | null;
  processCode: string | null;
  bizCategoryId: string | null;
  word: { status: Status; at: Date };
  form: ResignationForm | null;
  /** Agreed, and the form could not be read: who leaves is assumed until it can. */
  formUnread: boolean;
};

/**
 * Keeps what is known of one approval, in whatever order and on however many workers its events are handled: the newest
 * word wins, and who leaves is who the form names, once it was read, whatever a late "start" says.
 * @returns whose departures to bring in line: the leaver's, and whose it was taken for before; empty when nobody is named
 */
export async function recordApproval(deps: Deps, corpId: string, news: ApprovalNews): Promise<string[]> {
  const { processInstanceId, word, form } = news;
  return withCorp(deps.db, corpId, async (tx) => {
    await lockApproval(tx, corpId, processInstanceId);
    const known = await findApproval(tx, corpId, processInstanceId);
    const leaverId = form?.leaverId ?? known?.leaverId ?? news.originatorUserId;
    if (!leaverId) return [];
    const leavers = [...new Set([leaverId, known?.leaverId ?? leaverId])];
    for (const userId of leavers.toSorted()) await lockDeparture(tx, corpId, userId);
    if (known && known.leaverId !== leaverId) await detachApproval(tx, known, deps.now());
    const newer = !known || isNewer(word, { status: known.status, at: known.statusAt });
    await upsertApproval(tx, {
      corpId,
      processInstanceId,
      leaverId,
      status: newer ? word.status : known.status,
      statusAt: newer ? word.at : known.statusAt,
      agreedAt: word.status === 'agreed' ? word.at : (known?.agreedAt ?? null),
      lastWorkingDay: form?.lastWorkingDay ?? known?.lastWorkingDay ?? null,
      successorId: form?.successorId ?? known?.successorId ?? null,
      bizCategoryId: news.bizCategoryId ?? known?.bizCategoryId ?? '',
      processCode: news.processCode ?? known?.processCode ?? '',
      formUnread: form === null && (news.formUnread || (known?.formUnread ?? false)),
    });
    return leavers;
  });
}

const ENDED: readonly Status[] = ['agreed', 'refused', 'withdrawn', 'deleted'];

/** Running never follows an end; of two ends the later one counts, and at one instant the one that takes more back. */
function isNewer(word: ApprovalNews['word'], known: ApprovalNews['word']): boolean {
  const rank = (status: Status) => (ENDED.includes(status) ? 1 : 0);
  if (rank(word.status) !== rank(known.status)) return rank(word.status) > rank(known.status);
  if (word.at.getTime() !== known.at.getTime()) return word.at > known.at;
  return ENDED.indexOf(word.status) > ENDED.indexOf(known.status);
}
