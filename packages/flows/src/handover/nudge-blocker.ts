import { AppError, authorizeCase, canSeeCase, localDay, waitingFor } from '@baton/core';
import { findCase, findPerson, listItems, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { notifyPeople } from '../reminder/notify-people.ts';
import { addHistory } from './add-history.ts';

/**
 * HR or the manager asks somebody who holds a case up to act: one extra message, at most one per person and day,
 * whoever asks and about whichever case, outside quiet hours. Asking again the same day changes nothing.
 * @throws AppError not_found, forbidden, case_action_not_allowed, invalid_input when nothing waits for that person
 */
export async function nudgeBlocker(
  deps: Deps,
  session: Session,
  { handoverId, userId }: { handoverId: string; userId: string },
): Promise<void> {
  const { corpId, actor } = session;
  const now = deps.now();
  await withCorp(deps.db, corpId, async (tx) => {
    const handover = await findCase(tx, corpId, handoverId);
    const items = handover ? await listItems(tx, corpId, [handoverId]) : [];
    if (!handover || !canSeeCase(actor, handover, items, now)) throw new AppError('not_found');
    authorizeCase(actor, handover, 'nudge', now);
    const waiting = items.filter((item) => waitingFor(item).includes(userId));
    if (waiting.length === 0) throw new AppError('invalid_input', { field: 'userId', why: 'nothing_waits' });
    const leaver = await findPerson(tx, corpId, handover.leaverId);
    const [only] = waiting;
    const told = await notifyPeople(tx, {
      corpId,
      kind: 'nudge',
      to: [userId],
      values: {
        leaver: leaver?.name ?? handover.leaverId,
        items: waiting.length,
        titles: waiting.map(({ title }) => title),
      },
      path: waiting.length === 1 && only ? `/items/${only.id}` : '/',
      // One per person and day, of all cases together.
      dedupe: `nudge:${localDay(now)}`,
      now,
    });
    if (told.length === 0) return;
    const details = { to: userId, items: waiting.length };
    await addHistory(tx, { corpId, handoverId, at: now, by: actor.userId, action: 'case.nudged', details });
  });
  deps.nudge('deliver-notices');
}
