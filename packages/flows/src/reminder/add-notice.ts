import { insertNotices, type Tx } from '@baton/db';
import type { NoticeKind, NoticeMessage } from './notices.ts';

/** What a robot message carries. `path` is a path of the mini-app; the link is made when the message is sent. */
export type RobotBody = NoticeMessage & { path: string };
/** What an approval comment carries; `recipient` of the row is the approval instance. */
export type CommentBody = { text: string; commentUserId: string };

type Common = { corpId: string; dedupeKey: string; recipient: string; kind: NoticeKind; notBefore: Date };
/** A message of the robot that is still to be put into the outbox. */
export type RobotNotice = Common & { channel: 'robot'; body: RobotBody; digestOn?: string };
export type NewNotice = RobotNotice | (Common & { channel: 'approval_comment'; body: CommentBody });

/**
 * Puts messages into the outbox, in the transaction of the fact they tell; nothing is sent here. A message whose
 * `dedupeKey` is known already, or a second digest of a person and day, is not added: both are unique in the database.
 * Verbs use `notifyPeople`, which writes the text and minds quiet hours.
 * @returns the dedupe keys that were added
 */
export function addNotices(tx: Tx, notices: readonly NewNotice[]): Promise<Set<string>> {
  return insertNotices(
    tx,
    notices.map((notice) => ({ ...notice, digestOn: notice.channel === 'robot' ? (notice.digestOn ?? null) : null })),
  );
}

/** One message. @returns whether it was added */
export async function addNotice(tx: Tx, notice: NewNotice): Promise<boolean> {
  return (await addNotices(tx, [notice])).size > 0;
}
