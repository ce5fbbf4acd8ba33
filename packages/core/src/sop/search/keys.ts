import { cutText, type Term } from './cut-text.ts';

/**
 * How a term stands in a document. `title`: in the title or a subject; `often`: three times or more; `body`: in the text;
 * `attached`: only in an attachment; `begins`: a word of the title begins so, for suggestions while typing.
 */
export type KeyClass = 'title' | 'often' | 'body' | 'attached' | 'begins';

/** Raised whenever the keys of a text change: every document is then indexed anew. */
export const SEARCH_CUT = 3;

const OFTEN = 3;
/** Of a longer word the beginning is this. */
export const LONGEST_BEGINNING = 12;
const MARK: Readonly<Record<KeyClass, string>> = { title: 'T', often: 'O', body: 'B', attached: 'A', begins: 'P' };

/**
 * A term as a number that an index keeps. Two terms of one number only make a document a candidate that the ranking, which
 * reads its text, puts last. Companies do not share numbers, so that one index serves them all.
 * @returns a 32-bit integer, never 0
 */
export function keyOf(corpId: string, keyClass: KeyClass, term: string): number {
  let hash = 0x811c9dc5;
  for (const part of [corpId, MARK[keyClass], term]) {
    for (let at = 0; at < part.length; at += 1) hash = Math.imul(hash ^ part.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0xff, 0x01000193);
  }
  return hash | 0 || 1;
}

/** @param text folded by `foldSearch`, each part */
export function keysOf(corpId: string, text: { title: string; body: string; attached: string }): number[] {
  const keys = new Set<number>();
  for (const { kind, text: term } of cutText(text.title)) {
    keys.add(keyOf(corpId, 'title', term));
    if (kind !== 'word') continue;
    for (let length = 1; length <= Math.min(term.length, LONGEST_BEGINNING); length += 1)
      keys.add(keyOf(corpId, 'begins', term.slice(0, length)));
  }
  const body = countTerms(cutText(text.body));
  for (const [term, count] of body) {
    keys.add(keyOf(corpId, 'body', term));
    if (count >= OFTEN) keys.add(keyOf(corpId, 'often', term));
  }
  for (const [term] of countTerms(cutText(text.attached)))
    if (!body.has(term)) keys.add(keyOf(corpId, 'attached', term));
  return [...keys].toSorted((a, b) => a - b);
}

function countTerms(terms: readonly Term[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of terms) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
