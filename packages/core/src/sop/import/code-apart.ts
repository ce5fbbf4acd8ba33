import { markdownLines } from '../markdown-lines.ts';

export type Stretch = { code: boolean; piece: string };

/**
 * A Markdown text in its order, code and everything else apart. Reads every line once and every run of backticks once:
 * a pattern that looks for the end of each would read an unlucky text anew for every backtick.
 */
export function codeApart(text: string): Stretch[] {
  const { lines } = markdownLines(text);
  const stretches: Stretch[] = [];
  for (let from = 0, to = 0; from < lines.length; from = to) {
    const code = lines[from]?.code ?? false;
    while (to < lines.length && lines[to]?.code === code) to += 1;
    const said = lines.slice(from, to).map((line) => line.text);
    const piece = said.join('\n') + (to < lines.length ? '\n' : '');
    if (code) stretches.push({ code, piece });
    else stretches.push(...spansApart(piece));
  }
  return stretches;
}

/** Code inside lines: from a run of backticks to the next run of as many. */
function spansApart(text: string): Stretch[] {
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: run }) => ({ at: index, length: run.length }));
  const nextSame: (number | undefined)[] = [];
  const last = new Map<number, number>();
  for (let place = runs.length - 1; place >= 0; place -= 1) {
    const { length } = runs[place] as (typeof runs)[number];
    nextSame[place] = last.get(length);
    last.set(length, place);
  }
  const stretches: Stretch[] = [];
  let at = 0;
  for (let place = 0; place < runs.length; place += 1) {
    const end = nextSame[place];
    const [from, to] = [runs[place], end === undefined ? undefined : runs[end]];
    if (!from || !to || end === undefined) continue;
    if (from.at > at) stretches.push({ code: false, piece: text.slice(at, from.at) });
    at = to.at + to.length;
    stretches.push({ code: true, piece: text.slice(from.at, at) });
    place = end;
  }
  if (at < text.length) stretches.push({ code: false, piece: text.slice(at) });
  return stretches;
}
