const MARKER = /^(\s*)(?:([-*+])|(\d{1,3})([.)、]))( \[[ x]\])?(\s*)/;

/**
 * What Enter does inside a Markdown list: the next line begins as this one does, one number further; on an empty point the
 * list ends.
 * @param text the whole text
 * @param caret where Enter was pressed, nothing selected
 * @returns what to replace, from `from` to the caret, by `by`; null when it is an ordinary Enter
 */
export function continueList(text: string, caret: number): { from: number; by: string } | null {
  const from = text.lastIndexOf('\n', caret - 1) + 1;
  const line = text.slice(from, caret);
  const found = MARKER.exec(line);
  if (!found) return null;
  const [whole = '', indent = '', bullet, number, dot = '', box = '', gap = ''] = found;
  if (gap === '' && dot !== '、') return null;
  if (line.trim() === whole.trim()) return { from, by: '' };
  const next = bullet ?? `${Number(number) + 1}${dot}`;
  return { from: caret, by: `\n${indent}${next}${box ? ' [ ]' : ''}${gap}` };
}
