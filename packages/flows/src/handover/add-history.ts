import { insertHistory, type Tx } from '@baton/db';

export type HistoryDetails = Record<string, string | number | boolean | null>;

/** Every action of the append-only history. Names are part of the API; the pages turn them into sentences. */
const HISTORY_ACTIONS = [
  'case.opened',
  'case.launched',
  'case.redated',
  'case.people_changed',
  'case.withdrawn',
  'case.reinstated',
  'case.released',
  'case.archived',
  'case.left_early',
  'item.submitted',
  'item.accepted',
  'item.confirmed',
  'item.returned',
  'item.blocked',
  'item.unblocked',
  'item.waived',
  'item.reopened',
  'item.supplemented',
  'item.delegated',
  'item.file_added',
  'reminder.sent',
  'case.nudged',
] as const;
export type HistoryAction = (typeof HISTORY_ACTIONS)[number];

export type HistoryEntry = {
  corpId: string;
  handoverId: string;
  itemId?: string | null;
  at: Date;
  /** userId, or 'system' / 'dingtalk'. */
  by: string;
  action: HistoryAction;
  /** Flat values for the sentence the page composes. `to` and `from` are userIds: readers get names. */
  details?: HistoryDetails;
};

/** Adds lines to the history, in the transaction of the fact. Nothing ever changes or removes them. */
export async function addHistory(tx: Tx, ...entries: readonly HistoryEntry[]): Promise<void> {
  await insertHistory(
    tx,
    entries.map((entry) => ({ ...entry, itemId: entry.itemId ?? null, details: entry.details ?? {} })),
  );
}
