import { assignPeople, type CasePeople, isClosed, type PlannedItem } from '@baton/core';
import {
  type HandoverRow,
  type ItemRow,
  lockItems,
  passOnDrafts,
  realignItems,
  replaceSigners,
  type schema,
  type Tx,
} from '@baton/db';
import { addHistory } from './add-history.ts';
import { type ChecklistPlan, planChecklist } from './plan-checklist.ts';

type Signer = typeof schema.confirmations.$inferSelect;
type Line = { item: ItemRow; signers: Signer[] };
type Aligned = Pick<ItemRow, 'state' | 'doerId' | 'dueOn' | 'acceptorId' | 'acceptorInterim' | 'toBeReaccepted'> & {
  signers: Pick<Signer, 'slot' | 'role' | 'confirmerId'>[];
};

/** Handed in: the leaver has nothing more to do with it unless it is returned. */
const HANDED_IN: readonly ItemRow['state'][] = ['awaiting_acceptance', 'awaiting_confirmation'];

/**
 * Brings the items of a launched case in line with its people and dates after either changed: due days, who does, who
 * accepts, who signs. What somebody already did or decided stays: submissions, acceptances, signatures, delegations,
 * hand-made 转补交接. Items nobody touched end up exactly as a fresh checklist would have them.
 * @param by who caused it: userId, 'system' or 'dingtalk'
 * @returns how many items changed their doer, and how many blocking problems (a role nobody fills …) remain
 */
export async function alignItems(
  tx: Tx,
  handover: HandoverRow,
  { now, by, before }: { now: Date; by: string; before: CasePeople },
): Promise<{ taken: number; problems: number }> {
  const plan = await planChecklist(tx, handover, now);
  const changes = (await lockItems(tx, handover.corpId, handover.id)).flatMap((line) => {
    const planned = plan.items.find(({ key }) => key === line.item.key);
    const after = planned && align(line, planned, plan, before);
    return after && differs(line, after) ? [{ line, after }] : [];
  });
  await write(tx, handover.corpId, changes, now);
  const taken = changes.filter(({ line, after }) => after.doerId !== line.item.doerId);
  await passOn(tx, handover.corpId, taken);
  await addHistory(
    tx,
    ...taken.map(({ line, after }) => ({
      corpId: handover.corpId,
      handoverId: handover.id,
      itemId: line.item.id,
      at: now,
      by,
      action: 'item.supplemented' as const,
      details: { from: line.item.doerId, to: after.doerId },
    })),
  );
  return { taken: taken.length, problems: plan.problems.filter(({ blocking }) => blocking).length };
}

/** What the doer before had typed so far belongs to who does the item now. */
async function passOn(tx: Tx, corpId: string, taken: readonly { line: Line; after: Aligned }[]): Promise<void> {
  const keyOf = ({ line, after }: (typeof taken)[number]) => JSON.stringify([line.item.doerId, after.doerId]);
  for (const key of new Set(taken.map(keyOf))) {
    const [from, to] = JSON.parse(key) as [string, string];
    const itemIds = taken.filter((move) => keyOf(move) === key).map(({ line }) => line.item.id);
    await passOnDrafts(tx, corpId, { itemIds, from, to });
  }
}

function align(line: Line, planned: PlannedItem, plan: ChecklistPlan, before: CasePeople): Aligned {
  const { item } = line;
  const asIs = aligned(line);
  if (isClosed(item))
    return item.toBeReaccepted ? reassign(line, planned, plan, before, item.doerId, item.state) : asIs;
  const byHand = item.state === 'supplementary' && item.reason !== '';
  if ((item.state === 'todo' || item.state === 'supplementary') && !byHand) return fresh(line, planned, plan, before);
  const mustLeave = plan.leaverGone && item.doerId === plan.people.leaverId;
  const doerId = mustLeave ? whoTakesOver(line, planned, plan) : item.doerId;
  const state = doerId !== item.doerId && !HANDED_IN.includes(item.state) ? 'supplementary' : item.state;
  return { ...reassign(line, planned, plan, before, doerId, state), dueOn: planned.dueOn };
}

const aligned = ({ item, signers }: Line): Aligned => {
  const { state, doerId, dueOn, acceptorId, acceptorInterim, toBeReaccepted } = item;
  return { state, doerId, dueOn, acceptorId, acceptorInterim, toBeReaccepted, signers };
};

function fresh(line: Line, planned: PlannedItem, plan: ChecklistPlan, before: CasePeople): Aligned {
  const { state, doerId, dueOn } = planned;
  return { ...reassign(line, planned, plan, before, doerId, state), dueOn };
}

/** Acceptor and signers for this doer; whoever was named by a colleague instead of by the rules stays. */
function reassign(
  { item, signers }: Line,
  planned: PlannedItem,
  plan: ChecklistPlan,
  before: CasePeople,
  doerId: string,
  state: ItemRow['state'],
): Aligned {
  const assigned = assignPeople({
    ...plan,
    confirmers: planned.confirmers,
    witnessed: planned.witnessed ?? false,
    doerId,
  });
  const roles = [before.successorId, before.interimHolderId, before.managerId, before.managersManagerId, null];
  const delegated = !roles.includes(item.acceptorId) && item.acceptorId !== null && !plan.gone.has(item.acceptorId);
  const acceptorId = delegated && item.acceptorId !== doerId ? item.acceptorId : assigned.acceptorId;
  const acceptorInterim = acceptorId === item.acceptorId && delegated ? item.acceptorInterim : assigned.acceptorInterim;
  const acceptedByOther = item.acceptedBy !== null && item.acceptedBy !== acceptorId;
  const settled = signers.filter(
    (row) => row.confirmedAt !== null || (row.delegatedFrom !== null && !plan.gone.has(row.confirmerId)),
  );
  const kept = settled.filter((row) => row.confirmerId !== doerId);
  const slots = new Set(kept.map(({ slot }) => slot));
  const open = assigned.confirmations
    .filter(({ slot }) => !slots.has(slot))
    .map((row) => (row.role === 'successor' && acceptorId ? { ...row, confirmerId: acceptorId } : row));
  // Nobody is left who may give this signature: it stays asked for until an admin names somebody, and is never dropped.
  const unfilled = new Set(assigned.missing.map(({ slot }) => slot));
  const waiting = signers.filter(({ slot }) => unfilled.has(slot) && !slots.has(slot));
  return {
    state,
    doerId,
    dueOn: item.dueOn,
    acceptorId,
    acceptorInterim,
    // Accepted by whoever held the place until now: who holds it from now on accepts again.
    toBeReaccepted: item.toBeReaccepted || (acceptedByOther && item.acceptedAt !== null),
    signers: [...kept, ...open, ...waiting].toSorted((a, b) => a.slot - b.slot),
  };
}

/** What the leaver handed in is not given to its own acceptor or signer, who could then not sign it any more. */
function whoTakesOver({ item, signers }: Line, planned: PlannedItem, plan: ChecklistPlan): string {
  if (!HANDED_IN.includes(item.state)) return planned.doerId;
  const signing = new Set([item.acceptorId, ...signers.map(({ confirmerId }) => confirmerId)]);
  const { managerId, interimHolderId, successorId, managersManagerId, leaverId } = plan.people;
  const free = [managerId, interimHolderId, successorId, managersManagerId].find(
    (userId) => userId !== null && userId !== leaverId && !plan.gone.has(userId) && !signing.has(userId),
  );
  return free ?? item.doerId;
}

function differs({ item, signers }: Line, after: Aligned): boolean {
  const keys = ['state', 'doerId', 'dueOn', 'acceptorId', 'acceptorInterim', 'toBeReaccepted'] as const;
  const names = (rows: Aligned['signers']) => rows.map((row) => `${row.slot}:${row.role}:${row.confirmerId}`).join();
  return keys.some((key) => item[key] !== after[key]) || names(signers) !== names(after.signers);
}

async function write(
  tx: Tx,
  corpId: string,
  changes: readonly { line: Line; after: Aligned }[],
  now: Date,
): Promise<void> {
  await realignItems(
    tx,
    corpId,
    changes.map(({ line: { item }, after: { signers: _, ...columns } }) => ({
      ...columns,
      id: item.id,
      stateSince: columns.state === item.state ? item.stateSince : now,
    })),
  );
  const isSame = (a: Aligned['signers'][number], b: Aligned['signers'][number]) =>
    a.slot === b.slot && a.role === b.role && a.confirmerId === b.confirmerId;
  await replaceSigners(
    tx,
    corpId,
    changes.flatMap(({ line, after }) =>
      line.signers.filter((row) => !after.signers.some((next) => isSame(row, next))),
    ),
    changes.flatMap(({ line, after }) =>
      after.signers
        .filter((next) => !line.signers.some((row) => isSame(row, next)))
        .map(({ slot, role, confirmerId }) => ({ corpId, itemId: line.item.id, slot, role, confirmerId })),
    ),
  );
}
