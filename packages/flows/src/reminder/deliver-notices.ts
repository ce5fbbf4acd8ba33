import { isSendingTime, localDay } from '@baton/core';
import {
  cancelStaleDigests,
  claimNotices,
  hasDueNotices,
  listUnanswered,
  markLostNotices,
  type NoticeChannel,
  postponeNotices,
  settleNotices,
  withCorp,
} from '@baton/db';
import { isDingtalkError } from '@baton/dingtalk';
import { readCalendar } from '../company/read-calendar.ts';
import type { Deps } from '../deps.ts';
import { judgeDelivery, restsUntil, type Verdict } from './judge-delivery.ts';
import { sendNotices } from './send-notices.ts';

/** How long a claim holds: far longer than a call may take, so that only a dead process loses it. */
const LEASE_MS = 5 * 60_000;
/** A robot message goes to at most so many people (doc `chatbots-send-one-on-one-chat-messages-in-batches`). */
const RECEIVERS = 20;
/** Messages one run sends; the clock comes back soon. */
const SENDS = 200;
const COMMENTS: NoticeChannel[] = ['approval_comment'];

/**
 * The only place that speaks to DingTalk on its own: takes what is due from the outbox, sends it, notes the outcome.
 *
 * Neither the robot nor a comment has an idempotency key, so a message that may have gone out is never sent again: at
 * most once. A row is `sending` before the call and `sent` after it; whoever dies in between leaves a row that becomes
 * `uncertain` when its lease runs out, for an admin to see. A late reminder is less harm than the same one twice, and
 * tomorrow's digest says everything that is still true. What surely did not go out (no connection, throttled, quota
 * used up) waits and is sent later. Before the first message DingTalk is asked something free, so that an outage leaves
 * everything waiting instead of turning one message after the other uncertain. Where only the robot is out, its first
 * message without an answer lets the channel rest, longer each time; what tries it again is one message to one person.
 *
 * Robot messages go out at sending times only; equal texts share one metered call.
 * @returns messages sent, and those given up for good
 */
export async function deliverNotices(deps: Deps, corpId: string): Promise<{ sent: number; failed: number }> {
  const total = { sent: 0, failed: 0 };
  const { channels, trying } = await tidyUp(deps, corpId);
  const due = await withCorp(deps.db, corpId, (tx) => hasDueNotices(tx, { corpId, channels, now: deps.now() }));
  if (!due || !(await answers(deps, corpId))) return total;
  for (let sends = 0; sends < SENDS && !deps.stopping.aborted; sends += 1) {
    const verdict = await deliverOne(deps, corpId, channels, trying && sends === 0 ? 1 : RECEIVERS);
    if (verdict === null) break;
    total.sent += verdict.sent;
    total.failed += verdict.failed;
    if (verdict.pause) break;
  }
  return total;
}

/**
 * Rows of dead processes and digests of past days; then which channels may be used now, and whether one of them is only
 * being tried again.
 */
function tidyUp(deps: Deps, corpId: string): Promise<{ channels: NoticeChannel[]; trying: boolean }> {
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const lost = await markLostNotices(tx, corpId, new Date(now.getTime() - LEASE_MS));
    if (lost > 0) deps.log.warn({ event: 'notice.uncertain', corpId, lost }, 'messages may or may not have gone out');
    await cancelStaleDigests(tx, corpId, localDay(now));
    const { calendar, settings } = await readCalendar(tx, corpId);
    const open: NoticeChannel[] = isSendingTime(now, calendar, settings) ? ['robot', 'approval_comment'] : COMMENTS;
    const channels: NoticeChannel[] = [];
    let trying = false;
    for (const channel of open) {
      const unanswered = await listUnanswered(tx, corpId, { channel, now });
      if (restsUntil(unanswered) > now) continue;
      channels.push(channel);
      trying ||= unanswered.length > 0;
    }
    return { channels, trying };
  });
}

/** Claims, sends and settles one message, for everybody who gets the same. @returns null when nothing is due */
async function deliverOne(
  deps: Deps,
  corpId: string,
  channels: NoticeChannel[],
  size: number,
): Promise<Verdict | null> {
  const claimed = await withCorp(deps.db, corpId, (tx) =>
    claimNotices(tx, { corpId, channels, now: deps.now(), size }),
  );
  if (claimed.length === 0) return null;
  const outcome = await sendNotices(deps, corpId, claimed);
  const verdict = judgeDelivery(claimed, outcome, deps.now());
  await withCorp(deps.db, corpId, async (tx) => {
    for (const { ids, ...change } of verdict.changes) await settleNotices(tx, corpId, ids, change);
    if (verdict.postpone !== null) await postponeNotices(tx, corpId, verdict.postpone);
  });
  const event = eventOf(verdict);
  const fields = { event, corpId, kind: claimed[0]?.kind, people: claimed.length };
  if (verdict.problem === '') deps.log.info(fields, 'message sent');
  else deps.log.warn({ ...fields, problem: verdict.problem }, 'message not sent to everybody');
  return verdict;
}

/** The log's word for what became of a message; those to look at have one of their own. */
function eventOf({ problem, changes }: Verdict): string {
  if (problem === 'quota_exhausted') return 'notice.quota_exhausted';
  const ended = (state: 'uncertain' | 'failed') => changes.some((to) => to.state === state && to.ids.length > 0);
  if (ended('uncertain')) return 'notice.uncertain';
  return ended('failed') ? 'notice.failed' : 'notice.delivered';
}

/** Whether DingTalk answers at all, by a call that is free of quota; a refusal is an answer too. */
async function answers(deps: Deps, corpId: string): Promise<boolean> {
  const to = deps.now();
  const from = new Date(to.getTime() - 60_000);
  try {
    await deps.dingtalkFor(corpId).listLeaveRecords({ from, to }, { purpose: 'lifecycle' });
    return true;
  } catch (error) {
    if (!isDingtalkError(error)) throw error;
    return error.name === 'DingtalkRefused';
  }
}
