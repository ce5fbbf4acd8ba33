/** A document nobody wrote. */
export type MadeUp = { title: string; text: string };

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** The same numbers at every run. @returns from 0 to 1, without 1 */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Documents in the words of real ones, as often as those use them and in no sense: noise that has every word somebody may
 * search for, and answers nothing.
 * @param texts the real ones
 * @param from number of the first, counted from 0; the n-th is the same at every run
 */
export function* madeUpDocuments(texts: readonly string[], from: number, to: number): Generator<MadeUp> {
  const all = texts.flatMap((text) =>
    [...words.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment),
  );
  for (let n = from; n < to; n += 1) {
    const next = dice(n + 1);
    const word = () => all[Math.floor(next() * all.length)] ?? '';
    const several = (least: number, most: number) =>
      Array.from({ length: least + Math.floor(next() * (most - least + 1)) }, word).join('');
    const sentences = Array.from({ length: 6 + Math.floor(next() * 20) }, () => `${several(6, 16)}。`);
    const paragraphs = Array.from({ length: Math.ceil(sentences.length / 4) }, (_, at) =>
      sentences.slice(at * 4, at * 4 + 4).join(''),
    );
    yield { title: several(2, 5), text: paragraphs.join('\n\n') };
  }
}
