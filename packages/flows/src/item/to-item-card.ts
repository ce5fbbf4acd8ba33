import { type EvidenceNeed, type ItemState, isClosed, type Level, waitingFor } from '@baton/core';
import type { CardRow, PersonRefRow } from '@baton/db';
import type { Naming } from '../people/name-people.ts';

/** One line in a list: 我的待办, 交接单. Field names are those of the api. */
export type ItemCardRead = {
  id: string;
  handoverId: string;
  key: string;
  title: string;
  level: Level;
  state: ItemState;
  dueOn: string;
  overdue: boolean;
  evidence: EvidenceNeed;
  leaver: PersonRefRow;
  waitingFor: PersonRefRow[];
  reason: string;
  hours: number;
};

/** Everybody a card names. */
export const peopleOfCard = (row: CardRow): string[] => [row.leaverId, ...waitingFor(row)];

/** @param today `YYYY-MM-DD` in Asia/Shanghai; an open item is overdue the day after it was due */
export function toItemCard(row: CardRow, name: Naming, today: string): ItemCardRead {
  const { id, handoverId, key, title, level, state, dueOn, evidence, reason, hours } = row;
  return {
    id,
    handoverId,
    key,
    title,
    level,
    state,
    dueOn,
    overdue: !isClosed(row) && dueOn < today,
    evidence,
    leaver: name(row.leaverId),
    waitingFor: waitingFor(row).map((userId) => name(userId)),
    reason,
    hours,
  };
}
