import { type Block, type BlockLabel, toBlocks } from './blocks.ts';
import type { DocumentContent } from './content.ts';
import { diffRuns, type Effort, MAX_EFFORT } from './diff-runs.ts';
import { diffText, type TextPart } from './diff-text.ts';
import { pairParagraphs } from './pair-paragraphs.ts';

export const CHANGES = ['same', 'added', 'removed', 'changed', 'moved'] as const;
export type Change = (typeof CHANGES)[number];

/** One block of the comparison, in reading order; `moved` may have other words as well. */
export type BlockDiff = { key: string; label: BlockLabel; change: Change; parts: TextPart[] };

type Side = { title: string; content: DocumentContent };

/** As many as all fields of two SOPs that have nothing in common: only long Markdown, written anew, has more. */
const MAX_EDITS = 2200;

/**
 * What became of a document between two of its versions, block by block and, within a block, word by word. What would
 * cost too much is told coarsely: struck and written anew.
 * @param effort what it may cost; taken from while it goes on
 */
export function diffDocuments(before: Side, after: Side, effort: Effort = { left: MAX_EFFORT }): BlockDiff[] {
  const [old, young] = [toBlocks(before.title, before.content), toBlocks(after.title, after.content)];
  const [was, is] = [new Map(old.map((block) => [nameOf(block), block])), new Set(young.map(nameOf))];
  const out: BlockDiff[][] = [];
  let [i, j] = [0, 0];
  let [gone, come]: [Block[], Block[]] = [[], []];
  for (const { change, count } of diffRuns(old.map(nameOf), young.map(nameOf), effort, MAX_EDITS)) {
    if (change === 'same') {
      out.push(replace(gone, come, { was, is, effort }));
      [gone, come] = [[], []];
      const [start, same] = [i, young.slice(j, j + count)];
      out.push(same.map((block, at) => compare(old[start + at], block, effort)));
    } else if (change === 'removed') gone = gone.concat(old.slice(i, i + count));
    else come = come.concat(young.slice(j, j + count));
    if (change !== 'added') i += count;
    if (change !== 'removed') j += count;
  }
  out.push(replace(gone, come, { was, is, effort }));
  return out.flat();
}

/** A step's field is itself by its key, wherever it went and whatever it says now; a paragraph is nothing but its text. */
const nameOf = ({ key, label, text }: Block): string => (key === '' ? `=${label}:${text}` : key);

/** What stands where something else stood: blocks that went elsewhere are shown there, the rest is paired where it is alike. */
function replace(
  old: readonly Block[],
  young: readonly Block[],
  { was, is, effort }: { was: ReadonlyMap<string, Block>; is: ReadonlySet<string>; effort: Effort },
): BlockDiff[] {
  const isParagraph = ({ key }: Block) => key === '';
  const pairs = pairParagraphs(old.filter(isParagraph), young.filter(isParagraph), effort);
  const kept = new Set([...pairs.values()].map(({ earlier }) => earlier));
  const gone = old.filter((block) => (isParagraph(block) ? !kept.has(block) : !is.has(block.key)));
  return [
    ...gone.map((block) => whole(block, 'removed')),
    ...young.map((block): BlockDiff => {
      const pair = pairs.get(block);
      if (pair) return told(block, pair.earlier, pair.parts);
      const earlier = isParagraph(block) ? undefined : was.get(block.key);
      return earlier ? { ...compare(earlier, block, effort), change: 'moved' } : whole(block, 'added');
    }),
  ];
}

const compare = (old: Block | undefined, block: Block, effort: Effort): BlockDiff =>
  old === undefined || old.text === block.text
    ? whole(block, 'same')
    : told(block, old, diffText(old.text, block.text, effort));

const told = ({ key, label, text }: Block, old: Block, parts: TextPart[]): BlockDiff => ({
  key,
  label,
  change: old.text === text ? 'same' : 'changed',
  parts,
});

const whole = ({ key, label, text }: Block, change: TextPart['change']): BlockDiff => ({
  key,
  label,
  change,
  parts: [{ change, text }],
});
