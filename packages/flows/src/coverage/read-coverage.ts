import { canSeeCoverage, GAPS, type Gap, GENERAL_POSITION, localDay, type PositionFacts, startHere } from '@baton/core';
import { listPositionRows, listResponsibilities, readPositionRules, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { groupBy } from '../group-by.ts';
import { positionOf } from '../people/position-of.ts';
import { type Gathered, gatherResponsibilities, readHere } from './gather-responsibilities.ts';

/**
 * How well the positions somebody leads would outlive their people: what is written down and in date, how many can do
 * it, what nobody answers for, and where to start. HR and admins see every position. Numbers are of positions, never of
 * a person; nobody is named.
 */
export function readCoverage(deps: Deps, { corpId, actor }: Session) {
  return withCorp(deps.db, corpId, async (tx) => {
    const reader = await readReader(tx, corpId, actor);
    const positions = (await listPositionRows(tx, corpId)).filter(({ key }) => canSeeCoverage(reader, key));
    if (positions.length === 0) return { positions: [], startHere: [] };
    const keys = positions.map(({ key }) => key);
    const { staff, departments, here, leaving } = await readHere(tx, corpId);
    const { rules } = await readPositionRules(tx, corpId);
    const holders = groupBy(staff, (person) => positionOf(rules, departments, person));
    const rows = await listResponsibilities(tx, corpId, keys);
    const gathered = await gatherResponsibilities(tx, corpId, { rows, here, leaving, today: localDay(deps.now()) });
    const byPosition = groupBy(gathered, ({ row }) => row.positionKey);
    const judged = positions.map(({ key, name }) => {
      const own = holders.get(key) ?? [];
      const facts: PositionFacts = {
        ...{ key, name, holders: own.length },
        leavingHolders: own.filter(({ userId }) => leaving.has(userId)).length,
        responsibilities: (byPosition.get(key) ?? []).map((one) => one.judged),
      };
      return { facts, gathered: byPosition.get(key) ?? [] };
    });
    // Whoever fits no rule is no position of its own: it is shown when somebody described it, and never where to start.
    const shown = judged.filter(
      ({ facts }) => facts.responsibilities.length > 0 || (facts.holders > 0 && facts.key !== GENERAL_POSITION),
    );
    const starts = startHere(shown.map(({ facts }) => facts).filter(({ key }) => key !== GENERAL_POSITION));
    return {
      positions: shown.map(({ facts, gathered: own }) => toPosition(facts, own)),
      startHere: starts,
    };
  });
}

function toPosition({ key, name, holders, leavingHolders, responsibilities }: PositionFacts, own: Gathered[]) {
  const having = (gap: Gap) => responsibilities.filter(({ gaps }) => gaps.includes(gap)).length;
  const starred = responsibilities.filter((one) => one.starred);
  return {
    ...{ key, name, holders, leaving: leavingHolders },
    total: responsibilities.length,
    starred: starred.length,
    /** Nothing is missing. */
    covered: responsibilities.filter(({ gaps }) => gaps.length === 0).length,
    inDate: responsibilities.filter(({ sop }) => sop === 'in_date').length,
    /** Of ★ responsibilities, else of all: how few stay who can do the one with the fewest. Null: none is written. */
    busFactor: least((starred.length > 0 ? starred : responsibilities).map(({ canDo }) => canDo)),
    gaps: GAPS.map((gap) => ({ gap, count: having(gap) })).filter(({ count }) => count > 0),
    responsibilities: own
      .filter(({ judged }) => judged.gaps.length > 0)
      .map(({ row, judged }) => ({ id: row.id, title: row.title, ...judged })),
  };
}

const least = (numbers: readonly number[]): number | null => (numbers.length === 0 ? null : Math.min(...numbers));
