import { type Calendar, nextSendingTime } from '@baton/core';
import { schema, type Tx } from '@baton/db';
import { and, eq, inArray, ne } from 'drizzle-orm';
import { addNotice } from './add-notice.ts';
import { type NoticeKind, type NoticeValues, noticeText } from './notices.ts';
import { readCalendar } from './read-calendar.ts';

/** Kinds that go to people through the robot. */
export type PersonalKind = Exclude<NoticeKind, 'digest' | 'approval_released'>;

/**
 * Puts one message per person into the outbox, in each person's language, not before the company's next sending time
 * (working day, outside quiet hours). People who have left get none; the same person is told once.
 * @param notice.to userIds; empty strings and nulls are passed over
 * @param notice.path page of the mini-app that the button opens, e.g. `/items/<id>`
 * @param notice.dedupe names the fact, e.g. `case_launched:<handoverId>`; kept once per person for ever
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
): Promise<void> {
  const to = [...new Set(notice.to.filter((id): id is string => typeof id === 'string' && id !== ''))];
  if (to.length === 0) return;
  const { people } = schema;
  const readers = await tx
    .select({ userId: people.userId, language: people.language })
    .from(people)
    .where(and(eq(people.corpId, notice.corpId), inArray(people.userId, to), ne(people.employment, 'left')));
  const calendar: { calendar: Calendar; settings: { quietFrom: string; quietUntil: string } } = await readCalendar(
    tx,
    notice.corpId,
  );
  const notBefore = nextSendingTime(notice.now, calendar.calendar, calendar.settings);
  for (const reader of readers) {
    await addNotice(tx, {
      corpId: notice.corpId,
      dedupeKey: `${notice.dedupe}:${reader.userId}`,
      channel: 'robot',
      recipient: reader.userId,
      kind: notice.kind,
      body: { ...noticeText(notice.kind, reader.language, notice.values), path: notice.path },
      notBefore,
    });
  }
}
