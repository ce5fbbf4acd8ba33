import type { Block } from './blocks.ts';
import type { Effort } from './diff-runs.ts';
import { diffWords, type TextPart, wordsOf } from './diff-text.ts';

/** Below this share of common characters two paragraphs are not one that was rewritten. */
const LIKENESS = 0.3;

/** A paragraph taken apart once, however many it is held against. */
type Read = { block: Block; words: readonly string[]; counts: ReadonlyMap<string, number> };

/**
 * Which paragraph is which one rewritten: each takes the first that is alike and free. What nobody can afford to look
 * at any more stays alone.
 */
export function pairParagraphs(
  old: readonly Block[],
  young: readonly Block[],
  effort: Effort,
): Map<Block, { earlier: Block; parts: TextPart[] }> {
  const pairs = new Map<Block, { earlier: Block; parts: TextPart[] }>();
  const free = new Set(young.map(read));
  for (const one of old.map(read)) {
    for (const other of free) {
      if (effort.left <= 0) return pairs;
      const parts = partsIfAlike(one, other, effort);
      if (!parts) continue;
      pairs.set(other.block, { earlier: one.block, parts });
      free.delete(other);
      break;
    }
  }
  return pairs;
}

function read(block: Block): Read {
  const words = wordsOf(block.text);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { block, words, counts };
}

function partsIfAlike(one: Read, other: Read, effort: Effort): TextPart[] | null {
  const wanted = LIKENESS * Math.max(one.block.text.length, other.block.text.length);
  effort.left -= 1;
  if (one.block.label !== other.block.label) return null;
  // Cheap, and decides nearly all: what is in both, in whatever order, is the most that a comparison could find.
  if (inBoth(one, other, effort) < wanted) return null;
  const parts = diffWords(one.words, other.words, effort);
  const kept = parts.filter(({ change }) => change === 'same');
  return kept.reduce((sum, { text }) => sum + text.trim().length, 0) >= wanted ? parts : null;
}

function inBoth(one: Read, other: Read, effort: Effort): number {
  const [few, many] = one.counts.size <= other.counts.size ? [one.counts, other.counts] : [other.counts, one.counts];
  effort.left -= few.size;
  let sum = 0;
  for (const [word, count] of few) sum += word.length * Math.min(count, many.get(word) ?? 0);
  return sum;
}
