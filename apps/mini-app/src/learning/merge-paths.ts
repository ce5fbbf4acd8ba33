import type { PathStep } from './edit-path.ts';

/**
 * Puts what one person changed onto what somebody else saved meanwhile. Each document and each step stands where this
 * person put it when they put it anywhere, else where the others have it; what only one side removed is gone, what one side
 * removed and the other changed stays. Nothing that anybody did is lost in silence.
 * @param base what both began with
 */
export function mergePaths(
  base: readonly PathStep[],
  mine: readonly PathStep[],
  theirs: readonly PathStep[],
): PathStep[] {
  const find = (steps: readonly PathStep[], key: string) => steps.find((step) => step.key === key);
  const placesOf = (steps: readonly PathStep[], id: string) =>
    steps.filter(({ documentIds }) => documentIds.includes(id)).map(({ key }) => key);
  const standsIn = (id: string, key: string): boolean => {
    const [before, own, other] = [base, mine, theirs].map((steps) => placesOf(steps, id)) as [
      string[],
      string[],
      string[],
    ];
    const isMoved = own.join('\n') !== before.join('\n');
    // Taken out here and put elsewhere there: it stays.
    const isTheirs = own.length === 0 && other.join('\n') !== before.join('\n');
    return (isMoved && !isTheirs ? own : other).includes(key);
  };
  const keys = [...new Set([...theirs, ...mine].map(({ key }) => key))];
  const merged = keys.flatMap((key) => {
    const [before, own, other] = [find(base, key), find(mine, key), find(theirs, key)];
    const kept = keptOf(before, own, other);
    if (!kept) return [];
    const named = [...new Set([...(other?.documentIds ?? []), ...(own?.documentIds ?? [])])];
    const documentIds = named.filter((id) => standsIn(id, key));
    return named.length > 0 && documentIds.length === 0 ? [] : [{ ...kept, documentIds }];
  });
  return merged.sort((a, b) => a.day - b.day);
}

/** Where and as what the step stands now; undefined: nowhere. */
function keptOf(before: PathStep | undefined, own: PathStep | undefined, other: PathStep | undefined) {
  if (own && other) {
    const isOthers = before && sameFrame(own, before);
    return isOthers ? other : { ...other, day: own.day, kind: own.kind, title: own.title };
  }
  const left = own ?? other;
  return before && left && sameFrame(left, before) && sameDocuments(left, before) ? undefined : left;
}

const sameFrame = (a: PathStep, b: PathStep): boolean => a.day === b.day && a.kind === b.kind && a.title === b.title;
const sameDocuments = (a: PathStep, b: PathStep): boolean => a.documentIds.join() === b.documentIds.join();

/** Whether two paths say the same, in whatever order the steps of a day stand. */
export function samePath(a: readonly PathStep[], b: readonly PathStep[]): boolean {
  const others = new Map(b.map((step) => [step.key, step]));
  return (
    a.length === b.length &&
    a.every((step) => {
      const other = others.get(step.key);
      return other !== undefined && sameFrame(step, other) && sameDocuments(step, other);
    })
  );
}
