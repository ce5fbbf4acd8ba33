import { canShareDigest, type Digest, type Share } from '@baton/core';
import { type Language, type NoticeMessage, noticeText } from './notices.ts';

/** One person's digest of today, still to be written. */
export type Draft = {
  userId: string;
  name: string;
  language: Language;
  digest: Digest;
  handoverIds: readonly string[];
};

/**
 * One text for all who have something to do in the same case this morning: a message to twenty people is one metered
 * call, twenty texts are twenty. It says how much waits for whom and names no item, because not everybody may see every
 * item; the button opens each reader's own list. Who is alone, and whoever it would keep something from, gets their own.
 * @returns the shared text by person; who is not in it gets their own
 */
export function shareDigests(drafts: readonly Draft[]): Map<string, NoticeMessage> {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const [handoverId, ...more] = draft.handoverIds;
    if (handoverId === undefined || more.length > 0 || !canShareDigest(draft.userId, draft.digest)) continue;
    const key = `${handoverId} ${draft.language}`;
    groups.set(key, [...(groups.get(key) ?? []), draft]);
  }
  return new Map(
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (!first || group.length < 2) return [];
      const leaver = first.digest.items[0]?.leaverName ?? '';
      const text = noticeText('digest_together', first.language, { leaver, shares: group.map(shareOf) });
      return group.map(({ userId }) => [userId, text] as const);
    }),
  );
}

const shareOf = ({ name, digest: { counts, overdue } }: Draft): Share => {
  const { hand_over, accept, confirm } = counts;
  return { name, hand_over, accept, confirm, overdue };
};
