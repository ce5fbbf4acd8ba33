import { type DigestReason, localDay } from '@baton/core';
import { listCases, listPersonRefs, listPulses, listWaitingItems, withCorp } from '@baton/db';
import type { Deps, Session } from './deps.ts';
import { OPEN_STATES } from './list-handovers.ts';
import { naming } from './name-people.ts';
import { readMe } from './read-me.ts';
import { toCaseCard } from './to-case-card.ts';
import { peopleOfCard, toItemCard } from './to-item-card.ts';
import { whyWaiting } from './why-waiting.ts';

/** Cases shown below the inbox; whoever takes part in more uses the list. */
const CASES = 20;

export type InboxRead = Awaited<ReturnType<typeof readInbox>>;

/** 我的待办: everything that waits for the person asking, soonest due first, and the open cases they take part in. */
export function readInbox(deps: Deps, session: Session) {
  const { corpId, actor } = session;
  const me = actor.userId;
  const today = localDay(deps.now());
  return withCorp(deps.db, corpId, async (tx) => {
    const waiting = await listWaitingItems(tx, corpId, [me]);
    const audience = { everybody: false as const, userId: me };
    const cases = await listCases(tx, { corpId, audience, states: OPEN_STATES, q: '', after: null, limit: CASES });
    const pulses = await listPulses(
      tx,
      corpId,
      cases.map(({ id }) => id),
    );
    const named = [me, ...waiting.flatMap(peopleOfCard), ...cases.flatMap((row) => [row.leaverId, row.successorId])];
    const refs = await listPersonRefs(tx, corpId, [...new Set(named.filter((userId) => userId !== null))]);
    const name = naming(refs);
    const cards = (reason: DigestReason) =>
      waiting.filter((row) => whyWaiting(row, me) === reason).map((row) => toItemCard(row, name, today));
    return {
      me: readMe(corpId, actor, refs),
      today,
      toHandOver: cards('hand_over'),
      toAccept: cards('accept'),
      toConfirm: cards('confirm'),
      cases: cases.map((row) =>
        toCaseCard(
          row,
          pulses.filter((item) => item.handoverId === row.id),
          name,
          today,
        ),
      ),
    };
  });
}
