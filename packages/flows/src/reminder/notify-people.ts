import { nextSendingTime } from '@baton/core';
import { listReaders, type Tx } from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';
import { addNotices, type RobotNotice } from './add-notice.ts';
import { curbRepeats } from './curb-repeats.ts';
import { type NoticeKind, type NoticeValues, noticeText } from './notices.ts';

/** Kinds that go to people through the robot. */
export type PersonalKind = Exclude<NoticeKind, 'digest' | 'digest_together' | 'approval_released'>;

/**
 * Puts one message per person into the outbox, in each person's language, not before the company's next sending time
 * (working day, outside quiet hours). People who have left get none; the same person is told once, and what repeats
 * within a day is curbed.
 * @param notice.to userIds; nulls are passed over
 * @param notice.path page of the mini-app that the button opens, e.g. `/items/<id>`
 * @param notice.dedupe names the fact, e.g. `case_launched:<handoverId>`; kept once per person for ever
 * @returns who has a new message
 */
export async function notifyPeople<K extends PersonalKind>(
  tx: Tx,
  notice: {
    corpId: string;
    kind: K;
    to: readonly (string | null | undefined)[];
    values: NoticeValues[K];
    path: string;
    dedupe: string;
    now: Date;
  },
): Promise<string[]> {
  const { corpId, kind, values, path, dedupe, now } = notice;
  const to = new Set(notice.to.filter((id): id is string => typeof id === 'string' && id !== ''));
  const readers = await listReaders(tx, corpId, [...to]);
  if (readers.length === 0) return [];
  const { calendar, settings } = await readCalendar(tx, corpId);
  const notBefore = nextSendingTime(now, calendar, settings);
  const notices = readers.map(
    ({ userId, language }): RobotNotice => ({
      corpId,
      dedupeKey: `${dedupe}:${userId}`,
      channel: 'robot',
      recipient: userId,
      kind,
      body: { ...noticeText(kind, language, values), path },
      notBefore,
    }),
  );
  const { add, reworded } = await curbRepeats(tx, notices, (from) => nextSendingTime(from, calendar, settings));
  const added = await addNotices(tx, add);
  return readers
    .map(({ userId }) => userId)
    .filter((userId) => added.has(`${dedupe}:${userId}`) || reworded.includes(userId));
}
