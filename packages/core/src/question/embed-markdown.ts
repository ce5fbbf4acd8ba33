import { markdownLines } from '../sop/markdown-lines.ts';

const HEADING = /^( {0,3})(#{1,6})(?=\s|$)/;
/** Under a line of text it makes a heading of it. */
const UNDERLINE = /^ {0,3}(=+|-+)\s*$/;

/** Markdown with its last block of code closed: what comes below is not code. */
export function closeCode(text: string): string {
  const { close } = markdownLines(text);
  return close === null ? text : `${text.trimEnd()}\n${close}`;
}

/**
 * Markdown as a part of other Markdown, below a heading of this level: its own headings are lower, its code ends with it.
 * @param level of the heading it stands under, 1 to 5
 */
export function embedMarkdown(text: string, level: number): string {
  const { lines } = markdownLines(text);
  const lowered = lines.map(({ text: line, code }, at) => {
    if (code) return line;
    const before = lines[at - 1];
    if (UNDERLINE.test(line) && before && !before.code && before.text.trim() !== '') {
      return line.includes('=') ? line.replace('=', '\\=') : `\n${line}`;
    }
    return line.replace(HEADING, (_, blanks, marks) => `${blanks}${'#'.repeat(Math.min(6, marks.length + level))}`);
  });
  return closeCode(lowered.join('\n'));
}
