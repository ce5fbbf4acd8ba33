import type { Block } from '../blocks.ts';
import type { QueryTerm } from './cut-query.ts';
import { foldSearch, foldWithPlaces } from './fold-search.ts';
import { bestPassage, placesOf, toSearched } from './rank.ts';

/** A piece of a document that may answer; of an attachment `key` is its id and `name` its name, of an answer the question's. */
export type Passage = { label: Block['label'] | 'attachment' | 'answer'; key: string; text: string; name?: string };

/** The place of a document that answers: `marks` are the stretches of `text` to highlight, `[from, to)` in UTF-16 units. */
export type Snippet = Passage & { marks: [number, number][] };

const LENGTH = 120;
const BEFORE = 30;

/**
 * Which block of a document to show for a query, cut to a few lines. The title is shown above it anyway: it is the place
 * only when nothing else has any of the words, and then the text begins with its beginning.
 * @param worth what a term is worth, as for the ranking
 * @returns null for a document without blocks
 */
export function cutSnippet(
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
  worth: (term: string) => number,
): Snippet | null {
  const weighed = terms.map(({ kind, text, weight }) => ({ kind, text, worth: weight * worth(text) }));
  const bestIn = (folded: string) => bestPassage(toSearched(folded), weighed, LENGTH);
  let best: { block: Passage; worth: number } | null = null;
  for (const block of passages) {
    if (block.label === 'title') continue;
    const found = bestIn(foldSearch(block.text)).worth;
    if (best === null || found > best.worth + 1e-9) best = { block, worth: found };
  }
  if (best === null) return null;
  const { block } = best;
  const { folded, places } = foldWithPlaces(block.text);
  const { from } = bestIn(folded);
  const begin = from <= LENGTH - BEFORE ? 0 : wholeCharacter(block.text, places[from - BEFORE] ?? 0);
  const end = wholeCharacter(block.text, Math.min(begin + LENGTH, block.text.length));
  // A character that was typed beside another one is shown with it or not at all: 保压 does not light up every 压.
  const telling = terms.filter(({ kind }) => kind !== 'char').map(({ text }) => text);
  const shown = terms.filter(({ kind, text }) => kind !== 'char' || !telling.some((other) => other.includes(text)));
  const marks = shown.flatMap((term) =>
    placesOf(folded, term).map((at): [number, number] => [
      places[at] ?? 0,
      places[at + term.text.length] ?? block.text.length,
    ]),
  );
  const lead = begin > 0 ? '…' : '';
  const inside = merge(marks.filter(([from, to]) => from >= begin && to <= end));
  const text = lead + block.text.slice(begin, end) + (end < block.text.length ? '…' : '');
  const shift = lead.length - begin;
  return { ...block, text, marks: inside.map(([from, to]) => [from + shift, to + shift]) };
}

/** Not between the two halves of a character outside the basic plane. */
const wholeCharacter = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at);

/** Stretches that touch or overlap become one. */
function merge(marks: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
