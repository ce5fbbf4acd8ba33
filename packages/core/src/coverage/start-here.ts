import type { Gap, JudgedResponsibility, PositionFacts } from './model.ts';

/** Why a position comes first, the strongest reason first. */
export const START_REASONS = [
  'leaving', // somebody who holds it is about to go
  'star_gaps', // a ★ responsibility that hangs on one person or is not written down
  'unwritten', // nobody wrote down what it is responsible for
  'one_holder', // one person holds it
  'gaps', // anything else that is missing
] as const;
export type StartReason = (typeof START_REASONS)[number];

export type StartHere = { key: string; reasons: readonly StartReason[] };

/** A company begins with a few key positions; more at once is a list that nobody works through. */
export const MOST_TO_START = 5;

const HANGS: readonly Gap[] = ['no_sop', 'nobody', 'one_person'];

/** Of ★ responsibilities, those that would be lost with one person. */
export const starGapsOf = (responsibilities: readonly JudgedResponsibility[]): number =>
  responsibilities.filter(({ starred, gaps }) => starred && gaps.some((gap) => HANGS.includes(gap))).length;

/** The reasons to work on a position now; none when nothing is missing. */
function reasonsOf({ holders, leavingHolders, responsibilities }: PositionFacts): StartReason[] {
  const unwritten = responsibilities.length === 0 && holders > 0;
  const lacks = unwritten || responsibilities.some(({ gaps }) => gaps.length > 0);
  if (!lacks) return [];
  const stars = starGapsOf(responsibilities);
  const holds: Record<StartReason, boolean> = {
    leaving: leavingHolders > 0,
    star_gaps: stars > 0,
    unwritten,
    one_holder: holders === 1,
    gaps: stars === 0 && !unwritten,
  };
  return START_REASONS.filter((reason) => holds[reason]);
}

/**
 * Where to begin: at most {@link MOST_TO_START} positions of which something would be lost, the most pressing first.
 * Somebody is leaving, then how many ★ responsibilities hang on one person, then nothing is written, then a single holder.
 */
export function startHere(positions: readonly PositionFacts[]): StartHere[] {
  const ranked = positions
    .map((position) => ({ position, reasons: reasonsOf(position), stars: starGapsOf(position.responsibilities) }))
    .filter(({ reasons }) => reasons.length > 0);
  type Ranked = (typeof ranked)[number];
  const has = (reason: StartReason) => (one: Ranked) => (one.reasons.includes(reason) ? 1 : 0);
  const orders: readonly ((one: Ranked) => number)[] = [
    has('leaving'),
    ({ stars }) => stars,
    has('unwritten'),
    has('one_holder'),
    ({ position }) => position.responsibilities.reduce((sum, { gaps }) => sum + gaps.length, 0),
  ];
  const compare = (a: Ranked, b: Ranked): number => {
    for (const order of orders) if (order(a) !== order(b)) return order(b) - order(a);
    return a.position.key < b.position.key ? -1 : 1;
  };
  return ranked
    .toSorted(compare)
    .slice(0, MOST_TO_START)
    .map(({ position, reasons }) => ({ key: position.key, reasons }));
}
