/**
 * What a text is cut into. `pair`: two Chinese characters side by side, or a Chinese character beside a word (3号); it is
 * found inside every word and sentence. `char`: one Chinese character. `word`: letters or digits; `fx-3u` gives fx, 3, u,
 * 3u and fx3u, so that every way of writing a model number meets every other.
 */
export type Term = { kind: 'char' | 'pair' | 'word'; text: string; at: number };

const PIECE = /[\p{Script=Han}〇々]+|[a-z0-9]+(?:[-_/.·+~][a-z0-9]+)*|[\p{L}\p{N}]+/gu;
const HAN = /^[\p{Script=Han}〇々]/u;
/** Longer runs are hashes, addresses or pictures, not words. */
const LONGEST_WORD = 40;

/** @param folded by `foldSearch`. @returns every term in reading order; the same term as often as it stands there */
export function cutText(folded: string): Term[] {
  const terms: Term[] = [];
  let last: { end: number; text: string; han: boolean } | null = null;
  for (const { 0: piece, index } of folded.matchAll(PIECE)) {
    const han = HAN.test(piece);
    const beside = last !== null && last.end === index && last.han !== han ? last : null;
    if (han) {
      const characters = [...piece];
      if (beside) terms.push({ kind: 'pair', text: `${beside.text}${characters[0]}`, at: index - beside.text.length });
      let at = index;
      characters.forEach((character, position) => {
        terms.push({ kind: 'char', text: character, at });
        const next = characters[position + 1];
        if (next !== undefined) terms.push({ kind: 'pair', text: character + next, at });
        at += character.length;
      });
      last = { end: index + piece.length, text: characters.at(-1) ?? '', han };
    } else {
      const words = wordsOf(piece);
      const first = words[0];
      if (beside && first)
        terms.push({ kind: 'pair', text: `${beside.text}${first.text}`, at: index - beside.text.length });
      for (const word of words) terms.push({ kind: 'word', text: word.text, at: index + word.at });
      last = { end: index + piece.length, text: words.at(-1)?.text ?? '', han };
    }
  }
  return terms;
}

/** Its parts between joiners, the letters and digits of each, and all of it as one; each once. The last is the last part. */
function wordsOf(piece: string): { text: string; at: number }[] {
  const found = new Map<string, number>();
  const add = (text: string, at: number) => {
    if (text.length <= LONGEST_WORD && !found.has(text)) found.set(text, at);
  };
  for (const { 0: part, index } of piece.matchAll(/[^-_/.·+~]+/g)) {
    for (const { 0: run, index: inside } of part.matchAll(/[a-z]+|[0-9]+|[^a-z0-9]+/g)) add(run, index + inside);
    add(part, index);
  }
  add(piece.replace(/[-_/.·+~]/g, ''), 0);
  return [...found].map(([text, at]) => ({ text, at }));
}
