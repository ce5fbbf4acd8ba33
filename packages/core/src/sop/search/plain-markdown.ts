// Blanks first: with one of them in a row at most, no rule reads an unlucky line anew from each of its places.
const RULES: readonly [RegExp, string][] = [
  [/[ \t]+/g, ' '],
  [/!?\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, '$1'], // links and pictures: their words
  [/^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/gm, ''], // the line below a table's head
  [/^ ?\| ?(.*?) ?\| ?$/gm, '$1'],
  [/[ \t]*\|[ \t]*/g, ' · '],
  [/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ x]\][ \t]+)?)/gm, ''],
  [/\*\*|__|~~|`+/g, ''],
  [/\n{2,}/g, '\n'],
];

/** The words of a Markdown text without its signs: what is searched and shown of it in a list. */
export const plainMarkdown = (text: string): string =>
  RULES.reduce((said, [sign, instead]) => said.replace(sign, instead), text).trim();
