import { diffArrays } from 'diff';
import { type Block, type BlockLabel, toBlocks } from './blocks.ts';
import type { DocumentContent } from './content.ts';

export const CHANGES = ['same', 'added', 'removed', 'changed', 'moved'] as const;
export type Change = (typeof CHANGES)[number];

/** A run of text within a block. */
export type TextPart = { change: 'same' | 'added' | 'removed'; text: string };
/** One block of the comparison, in reading order; `moved` may have other words as well. */
export type BlockDiff = { key: string; label: BlockLabel; change: Change; parts: TextPart[] };

type Side = { title: string; content: DocumentContent };

/** Two texts that differ in more places than this have nothing in common worth showing: one is struck, one is new. */
const MAX_EDITS = 1000;

/** Below this share of common characters two paragraphs are not one that was rewritten. */
const LIKENESS = 0.3;

/** What became of a document between two of its versions, block by block and, within a block, word by word. */
export function diffDocuments(before: Side, after: Side): BlockDiff[] {
  const [old, young] = [toBlocks(before.title, before.content), toBlocks(after.title, after.content)];
  const runs = diffArrays(old.map(nameOf), young.map(nameOf));
  const [was, is] = [new Map(old.map((block) => [nameOf(block), block])), new Set(young.map(nameOf))];
  const out: BlockDiff[] = [];
  let [i, j] = [0, 0];
  for (let at = 0; at < runs.length; ) {
    const [removed, added] = [runs[at], runs[at]?.removed ? runs[at + 1] : runs[at]];
    if (!removed?.removed && !removed?.added) {
      for (const block of young.slice(j, j + (removed?.count ?? 0))) out.push(compare(old[i++], block));
      j += removed?.count ?? 0;
      at += 1;
      continue;
    }
    const [gone, come] = [removed.removed ? removed.count : 0, added?.added ? added.count : 0];
    out.push(...replace(old.slice(i, i + gone), young.slice(j, j + come), { was, is }));
    i += gone;
    j += come;
    at += gone > 0 && come > 0 ? 2 : 1;
  }
  return out;
}

/** A step's field is itself by its key, wherever it went and whatever it says now; a paragraph is nothing but its text. */
const nameOf = ({ key, label, text }: Block): string => (key === '' ? `=${label}:${text}` : key);

/** What stands where something else stood: blocks that went elsewhere are shown there, the rest is paired where it is alike. */
function replace(
  old: readonly Block[],
  young: readonly Block[],
  { was, is }: { was: ReadonlyMap<string, Block>; is: ReadonlySet<string> },
): BlockDiff[] {
  const rewritten = young.filter(({ key }) => key === '');
  const pairs = new Map<Block, Block>();
  const gone = old.filter((block) => {
    if (block.key !== '') return !is.has(block.key);
    const next = rewritten.find((other) => !pairs.has(other) && other.label === block.label && isAlike(block, other));
    if (next) pairs.set(next, block);
    return !next;
  });
  return [
    ...gone.map((block) => whole(block, 'removed')),
    ...young.map((block) => {
      const earlier = block.key === '' ? pairs.get(block) : was.get(block.key);
      if (!earlier) return whole(block, 'added');
      const found = compare(earlier, block);
      return block.key === '' ? found : { ...found, change: 'moved' as const };
    }),
  ];
}

function compare(old: Block | undefined, { key, label, text }: Block): BlockDiff {
  if (old === undefined || old.text === text) return { key, label, change: 'same', parts: [{ change: 'same', text }] };
  return { key, label, change: 'changed', parts: diffText(old.text, text) };
}

const whole = ({ key, label, text }: Block, change: 'added' | 'removed'): BlockDiff => ({
  key,
  label,
  change,
  parts: [{ change, text }],
});

function isAlike(a: Block, b: Block): boolean {
  const kept = diffText(a.text, b.text).filter(({ change }) => change === 'same');
  const common = kept.reduce((sum, { text }) => sum + text.trim().length, 0);
  return common >= LIKENESS * Math.max(a.text.length, b.text.length);
}

/** Two texts as runs; a Chinese character is a word of its own, a model number or an English word stays whole. */
export function diffText(before: string, after: string): TextPart[] {
  const runs = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MAX_EDITS });
  // The library gives up on texts that have too little in common.
  if (runs === undefined) {
    return [
      { change: 'removed', text: before },
      { change: 'added', text: after },
    ];
  }
  return runs.map(({ added, removed, value }) => ({
    change: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

const wordsOf = (text: string): string[] => text.match(/[\p{Script=Latin}\p{N}]+|\s+|./gsu) ?? [];
