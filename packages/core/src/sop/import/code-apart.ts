export type Stretch = { code: boolean; piece: string };

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * A Markdown text in its order, code and everything else apart. Reads every line once and every run of backticks once:
 * a pattern that looks for the end of each would read an unlucky text anew for every backtick.
 */
export function codeApart(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let plain = '';
  let fenced = '';
  let fence = '';
  const closePlain = () => {
    stretches.push(...spansApart(plain));
    plain = '';
  };
  for (const line of text.split(/(?<=\n)/)) {
    const [, mark = ''] = FENCE.exec(line) ?? [];
    if (fence === '' && mark === '') {
      plain += line;
      continue;
    }
    const isEnd = fence !== '' && mark.startsWith(fence);
    if (fence === '') {
      closePlain();
      fence = mark;
    }
    fenced += line;
    if (!isEnd) continue;
    stretches.push({ code: true, piece: fenced });
    fence = '';
    fenced = '';
  }
  if (fenced !== '') stretches.push({ code: true, piece: fenced });
  closePlain();
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
