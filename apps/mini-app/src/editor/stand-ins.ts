import type { DocumentContent } from '@baton/core';

/** What stands in a text for a file that is on its way; nothing of it is ever saved. */
export const standIn = (key: number, label: string): string => `![${label}](uploading:${key})`;
const ANY = /\n?!\[[^\]\n]*\]\(uploading:\d+\)/g;

/** The same content with `words` where a stand-in is, in whatever field; nothing changes when it has been taken out. */
export function replaceStandIn(content: DocumentContent, place: string, words: string): DocumentContent {
  return mapTexts(content, (text) => text.split(place).join(words));
}

/** Content as it is saved: files that have not arrived are not in it. */
export const withoutStandIns = (content: DocumentContent): DocumentContent =>
  mapTexts(content, (text) => text.replace(ANY, ''));

const mapTexts = (content: DocumentContent, change: (text: string) => string): DocumentContent =>
  mapValue(content, change) as DocumentContent;

function mapValue(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapValue(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const mapped: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) mapped[name] = mapValue(one, change);
  return mapped;
}
