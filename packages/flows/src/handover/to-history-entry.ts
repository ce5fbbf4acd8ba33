import type { HistoryRow, PersonRefRow } from '@baton/db';
import type { Naming } from '../people/name-people.ts';
import type { HistoryDetails } from './add-history.ts';

export type HistoryRead = {
  id: string;
  at: Date;
  /** null: the system or DingTalk. */
  by: PersonRefRow | null;
  action: string;
  itemTitle: string | null;
  details: HistoryDetails;
};

/** Details that hold a userId; readers get the name. */
const PEOPLE = ['to', 'from'];
const NOBODY = ['system', 'dingtalk'];

/** Everybody a line of history names. */
export const peopleOfHistory = (row: HistoryRow): string[] =>
  [row.by, ...PEOPLE.map((key) => row.details[key])].filter(
    (id): id is string => typeof id === 'string' && !NOBODY.includes(id),
  );

/** @param titles of the case's items, for lines about one of them; items the reader may not see are not in it */
export function toHistoryEntry(row: HistoryRow, name: Naming, titles: ReadonlyMap<string, string>): HistoryRead {
  const details: HistoryDetails = {};
  for (const [key, value] of Object.entries(row.details)) {
    // `request` only recognises a request sent twice.
    if (key === 'request' || !isPlain(value)) continue;
    details[key] = PEOPLE.includes(key) && typeof value === 'string' ? name(value).name : value;
  }
  return {
    id: row.id,
    at: row.at,
    by: NOBODY.includes(row.by) ? null : name(row.by),
    action: row.action,
    itemTitle: row.itemId === null ? null : (titles.get(row.itemId) ?? null),
    details,
  };
}

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
