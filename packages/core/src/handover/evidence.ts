import { isDay } from '../calendar.ts';
import type { EvidenceContent, EvidenceNeed, EvidenceType, Level } from './model.ts';

/** Why evidence does not suffice. Codes; the pages have the sentences. */
export const EVIDENCE_PROBLEMS = [
  'type_missing', // no evidence of any type of a required group
  'file_missing',
  'photo_is_no_image',
  'text_missing', // a required text is empty
  'text_too_short', // ★: fewer than ten characters
  'text_says_nothing', // ★: 「无」「已同步」「详见附件」
  'list_empty', // neither a row nor "none, because …"
  'row_says_nothing',
  'link_invalid',
  'document_unreadable', // not published, or whoever accepts may not read it
  'documents_open', // the leaver's own drafts, which nobody else can see
  'questions_open', // still waiting for an answer
  'meeting_missing', // neither a link nor a file
  'day_invalid',
  'approval_missing',
  'signature_missing',
  'signature_mismatch',
  'result_missing',
] as const;
export type EvidenceProblemCode = (typeof EVIDENCE_PROBLEMS)[number];

export type EvidenceProblem = {
  code: EvidenceProblemCode;
  /** Types that would satisfy the requirement (several for alternatives), or the type of the evidence at fault. */
  types: readonly EvidenceType[];
  /** Place in the given contents; null when something is missing altogether. */
  index: number | null;
  /** Field at fault, for the page to mark. */
  field: string | null;
};

/** A row of a ★ list shorter than this, all its cells together, is refused: 「1」 lists nothing. */
const MIN_ROW = 4;
/** Free text shorter than this is refused on ★ items (templates.md, minimum content). */
export const MIN_TEXT = 10;

const SAYS_NOTHING = new Set(
  `无 没有 暂无 无内容 不涉及 略 同上 如题 好 好的 是 ok na none nil nothing done 已同步 已同步过 已交接 已完成 已处理 已沟通 已口头说明
   口头说明 已说明 已告知 已发 已发送 已上传 见附件 详见附件 请见附件 请查看附件 附件 见文档 详见文档 见链接 详见链接 内容见附件 具体见附件
   确认没有 确认无 没问题 无问题 都交接了 全部已交接 全部交接完成`.split(/\s+/),
);

/** Full-width becomes plain; spaces (also invisible ones) and punctuation go; lower case. */
const essence = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '');

const PHRASES = [...SAYS_NOTHING];

/**
 * Nothing but stock phrases, one after the other, from the first place to the last. Walks the places a chain can reach,
 * each once: phrases overlap (无内容 + 见附件 is also 无 + 内容见附件), so a pattern that tries one reading after the
 * other takes twice as long with every repetition.
 */
const isChain = (text: string): boolean => {
  const reached = new Set([0]);
  // A set gives what is added while it is walked, too.
  for (const place of reached) {
    for (const phrase of PHRASES) if (text.startsWith(phrase, place)) reached.add(place + phrase.length);
  }
  return reached.has(text.length);
};

/** True for a text that is only a stock phrase or a chain of them, however it is spaced, punctuated and repeated. */
export const saysNothing = (text: string): boolean =>
  essence(text) === '' ? text.trim() !== '' : isChain(essence(text));

/** One or two characters over and over: 「测试测试测试测试测试」. */
const isFiller = (text: string): boolean => new Set(essence(text)).size < 3;

/** Whether a text that has to help somebody says too little to: as for the texts of a ★ item. */
export const saysTooLittle = (text: string): boolean =>
  saysNothing(text) || isFiller(text) || [...essence(text)].length < MIN_TEXT;

type Finding = { code: EvidenceProblemCode; field: string };
type CheckOf<T extends EvidenceType> = (
  content: Extract<EvidenceContent, { type: T }>,
  text: (field: string, value: string, required: boolean) => Finding[],
  facts: EvidenceFacts,
) => Finding[];

/** What the rule has to know besides the evidence itself. */
export type EvidenceFacts = {
  level: Level;
  /** Who hands in; null leaves signatures uncompared. */
  signerName: string | null;
  /** Of the named files, those that are pictures by their bytes; null leaves photos unlooked at. */
  images: ReadonlySet<string> | null;
  /** Of the named documents, those that are published and open to whoever accepts; null leaves them unlooked at. */
  documents: ReadonlySet<string> | null;
};

const need = (missing: boolean, code: EvidenceProblemCode, field: string): Finding[] =>
  missing ? [{ code, field }] : [];
const isLink = (url: string): boolean => /^(https?|dingtalk):\/\/\S+$/i.test(url.trim());

const CHECKS: { [T in EvidenceType]: CheckOf<T> } = {
  FILE: (c, text) => [...need(c.fileIds.length === 0, 'file_missing', 'fileIds'), ...text('purpose', c.purpose, true)],
  PHOTO: (c, text, { images }) => [
    ...need(c.fileIds.length === 0, 'file_missing', 'fileIds'),
    ...need(images !== null && c.fileIds.some((id) => !images.has(id)), 'photo_is_no_image', 'fileIds'),
    ...text('note', c.note, false),
  ],
  LINK: (c, text, { documents }) => [
    ...(c.documentId
      ? need(documents !== null && !documents.has(c.documentId), 'document_unreadable', 'documentId')
      : need(!isLink(c.url), 'link_invalid', 'url')),
    ...text('purpose', c.purpose, true),
  ],
  MEET: (c, text) => [
    ...need(c.url.trim() === '' && c.fileIds.length === 0, 'meeting_missing', 'url'),
    ...need(c.url.trim() !== '' && !isLink(c.url), 'link_invalid', 'url'),
    ...need(!isDay(c.heldOn), 'day_invalid', 'heldOn'),
    ...text('summary', c.summary, true),
  ],
  LIST: (c, text, { level }) => {
    const saysLittle = (row: readonly string[]) => isEmptyRow(row) || (level === 'must' && isScantRow(row));
    if (c.rows.length > 0) return need(c.rows.some(saysLittle), 'row_says_nothing', 'rows');
    return c.noneBecause.trim() === ''
      ? [{ code: 'list_empty', field: 'rows' }]
      : text('noneBecause', c.noneBecause, true);
  },
  APPR: (c, text) => [
    ...need(c.processInstanceId.trim() === '', 'approval_missing', 'processInstanceId'),
    ...text('note', c.note, false),
  ],
  SYS: (c, text) => text('statement', c.statement, true),
  SIGN: (c, text, { signerName }) => {
    if (c.signedName.trim() === '') return [{ code: 'signature_missing', field: 'signedName' }];
    const mismatch = signerName !== null && essence(c.signedName) !== essence(signerName);
    return [...need(mismatch, 'signature_mismatch', 'signedName'), ...text('statement', c.statement, false)];
  },
  DEMO: (c, text) => [...need(!c.result, 'result_missing', 'result'), ...text('note', c.note, false)],
};

const isScantRow = (row: readonly string[]): boolean =>
  [...essence(row.join(''))].length < MIN_ROW || isFiller(row.join(''));
const isEmptyRow = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '' || saysNothing(cell));

/**
 * What is wrong with the evidence somebody wants to hand in; empty when it suffices. A group that only a DEMO
 * satisfies is left out: the successor gives its result when accepting. A DEMO handed in by the doer counts for nothing.
 */
export function checkEvidence(
  item: { evidence: EvidenceNeed; level: Level },
  contents: readonly EvidenceContent[],
  about: Partial<Omit<EvidenceFacts, 'level'>> = {},
): EvidenceProblem[] {
  const missing = item.evidence
    .filter((group) => !group.every((type) => type === 'DEMO'))
    .filter((group) => !contents.some(({ type }) => type !== 'DEMO' && group.includes(type)))
    .map((group): EvidenceProblem => ({ code: 'type_missing', types: group, index: null, field: null }));
  const facts = { signerName: null, images: null, documents: null, ...about, level: item.level };
  const text = textCheck(item.level);
  const flawed = contents.flatMap((content, index) => {
    const check = CHECKS[content.type] as CheckOf<EvidenceType>;
    const types = [content.type];
    return check(content, text, facts).map((finding): EvidenceProblem => ({ ...finding, types, index }));
  });
  return [...missing, ...flawed];
}

/** Texts are held to the minimum only on ★ items; elsewhere a required text just has to be there. */
function textCheck(level: Level) {
  return (field: string, value: string, required: boolean): Finding[] => {
    if (value.trim() === '') return need(required, 'text_missing', field);
    if (level !== 'must') return [];
    if (saysNothing(value) || (required && isFiller(value))) return [{ code: 'text_says_nothing', field }];
    return need(required && [...essence(value)].length < MIN_TEXT, 'text_too_short', field);
  };
}
