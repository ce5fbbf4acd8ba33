import { AppError, CASE_STATES, type CaseState, canOpenCase, localDay, OPEN_CASE_STATES } from '@baton/core';
import { countCases, listCases, listPulses, positionOf, withCorp } from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';
import type { Deps, Session } from '../deps.ts';
import { namePeople } from '../people/name-people.ts';
import { blockersOf, toCaseCard } from './to-case-card.ts';

export const OPEN_STATES: readonly CaseState[] = OPEN_CASE_STATES;
const SCOPES = {
  open: OPEN_STATES,
  closed: CASE_STATES.filter((state) => !OPEN_STATES.includes(state)),
  all: CASE_STATES,
} as const satisfies Record<string, readonly CaseState[]>;

/** Blockers shown per row. */
const BLOCKERS = 3;

export type ListQuery = {
  scope: 'open' | 'closed' | 'all';
  state?: CaseState | undefined;
  /** Part of the leaver's name. */
  q: string;
  cursor?: string | undefined;
  limit: number;
};

/**
 * Cases by last working day, a page at a time: HR and admins see all, others those they take part in. Progress and
 * blockers are worked out for the rows of the page only; `counts` covers the whole scope.
 * @throws AppError invalid_input for a cursor that is not ours
 */
export async function listHandovers(deps: Deps, session: Session, query: ListQuery) {
  const { corpId, actor } = session;
  const today = localDay(deps.now());
  const after = query.cursor === undefined ? null : readCursor(query.cursor);
  const audience = canOpenCase(actor)
    ? { everybody: true as const }
    : { everybody: false as const, userId: actor.userId };
  const scope = SCOPES[query.scope];
  const states = query.state === undefined ? scope : scope.filter((state) => state === query.state);
  return withCorp(deps.db, corpId, async (tx) => {
    const page = { corpId, audience, states, q: query.q, after, limit: query.limit + 1 };
    const found = states.length === 0 ? [] : await listCases(tx, page);
    const counts = await countCases(tx, { corpId, audience, states: scope, q: query.q });
    const rows = found.slice(0, query.limit);
    const pulses = await listPulses(
      tx,
      corpId,
      rows.map(({ id }) => id),
    );
    const itemsOf = (handoverId: string) => pulses.filter((item) => item.handoverId === handoverId);
    const blockers = new Map(rows.map(({ id }) => [id, blockersOf(itemsOf(id), today, BLOCKERS)]));
    const name = await namePeople(tx, corpId, [
      ...rows.flatMap((row) => [row.leaverId, row.successorId, row.managerId]),
      ...[...blockers.values()].flat().map(({ userId }) => userId),
    ]);
    const { calendar } = await readCalendar(tx, corpId);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => ({
        ...toCaseCard(row, itemsOf(row.id), name, today),
        manager: name(row.managerId),
        daysLeft: row.lastWorkingDay === null ? null : calendar.workdaysBetween(today, row.lastWorkingDay),
        blockers: (blockers.get(row.id) ?? []).map(({ userId, items, overdue }) => ({
          person: name(userId),
          items,
          overdue,
        })),
        problems: row.problems,
      })),
      nextCursor: found.length > query.limit && last ? writeCursor(last) : null,
      counts: Object.fromEntries(CASE_STATES.map((state) => [state, counts[state] ?? 0])) as Record<CaseState, number>,
    };
  });
}

function writeCursor(row: Parameters<typeof positionOf>[0]): string {
  const { lastWorkingDay, id } = positionOf(row);
  return Buffer.from(`${lastWorkingDay}/${id}`).toString('base64url');
}

function readCursor(cursor: string): { lastWorkingDay: string; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, lastWorkingDay, id] =
    /^(\d{4}-\d{2}-\d{2})\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  if (lastWorkingDay === undefined || id === undefined) throw new AppError('invalid_input', { field: 'cursor' });
  return { lastWorkingDay, id };
}
