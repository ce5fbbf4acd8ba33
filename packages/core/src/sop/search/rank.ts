import type { QueryTerm } from './cut-query.ts';
import { cutText } from './cut-text.ts';
import { joinModels } from './fold-search.ts';

/** A document that may answer, its texts folded by `foldSearch`; the first line of `title` is the title, its subjects follow. */
export type Candidate = { id: string; title: string; body: string; attached: string };

/** What a term is worth by itself: how many of all documents have it. */
export type Corpus = { documents: number; withTerm(term: string): number };

/** BM25 with fields, and what it does not know: where in the text the words stand together. */
const K1 = 1.2;
const LENGTH = 0.6;
const TITLE = 3;
const ATTACHED = 0.3;
/** Within so many characters an answer is given. */
const PASSAGE = 150;
const TOGETHER = 0.5;
const NAMED = 1;
/** Characters of a text of usual length; a constant, so that one huge document does not change the order of others. */
const USUAL_LENGTH = 600;

/**
 * Candidates in the order somebody wants to read them; the same input gives the same order.
 * @param folded the query, by `foldSearch`
 */
export function rankCandidates<C extends Candidate>(
  { folded, terms }: { folded: string; terms: readonly QueryTerm[] },
  candidates: readonly C[],
  corpus: Corpus,
): { candidate: C; score: number }[] {
  const rare = rarityOf(corpus);
  const weighed = terms.map(({ kind, text, weight }) => ({ kind, text, worth: weight * rare(text) }));
  const telling = weighed.filter(({ kind }) => kind !== 'char');
  const whole = telling.length > 0 ? telling : weighed;
  // A single character that two words have in common is no answer while anything has a word of the question.
  const speaking = candidates.filter(({ title, body, attached }) => {
    const fields = [title, body, attached].map(toSearched);
    return telling.some((term) => fields.some((field) => countIn(field, term) > 0));
  });
  const scored = (speaking.length > 0 ? speaking : candidates).map((candidate) => {
    const { title, body, attached } = candidate;
    const fields = [toSearched(title), toSearched(body), toSearched(attached)] as const;
    const length = 1 - LENGTH + (LENGTH * Math.min(body.length + attached.length, 20 * USUAL_LENGTH)) / USUAL_LENGTH;
    let score = 0;
    for (const term of weighed) {
      const [inTitle, inBody, inAttached] = fields.map((field) => countIn(field, term)) as [number, number, number];
      const often = (inBody + ATTACHED * inAttached) / length + TITLE * Math.min(inTitle, 1);
      score += (term.worth * often * (K1 + 1)) / (often + K1);
    }
    score += TOGETHER * bestPassage(fields[1], weighed).worth;
    // What was typed is in the title: no text comes before it, however often it says so.
    if (whole.every((term) => countIn(fields[0], term) > 0)) score += (K1 + 1) * sum(whole);
    if (isNamed(title, folded)) score += NAMED * worthOfTitle(title, rare);
    return { candidate, score };
  });
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1));
}

const sum = (terms: readonly Weighed[]): number => terms.reduce((total, { worth }) => total + worth, 0);

type Weighed = Pick<QueryTerm, 'kind' | 'text'> & { worth: number };
/** A text, and where it has model numbers the text in which each of them is one word. */
type Searched = { text: string; joined: string | null };

export const toSearched = (text: string): Searched => ({ text, joined: joinModels(text) });

/** What a term says by being rare: 0 in every document, the more the fewer have it. */
export const rarityOf =
  ({ documents, withTerm }: Corpus) =>
  (term: string): number => {
    const found = withTerm(term);
    return Math.log(1 + (Math.max(documents - found, 0) + 0.5) / (found + 0.5));
  };

const countIn = ({ text, joined }: Searched, term: Pick<Weighed, 'kind' | 'text'>): number =>
  placesOf(text, term).length || (joined !== null && term.kind === 'word' ? placesOf(joined, term).length : 0);

/** Where a term stands. A word stands alone: `s7` is not in `vs7`, `12` not in `120`. */
export function placesOf(text: string, { kind, text: term }: Pick<Weighed, 'kind' | 'text'>): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
    if (kind !== 'word' || (differs(text[at - 1], term[0]) && differs(text[at + term.length], term.at(-1))))
      places.push(at);
  }
  return places;
}

const sort = (character: string | undefined): number =>
  character === undefined ? 0 : /[a-z]/.test(character) ? 1 : /[0-9]/.test(character) ? 2 : 0;
const differs = (beside: string | undefined, own: string | undefined): boolean =>
  sort(beside) === 0 || sort(beside) !== sort(own);

/** The stretch of a text in which the most is found of what is searched. @returns where its first term begins, its last ends */
export function bestPassage(
  field: Searched,
  terms: readonly Weighed[],
  width = PASSAGE,
): { worth: number; from: number; to: number } {
  const hits = terms.flatMap((term, index) =>
    placesOf(field.text, term).map((at) => ({ at, end: at + term.text.length, index, worth: term.worth })),
  );
  hits.sort((a, b) => a.at - b.at || b.end - a.end);
  const inside = new Map<number, number>();
  let best = { worth: 0, from: 0, to: 0 };
  let worth = 0;
  let first = 0;
  for (const hit of hits) {
    const count = inside.get(hit.index) ?? 0;
    if (count === 0) worth += hit.worth;
    inside.set(hit.index, count + 1);
    for (let gone = hits[first]; gone && gone.at < hit.end - width; gone = hits[first]) {
      const left = (inside.get(gone.index) ?? 1) - 1;
      inside.set(gone.index, left);
      if (left === 0) worth -= gone.worth;
      first += 1;
    }
    if (worth > best.worth + 1e-9) best = { worth, from: hits[first]?.at ?? hit.at, to: hit.end };
  }
  return best;
}

/** Whether the query says the name of the document, as far as it is a name: 「费用报销（2026 版）」 without what is in brackets. */
const isNamed = (title: string, folded: string): boolean => {
  const name = nameOf(title);
  return name.length >= 2 && folded.includes(name);
};
/** The first line: subjects follow. */
const nameOf = (title: string): string =>
  title
    .replace(/\n.*$/s, '')
    .replace(/\s*[(（《【[].*$/, '')
    .trim();

const worthOfTitle = (title: string, rare: (term: string) => number): number =>
  [
    ...new Set(
      cutText(nameOf(title))
        .filter(({ kind }) => kind !== 'char')
        .map(({ text }) => text),
    ),
  ].reduce((sum, term) => sum + rare(term), 0);
