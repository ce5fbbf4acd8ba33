const NUMBERING =
  /^\s*(?:[-*•·]\s*|[（(]?\d{1,3}[.)）、:：]\s*|第\s*\d{1,3}\s*步[.、:：]?\s*|[①-⑳]\s*|[一二三四五六七八九十]{1,3}、\s*)/;

/** Lines pasted from Word or a chat as separate entries, without their numbers; fewer than two are no list. */
export function splitPasted(text: string): string[] | null {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(NUMBERING, '').trim())
    .filter((line) => line !== '');
  return lines.length < 2 ? null : lines;
}
