import type { ItemView } from '@baton/api/client';
import type { EvidenceContent, EvidenceType } from '@baton/core';

export type ContentOf<T extends EvidenceType> = Extract<EvidenceContent, { type: T }>;
/** What the doer fills in; DEMO is the successor's. */
export type FilledType = Exclude<EvidenceType, 'DEMO'>;
export type FilledContent = Exclude<EvidenceContent, { type: 'DEMO' }>;
export const FILLED_TYPES = ['LIST', 'FILE', 'LINK', 'MEET', 'PHOTO', 'APPR', 'SYS', 'SIGN'] as const;

type Hints = { columns: readonly string[]; today: string; statement: string };
const BLANK: { [T in FilledType]: (hints: Hints) => ContentOf<T> } = {
  FILE: () => ({ type: 'FILE', fileIds: [], purpose: '' }),
  PHOTO: () => ({ type: 'PHOTO', fileIds: [], note: '' }),
  LINK: () => ({ type: 'LINK', url: '', purpose: '' }),
  MEET: ({ today }) => ({ type: 'MEET', url: '', fileIds: [], heldOn: today, summary: '' }),
  LIST: ({ columns }) => ({ type: 'LIST', columns, rows: [columns.map(() => '')], noneBecause: '' }),
  APPR: () => ({ type: 'APPR', processInstanceId: '', note: '' }),
  SYS: () => ({ type: 'SYS', statement: '' }),
  SIGN: ({ statement }) => ({ type: 'SIGN', signedName: '', statement }),
};
/** An untouched piece of evidence of one type, ready to be filled in. */
export const blankContent = (type: FilledType, hints: Hints): FilledContent => BLANK[type](hints);

const empty = (...texts: readonly string[]): boolean => texts.every((text) => text.trim() === '');
const UNTOUCHED: { [T in EvidenceType]: (content: ContentOf<T>) => boolean } = {
  FILE: (c) => c.fileIds.length === 0 && empty(c.purpose),
  PHOTO: (c) => c.fileIds.length === 0 && empty(c.note),
  LINK: (c) => empty(c.url, c.purpose, c.documentId ?? ''),
  MEET: (c) => c.fileIds.length === 0 && empty(c.url, c.summary),
  LIST: (c) => c.rows.every((row) => empty(...row)) && empty(c.noneBecause),
  APPR: (c) => empty(c.processInstanceId, c.note),
  SYS: (c) => empty(c.statement),
  SIGN: (c) => empty(c.signedName),
  DEMO: () => false,
};
/** True when nobody has put anything in yet. */
export const isUntouched = (content: EvidenceContent): boolean =>
  (UNTOUCHED[content.type] as (content: EvidenceContent) => boolean)(content);

const LINK_SHAPE = /^(https?|dingtalk):\/\/\S+$/i;
const DAY_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
export const isLink = (url: string): boolean => LINK_SHAPE.test(url.trim());

/** What somebody means to hand in: untouched pieces and empty rows go. */
export const toCheck = (contents: readonly EvidenceContent[]): EvidenceContent[] =>
  contents.filter((content) => !isUntouched(content)).map(tidy);

/**
 * What can be sent of what has been typed: untouched pieces and empty rows go, a half-typed address or a missing day
 * holds that piece back (the contract would refuse the whole draft).
 * @returns the pieces, and whether something had to stay on this device
 */
export function toSend(contents: readonly EvidenceContent[]): { evidence: EvidenceContent[]; heldBack: boolean } {
  const touched = toCheck(contents);
  const evidence = touched.filter(isWellFormed);
  return { evidence, heldBack: evidence.length < touched.length };
}

function tidy(content: EvidenceContent): EvidenceContent {
  if (content.type !== 'LIST') return content;
  const rows = content.rows.filter((row) => !empty(...row));
  // A list with rows is not empty for a reason, whatever was typed before.
  return { ...content, rows, noneBecause: rows.length > 0 ? '' : content.noneBecause };
}

function isWellFormed(content: EvidenceContent): boolean {
  if (content.type === 'LINK') return content.url.trim() === '' || isLink(content.url);
  if (content.type === 'MEET') {
    return (content.url.trim() === '' || isLink(content.url)) && DAY_SHAPE.test(content.heldOn);
  }
  return true;
}

/** Columns of a list: the template's, else what was used last time, else `fallback`. */
export function listColumns(item: Pick<ItemView, 'columns' | 'evidenceNow'>, fallback: readonly string[]) {
  const last = item.evidenceNow.find((content): content is ContentOf<'LIST'> => content.type === 'LIST');
  return item.columns.length > 0 ? item.columns : (last?.columns ?? fallback);
}
