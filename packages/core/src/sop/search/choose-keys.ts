import type { QueryTerm } from './cut-query.ts';
import { type KeyClass, keyOf } from './keys.ts';

/** What it is worth to be found so; the ranking reads the texts and decides anew. */
const CLASS_WORTH: Readonly<Record<Exclude<KeyClass, 'begins'>, number>> = {
  title: 2,
  often: 0.6,
  body: 1,
  attached: 0.4,
};

export type SearchKey = { key: number; weight: number; term: string; keyClass: KeyClass };

/** Every way in which the terms of a query may stand in a document, as the index names them. */
export const searchKeys = (corpId: string, terms: readonly QueryTerm[]): SearchKey[] =>
  terms.flatMap(({ text, weight }) =>
    (Object.keys(CLASS_WORTH) as (keyof typeof CLASS_WORTH)[]).map((keyClass) => ({
      key: keyOf(corpId, keyClass, text),
      weight: weight * CLASS_WORTH[keyClass],
      term: text,
      keyClass,
    })),
  );

/**
 * The order in which to look keys up: what few documents have comes first, since it says most and costs least; of keys that
 * are not known to be common the weightier ones.
 * @param frequency how many documents have a key; 0 when that is not known, and then they are few
 */
export const rarestFirst = (keys: readonly SearchKey[], frequency: (key: number) => number): SearchKey[] =>
  keys.toSorted((a, b) => frequency(a.key) - frequency(b.key) || b.weight - a.weight);
