import { AppError, canSeeItem, type ItemAction, type ItemContext, type ItemMove, moveItem } from '@baton/core';
import {
  type CardRow,
  findItem,
  type HandoverRow,
  listItemHistory,
  lockCaseOfItem,
  passOnDrafts,
  type Tx,
  updateConfirmation,
  updateItem,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { fingerprint } from '../fingerprint.ts';
import { addHistory, type HistoryAction, type HistoryDetails } from '../handover/add-history.ts';
import { advanceCase } from '../handover/advance-case.ts';
import { planReminders } from '../reminder/plan-reminders.ts';

/** Which item, in the version the person saw. */
export type ItemInput = { itemId: string; version: number };
/** The item after a verb; read it anew for what the person may do next. */
export type ItemChanged = { itemId: string; version: number };

/** What a verb works with, inside the transaction and under the lock of the case. */
export type ItemWork = {
  tx: Tx;
  corpId: string;
  now: Date;
  handover: HandoverRow;
  /** As it was before the move. */
  item: CardRow;
  by: string;
};

type Change = {
  action: ItemAction;
  /** Name in the history; null for what is not worth a line (saving a draft). */
  history: HistoryAction | null;
  details?: HistoryDetails;
  /** Lets a verb put other people in the item's seats before the move is judged. */
  reseat?: (work: ItemWork) => Promise<CardRow>;
  /** What the verb adds to the facts that the rules judge by; may read, check and throw. */
  context?: (work: ItemWork) => Partial<ItemContext> | Promise<Partial<ItemContext>>;
  /** Lets a verb write what is its own: evidence, messages. Runs after the row changed. */
  also?: (work: ItemWork, moved: ItemMove) => Promise<void>;
  /** Whether the same request was carried out already; by default the item's last history line tells. */
  wasDone?: (work: ItemWork) => Promise<boolean>;
};

/**
 * The one way an item changes: lock its case, authorize and move by core's rules, write the row if it is still the
 * version the person saw, then history, reminders and the state of the case, all in one transaction. A request that
 * was carried out and whose answer got lost may be sent again: it changes nothing and succeeds.
 * @throws AppError not_found for who may not see the item, forbidden, item_action_not_allowed, conflict, and whatever
 *   the verb's own checks say
 */
export async function changeItem(deps: Deps, session: Session, input: ItemInput, change: Change): Promise<ItemChanged> {
  const { corpId, actor } = session;
  const now = deps.now();
  const changed = await withCorp(deps.db, corpId, async (tx) => {
    const handover = await lockCaseOfItem(tx, corpId, input.itemId);
    const item = handover && (await findItem(tx, corpId, input.itemId));
    if (!handover || !item || !canSeeItem(actor, handover, item, now)) throw new AppError('not_found');
    const work: ItemWork = { tx, corpId, now, handover, item, by: actor.userId };
    const request = fingerprint([change.action, input]);
    if (item.version !== input.version) {
      const wasDone = change.wasDone ?? ((done) => isLastChange(done, change.history, request));
      if (item.version === input.version + 1 && (await wasDone(work)))
        return { itemId: item.id, version: item.version };
      throw new AppError('conflict', { version: item.version });
    }
    const context = { actor, handover, now, ...(await change.context?.(work)) };
    const moved = moveItem((await change.reseat?.(work)) ?? item, change.action, context);
    await writeMove(work, moved, change.action === 'delegate');
    await change.also?.(work, moved);
    if (change.history !== null) {
      const details = { ...change.details, request };
      const line = { corpId, handoverId: handover.id, itemId: item.id, at: now, by: actor.userId };
      await addHistory(tx, { ...line, action: change.history, details });
    }
    await planReminders(tx, { corpId, handoverId: handover.id, now });
    await advanceCase(tx, { corpId, handoverId: handover.id, now, by: actor.userId });
    return { itemId: item.id, version: item.version + 1 };
  });
  deps.nudge('deliver-notices');
  return changed;
}

/** Writes what the rules decided: the item, and those confirmations that are different now. */
async function writeMove(work: ItemWork, moved: ItemMove, delegated: boolean): Promise<void> {
  const { tx, corpId, now, item, by } = work;
  const { acceptance, confirmations, waiver, ...row } = moved;
  const accepted = {
    given: { acceptedAt: now, acceptedBy: by },
    cleared: { acceptedAt: null, acceptedBy: null },
    kept: {},
  }[acceptance];
  // A draft does not start the clock anew: reminders count from when somebody was asked.
  const drafted = item.state === 'todo' && moved.state === 'doing';
  const since = moved.state === item.state || drafted ? {} : { stateSince: now };
  const patch = { ...row, ...accepted, ...since, ...(waiver === undefined ? {} : { waiver }) };
  if (!(await updateItem(tx, item, patch))) throw new AppError('conflict', { version: item.version });
  await passOnDrafts(tx, corpId, { itemIds: [item.id], from: item.doerId, to: moved.doerId });
  for (const after of confirmations) {
    const before = item.confirmations.find(({ slot }) => slot === after.slot);
    if (!before) continue;
    const handedOn = before.confirmerId !== after.confirmerId;
    const signed = before.confirmedAt?.getTime() !== after.confirmedAt?.getTime();
    if (!handedOn && !signed) continue;
    const key = { corpId, itemId: item.id, slot: after.slot };
    await updateConfirmation(tx, key, {
      ...(handedOn ? { role: after.role, confirmerId: after.confirmerId } : {}),
      ...(handedOn ? { delegatedFrom: delegated ? before.confirmerId : null } : {}),
      ...(signed ? { confirmedAt: after.confirmedAt, confirmedBy: after.confirmedAt ? by : null } : {}),
    });
  }
}

async function isLastChange(work: ItemWork, action: HistoryAction | null, request: string): Promise<boolean> {
  const [last] = await listItemHistory(work.tx, work.corpId, work.item.id, 1);
  return last?.action === action && last.by === work.by && last.details.request === request;
}
