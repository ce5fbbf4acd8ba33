import type { QuestionView } from '@baton/api/client';

const pairsOf = (text: string): ReadonlySet<string> => {
  const letters = [...text.toLowerCase().replace(/[\s\p{P}]+/gu, '')];
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
};

/** How much of the shorter text stands in the other one as well, by pairs of characters: 0 to 1. */
function likeness(a: string, b: string): number {
  const [first, second] = [pairsOf(a), pairsOf(b)];
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return shared / Math.max(1, Math.min(first.size, second.size));
}

type Asked = Pick<QuestionView, 'id' | 'text' | 'state' | 'step' | 'holdsUp' | 'handoverId'>;

/**
 * Questions that this one may be merged into, the likeliest first: those that say nearly the same, then those of the same
 * step. A ★ that holds up a release goes only where it holds up the same one.
 */
export function orderAlike<Q extends Asked>(question: Asked, others: readonly Q[]): Q[] {
  const weigh = (other: Q): number =>
    likeness(question.text, other.text) + (question.step && other.step?.key === question.step.key ? 0.2 : 0);
  return others
    .filter(({ id, state }) => id !== question.id && state !== 'withdrawn' && state !== 'merged')
    .filter((other) => !question.holdsUp || (other.holdsUp && other.handoverId === question.handoverId))
    .map((other) => ({ other, weight: weigh(other) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ other }) => other);
}
