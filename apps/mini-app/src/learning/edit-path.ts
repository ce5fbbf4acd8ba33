import type { ReadingPathView } from '@baton/api/client';

export type PathStep = ReadingPathView['steps'][number];
export type PathDay = PathStep['day'];
/** Which item of which day: documents with the same three stand together. */
export type Spot = Pick<PathStep, 'day' | 'kind' | 'title'>;

/** As the server has them (core's READING_DAYS, which would bring all of core along). */
export const PATH_DAYS = [0, 1, 3, 5, 10, 20, 30] as const satisfies readonly PathDay[];
/** A name for a new item that none had before: what somebody ticked goes by it. */
export const newStepKey = (): string => `step-${Math.random().toString(36).slice(2, 14)}`;

/** What the server takes. */
export const MOST_DOCUMENTS = 20;
export const MOST_STEPS = 40;

const isAt = (step: PathStep, spot: Spot): boolean =>
  step.day === spot.day && step.kind === spot.kind && step.title === spot.title && step.documentIds.length > 0;
const byDay = (steps: PathStep[]): PathStep[] => steps.sort((a, b) => a.day - b.day);

/** The item a document would come into there; undefined: a new one. */
export const stepAt = (steps: readonly PathStep[], spot: Spot): PathStep | undefined =>
  steps.find((step) => isAt(step, spot));

/** Puts a document into an item of a day, which begins with it where there is none. */
export function putDocument(steps: readonly PathStep[], id: string, spot: Spot, newKey: string): PathStep[] {
  const there = stepAt(steps, spot);
  if (!there) return byDay([...steps, { key: newKey, ...spot, documentIds: [id] }]);
  return steps.map((step) =>
    step === there ? { ...step, documentIds: [...new Set([...step.documentIds, id])] } : step,
  );
}

/** Takes a document out of an item; an item of documents that has none left goes with it. */
export const takeDocument = (steps: readonly PathStep[], key: string, id: string): PathStep[] =>
  steps.flatMap((step) => {
    if (step.key !== key || !step.documentIds.includes(id)) return [step];
    const documentIds = step.documentIds.filter((one) => one !== id);
    return documentIds.length === 0 ? [] : [{ ...step, documentIds }];
  });

/** Puts a document somewhere else on the path; where it was already, it stays where it stands. */
export function moveDocument(
  steps: readonly PathStep[],
  { key, id }: { key: string; id: string },
  spot: Spot,
  newKey: string,
): PathStep[] {
  const from = steps.find((step) => step.key === key);
  if (from && isAt(from, spot)) return [...steps];
  return putDocument(takeDocument(steps, key, id), id, spot, newKey);
}

/** Gives a whole item another day or name; an item of documents joins the one of that name that is there. */
export function moveStep(steps: readonly PathStep[], key: string, spot: Spot): PathStep[] {
  const moved = steps.find((step) => step.key === key);
  const others = steps.filter((step) => step.key !== key);
  if (!moved) return [...steps];
  if (moved.documentIds.length > 0 && stepAt(others, spot)) {
    return moved.documentIds.reduce<PathStep[]>((all, id) => putDocument(all, id, spot, key), others);
  }
  return byDay(steps.map((step) => (step === moved ? { ...step, ...spot } : step)));
}

/** Adds something that is done and not read. */
export const addTask = (steps: readonly PathStep[], spot: Spot, newKey: string): PathStep[] =>
  byDay([...steps, { key: newKey, ...spot, documentIds: [] }]);

export const removeStep = (steps: readonly PathStep[], key: string): PathStep[] =>
  steps.filter((step) => step.key !== key);
