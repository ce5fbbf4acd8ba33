import { diffRuns, type Effort, MAX_EFFORT } from './diff-runs.ts';

/** A run of text within a block. */
export type TextPart = { change: 'same' | 'added' | 'removed'; text: string };

/** Two texts that differ in more places than this have nothing in common worth showing: one is struck, one is new. */
const MAX_EDITS = 1000;

/** Two texts as runs; a Chinese character is a word of its own, a model number or an English word stays whole. */
export const diffText = (before: string, after: string, effort: Effort = { left: MAX_EFFORT }): TextPart[] =>
  diffWords(wordsOf(before), wordsOf(after), effort);

/** The same of texts that are in words already. */
export function diffWords(before: readonly string[], after: readonly string[], effort: Effort): TextPart[] {
  // No text takes more than a quarter of what is left: a few that were rewritten leave enough for the small corrections.
  const affordable = Math.floor(Math.sqrt(Math.max(0, effort.left) / 2));
  let [i, j] = [0, 0];
  return diffRuns(before, after, effort, Math.min(MAX_EDITS, affordable)).map(({ change, count }) => {
    const words = change === 'removed' ? before.slice(i, i + count) : after.slice(j, j + count);
    if (change !== 'added') i += count;
    if (change !== 'removed') j += count;
    return { change, text: words.join('') };
  });
}

export const wordsOf = (text: string): string[] => text.match(/[\p{Script=Latin}\p{N}]+|\s+|./gsu) ?? [];
