import { diffArrays } from 'diff';

/** So many pieces in a row are the same, new or gone. */
export type Run = { change: 'same' | 'added' | 'removed'; count: number };

/** What a whole comparison may still cost; whoever looks at two pieces takes one away. */
export type Effort = { left: number };
/** Two documents are compared while others wait for the process: tenths of a second, whatever they say. */
export const MAX_EFFORT = 4_000_000;

/**
 * Two rows of pieces as runs: the shortest way from one to the other, or, where that costs too much, what is between
 * their common beginning and their common end struck and written anew.
 * @param effort.left once nothing is, only beginning and end are looked at
 * @param maxEdits more differences than this are not gone through; their square is what the search costs
 */
export function diffRuns(
  before: readonly string[],
  after: readonly string[],
  effort: Effort,
  maxEdits: number,
): readonly Run[] {
  if (effort.left <= 0) return replaced(before, after);
  const runs = diffArrays([...before], [...after], {
    maxEditLength: maxEdits,
    // Repetitive texts cost more than the square: from here on nothing is the same, which ends the search.
    comparator: (one, other) => {
      effort.left -= 1;
      return effort.left >= 0 && one === other;
    },
  });
  if (runs === undefined || effort.left < 0) return replaced(before, after);
  return runs.map(({ added, removed, count }) => ({ change: added ? 'added' : removed ? 'removed' : 'same', count }));
}

function replaced(before: readonly string[], after: readonly string[]): Run[] {
  const shorter = Math.min(before.length, after.length);
  let [head, tail] = [0, 0];
  while (head < shorter && before[head] === after[head]) head += 1;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const runs: Run[] = [
    { change: 'same', count: head },
    { change: 'removed', count: before.length - head - tail },
    { change: 'added', count: after.length - head - tail },
    { change: 'same', count: tail },
  ];
  return runs.filter(({ count }) => count > 0);
}
