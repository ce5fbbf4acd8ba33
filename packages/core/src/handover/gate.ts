import type { ItemState, Level } from './model.ts';

type GateItem = { state: ItemState; level: Level; gate: 'release' | 'archive' };

/** Done, or waived with a reason: nobody has to act on it any more. */
export const isClosed = ({ state }: { state: ItemState }): boolean => state === 'done' || state === 'waived';

/** The ★ items that still hold up the business release. Archive-gate items never do. Order is kept. */
export const gateBlockers = <T extends GateItem>(items: readonly T[]): T[] =>
  items.filter((item) => item.level === 'must' && item.gate === 'release' && !isClosed(item));

const WEIGHT: Readonly<Record<Level, number>> = { must: 3, should: 2, may: 1 };

export type CaseProgress = {
  done: number;
  total: number;
  mustDone: number;
  mustTotal: number;
  overdue: number;
  percent: number;
};

/**
 * How far a case is. ★ counts three, ● two, ○ one; rounded down, so 100 means everything. Waived counts as done.
 * @param today `YYYY-MM-DD` in Asia/Shanghai; an open item is overdue the day after it was due
 */
export function progressOf(
  items: readonly { state: ItemState; level: Level; dueOn: string }[],
  today: string,
): CaseProgress {
  const closed = items.filter(isClosed);
  const must = items.filter((item) => item.level === 'must');
  const whole = weigh(items);
  return {
    done: closed.length,
    total: items.length,
    mustDone: must.filter(isClosed).length,
    mustTotal: must.length,
    overdue: items.filter((item) => !isClosed(item) && item.dueOn < today).length,
    percent: whole === 0 ? 0 : Math.floor((weigh(closed) * 100) / whole),
  };
}

const weigh = (items: readonly { level: Level }[]): number => items.reduce((sum, { level }) => sum + WEIGHT[level], 0);
