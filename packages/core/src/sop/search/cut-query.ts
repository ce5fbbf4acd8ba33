import { cutText, type Term } from './cut-text.ts';
import { foldSearch } from './fold-search.ts';

/** A term somebody searches for. `weight`: how much it says, from 0 to 1, before it is known how rare it is. */
export type QueryTerm = Pick<Term, 'kind' | 'text'> & { weight: number };

/** A question is more than its subject: these words are in every question and in many answers to others. */
const ASKING = new Set(
  '什么 怎么 如何 哪些 哪个 哪里 哪年 哪一 多少 为什 时候 是什 是谁 是哪 有哪 在哪 几个 请问 怎样 么样 何时 为何 是多 怎办 么办 能不 不能'.split(
    ' ',
  ),
);
/** Words of one character that carry no subject. */
const SMALL = new Set(
  '的是在了和有为与中上下个之年月日一这那其他它她们被由从到对以及于等人多大小出会可能也都就不吗呢么何几哪谁问吧啊',
);

/** Measured on a public set of questions: docs/decisions/0010-search-in-chinese.md. */
const WEIGHTS = {
  word: 1,
  pair: 1,
  /** of two neighbouring words */ across: 0.7,
  character: 0.25,
  /** that is a word */ alone: 0.8,
  asking: 0.1,
};

const words = new Intl.Segmenter('zh', { granularity: 'word' });
/** What is typed into a search box; more is a text, and its beginning says what it is about. */
const LONGEST_QUERY = 200;
const MOST_TERMS = 48;

/**
 * What to look for. Where one word ends and the next begins weighs the pairs of characters, it does not cut them: a word
 * that the dictionary does not know is found all the same.
 * @returns each term once, in the order of the query; empty when there is nothing to look for
 */
export function cutQuery(query: string): QueryTerm[] {
  const folded = foldSearch(query).slice(0, LONGEST_QUERY);
  const begins = new Set<number>();
  const alone = new Set<number>();
  for (const { index, segment } of words.segment(folded)) {
    begins.add(index);
    if ([...segment].length === 1) alone.add(index);
  }
  const found = new Map<string, QueryTerm>();
  for (const { kind, text, at } of cutText(folded)) {
    const weight = weigh({ kind, text, across: begins.has(at + ([...text][0]?.length ?? 1)), alone: alone.has(at) });
    const known = found.get(text);
    if (known) known.weight = Math.max(known.weight, weight);
    else if (found.size < MOST_TERMS) found.set(text, { kind, text, weight });
  }
  return [...found.values()];
}

type Seen = Pick<Term, 'kind' | 'text'> & { across: boolean; alone: boolean };

function weigh({ kind, text, across, alone }: Seen): number {
  if (kind === 'word') return WEIGHTS.word;
  if (kind === 'char') return alone && !SMALL.has(text) ? WEIGHTS.alone : WEIGHTS.character;
  return (across ? WEIGHTS.across : WEIGHTS.pair) * (ASKING.has(text) ? WEIGHTS.asking : 1);
}
