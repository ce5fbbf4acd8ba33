import {
  AppError,
  authorizeCase,
  CASE_POLICY,
  type CaseState,
  canSeeCase,
  caseRelations,
  gateBlockers,
  isClosed,
  moveCase,
  statutoryDates,
} from '@baton/core';
import {
  findPerson,
  type HandoverRow,
  type ItemRow,
  listDocumentsHeldBy,
  listItems,
  listQuestionsHoldingUp,
  listQuestionsWaitingFor,
  lockCase,
  type Tx,
  updateCase,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { passOnDocument } from '../document/pass-on-document.ts';
import { passOnQuestion } from '../question/pass-on-question.ts';
import { addNotice } from '../reminder/add-notice.ts';
import { noticeText } from '../reminder/notices.ts';
import { notifyPeople } from '../reminder/notify-people.ts';
import { planReminders } from '../reminder/plan-reminders.ts';
import { addHistory } from './add-history.ts';
import { advanceCase } from './advance-case.ts';

const WORKING: readonly CaseState[] = ['planning', 'active', 'supplementing', 'awaiting_release'];

/**
 * 业务放行, by HR alone: every ★ item is confirmed or waived, every ★ question answered or let go, looked at again under the case's lock. The approval gets one
 * comment, the people of the case a message. The statutory dates run on beside it and never stand in the way.
 * @param input.leaverName typed by the person who releases; must be the leaver's name
 * @throws AppError not_found, forbidden, conflict, gate_closed (details.blockers), invalid_input for another name
 */
export async function releaseHandover(
  deps: Deps,
  session: Session,
  input: { handoverId: string; version: number; leaverName: string },
): Promise<{ handoverId: string }> {
  const { corpId, actor } = session;
  const { handoverId } = input;
  const now = deps.now();
  await withCorp(deps.db, corpId, async (tx) => {
    const handover = await lockCase(tx, corpId, handoverId);
    const items = handover ? await listItems(tx, corpId, [handoverId]) : [];
    if (!handover || !canSeeCase(actor, handover, items, now)) throw new AppError('not_found');
    const mayRelease = caseRelations(actor, handover, now).some((relation) => CASE_POLICY.release.includes(relation));
    if (!mayRelease) throw new AppError('forbidden', { action: 'release' });
    const leaver = await findPerson(tx, corpId, handover.leaverId);
    const name = leaver?.name ?? handover.leaverId;
    if (bare(input.leaverName) !== bare(name)) throw new AppError('invalid_input', { field: 'leaverName' });
    // The same person sending the same request again, because the answer got lost.
    if (handover.releasedBy === actor.userId && handover.version > input.version) return;
    const blockers = gateBlockers(items).map(({ id, title, state }) => ({ id, title, state }));
    const questions = (await listQuestionsHoldingUp(tx, corpId, handoverId)).map(({ id }) => ({ id }));
    if (WORKING.includes(handover.state) && blockers.length + questions.length > 0) {
      throw new AppError('gate_closed', { blockers, questions });
    }
    authorizeCase(actor, handover, 'release', now);
    if (handover.version !== input.version) throw new AppError('conflict', { version: handover.version });
    const state = moveCase(handover.state, 'release', { launched: handover.launchedAt !== null });
    await updateCase(tx, handover, { state, releasedAt: now, releasedBy: actor.userId }, now);
    await passOnKnowledge(tx, { handover, now });
    await tell(tx, { handover, items, name, by: actor.userId, now });
    await planReminders(tx, { corpId, handoverId, now });
    await advanceCase(tx, { corpId, handoverId, now, by: actor.userId });
  });
  deps.log.info({ event: 'handover.released', corpId, handoverId }, 'handover released');
  deps.nudge('deliver-notices');
  return { handoverId };
}

/**
 * Every document of the leaver gets a living owner and verifier with the release, and what they did not answer a living
 * person to answer it: nothing waits for the day on which their access ends.
 */
async function passOnKnowledge(tx: Tx, { handover, now }: { handover: HandoverRow; now: Date }): Promise<void> {
  const { corpId, leaverId, successorId, kind } = handover;
  if (kind !== 'departure') return;
  const release = { leaverId, successorId };
  for (const documentId of await listDocumentsHeldBy(tx, corpId, [leaverId]))
    await passOnDocument(tx, { corpId, documentId, now, release });
  for (const questionId of await listQuestionsWaitingFor(tx, corpId, [leaverId]))
    await passOnQuestion(tx, { corpId, questionId, now, leaving: leaverId });
}

/** Full-width, spaces and case do not matter in a typed name. */
const bare = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

type Release = { handover: HandoverRow; items: readonly ItemRow[]; name: string; by: string; now: Date };

/** History with the statutory dates as they stood, the people of the case, and one comment on the approval. */
async function tell(tx: Tx, { handover, items, name, by, now }: Release): Promise<void> {
  const { corpId, id: handoverId } = handover;
  const done = items.filter(({ state }) => state === 'done').length;
  const waived = items.filter(isClosed).length - done;
  const dates = Object.fromEntries(statutoryDates(handover).map(({ key, dueOn }) => [key, dueOn]));
  const details = { done, waived, ...dates };
  await addHistory(tx, { corpId, handoverId, at: now, by, action: 'case.released', details });
  await notifyPeople(tx, {
    corpId,
    kind: 'case_released',
    to: [handover.leaverId, handover.managerId, handover.successorId, handover.interimHolderId],
    values: { leaver: name },
    path: `/handovers/${handoverId}`,
    dedupe: `case_released:${handoverId}`,
    now,
  });
  if (handover.processInstanceId === null) return;
  const releaser = await findPerson(tx, corpId, by);
  const values = { leaver: name, by: releaser?.name ?? by, done, waived };
  const { text } = noticeText('approval_released', releaser?.language ?? 'zh', values);
  await addNotice(tx, {
    corpId,
    dedupeKey: `approval_released:${handoverId}`,
    channel: 'approval_comment',
    recipient: handover.processInstanceId,
    kind: 'approval_released',
    body: { text, commentUserId: by },
    notBefore: now,
  });
}
