import { type Actor, type CaseState, type DigestReason, localDay } from '@baton/core';
import {
  type HandoverRow,
  listCases,
  listPersonRefs,
  listPulses,
  listRoleHolders,
  listWaitingItems,
  type Tx,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { OPEN_STATES } from '../handover/list-handovers.ts';
import { toCaseCard } from '../handover/to-case-card.ts';
import { naming } from '../people/name-people.ts';
import { readMe } from '../people/read-me.ts';
import { peopleOfCard, toItemCard } from './to-item-card.ts';
import { whyWaiting } from './why-waiting.ts';

/** Cases shown below the inbox; whoever takes part in more uses the list. */
const CASES = 20;
/** In these a case waits for HR: to be completed and started, to be released. */
const FOR_HR: readonly CaseState[] = ['preparing', 'awaiting_release'];

export type InboxRead = Awaited<ReturnType<typeof readInbox>>;

/**
 * 我的待办: everything that waits for the person asking, soonest due first; for HR the cases that wait for them as a whole;
 * and the open cases they take part in.
 */
export function readInbox(deps: Deps, session: Session) {
  const { corpId, actor } = session;
  const me = actor.userId;
  const today = localDay(deps.now());
  return withCorp(deps.db, corpId, async (tx) => {
    const waiting = await listWaitingItems(tx, corpId, [me]);
    const audience = { everybody: false as const, userId: me };
    const taken = await listCases(tx, { corpId, audience, states: OPEN_STATES, q: '', after: null, limit: CASES });
    const toDecide = await listForHr(tx, corpId, actor);
    const cases = taken.filter(({ id }) => !toDecide.some((row) => row.id === id));
    const shown = [...toDecide, ...cases];
    const pulses = await listPulses(
      tx,
      corpId,
      shown.map(({ id }) => id),
    );
    const named = [me, ...waiting.flatMap(peopleOfCard), ...shown.flatMap((row) => [row.leaverId, row.successorId])];
    const refs = await listPersonRefs(tx, corpId, [...new Set(named.filter((userId) => userId !== null))]);
    const name = naming(refs);
    const cards = (reason: DigestReason) =>
      waiting.filter((row) => whyWaiting(row, me) === reason).map((row) => toItemCard(row, name, today));
    const toCard = (row: HandoverRow) => {
      const items = pulses.filter((item) => item.handoverId === row.id);
      return toCaseCard(row, items, name, today);
    };
    return {
      me: readMe(corpId, actor, refs),
      today,
      toHandOver: cards('hand_over'),
      toAccept: cards('accept'),
      toConfirm: cards('confirm'),
      toDecide: toDecide.map(toCard),
      cases: cases.map(toCard),
    };
  });
}

/** Cases that wait for this HR as a whole: not one that another HR has taken on who still is HR, and never their own. */
async function listForHr(tx: Tx, corpId: string, { userId, roles }: Actor): Promise<HandoverRow[]> {
  if (!roles.includes('hr')) return [];
  const holders = await listRoleHolders(tx, corpId, ['hr']);
  const audience = { everybody: false, hrId: userId, holders } as const;
  return listCases(tx, { corpId, audience, states: FOR_HR, q: '', after: null, limit: CASES });
}
