import { addDays, atLocal, localDay } from '@baton/core';
import { listNoticesFrom, rewordWaiting, type Tx } from '@baton/db';
import type { RobotNotice } from './add-notice.ts';
import type { NoticeKind } from './notices.ts';

/**
 * Kinds that one or two people can bring about again and again within a day (block and unblock, hand in and return), and
 * what becomes of those beyond the limits: the daily digest and the app say it, or they wait for tomorrow.
 */
const REPEATABLE: Partial<Record<NoticeKind, 'digest' | 'tomorrow'>> = {
  item_returned: 'digest',
  item_taken_over: 'digest',
  item_blocked: 'digest',
  item_delegated: 'digest',
  case_redated: 'tomorrow', // no digest says it
};
const ITEM_KINDS = Object.keys(REPEATABLE).filter((kind) => REPEATABLE[kind as NoticeKind] === 'digest');

/** Messages of one kind about one item or case that somebody gets in a day. */
const SAME_A_DAY = 3;
/** Messages about items that somebody gets in a day, of all items together. */
const ITEMS_A_DAY = 20;

/**
 * Every message is a metered call and takes somebody's attention: of what repeats, one that still waits takes the newest
 * words instead of being joined by another, and beyond a few a day there are no more.
 * @param later the first sending time at or after an instant
 * @returns what is to be added, and who has new words in a message that waits
 */
export async function curbRepeats(
  tx: Tx,
  notices: readonly RobotNotice[],
  later: (from: Date) => Date,
): Promise<{ add: RobotNotice[]; reworded: string[] }> {
  const [first] = notices;
  const beyond = first && REPEATABLE[first.kind];
  if (!first || !beyond) return { add: [...notices], reworded: [] };
  const { corpId, kind, body, notBefore } = first;
  const day = localDay(notBefore);
  const tomorrow = atLocal(addDays(day, 1), '00:00');
  const known = await listNoticesFrom(tx, corpId, {
    recipients: notices.map(({ recipient }) => recipient),
    kinds: beyond === 'digest' ? ITEM_KINDS : [kind],
    from: atLocal(day, '00:00'),
  });
  const add: RobotNotice[] = [];
  const reworded: string[] = [];
  for (const notice of notices) {
    const theirs = known.filter(({ recipient }) => recipient === notice.recipient);
    const same = theirs.filter((row) => row.kind === kind && row.body.path === body.path);
    const waiting = same.find(({ state }) => state === 'waiting');
    if (waiting && (await rewordWaiting(tx, corpId, waiting.id, notice.body))) reworded.push(notice.recipient);
    else if (same.length < SAME_A_DAY && (beyond === 'tomorrow' || theirs.length < ITEMS_A_DAY)) add.push(notice);
    else if (beyond === 'tomorrow') add.push({ ...notice, notBefore: later(tomorrow) });
  }
  return { add, reworded };
}
