/**
 * Markdown of DingTalk reads these; a backslash keeps them letters. Newlines would end the line of the list. An address
 * that somebody typed is to be read, not tapped, in a message that comes from the company's robot: a full-width colon,
 * and a space of no width behind the dots of a name, keep clients from making it a link.
 */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/:\/\//g, '：//')
    .replace(/(?<=[\p{L}\d])\.(?=\p{L}{2})/gu, '.\u200b')
    .replace(/[\\`*_[\]<>#!|~]/g, '\\$&');
}

const SHOWN_LINES = 5;
/** A list of at most five lines; `more` names the rest. */
export const shown = (lines: readonly string[], more: (n: number) => string): string => {
  const list = lines.slice(0, SHOWN_LINES).map((line) => `- ${line}`);
  if (lines.length > SHOWN_LINES) list.push(`- ${more(lines.length - SHOWN_LINES)}`);
  return list.join('\n');
};
export const paragraphs = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n\n');
