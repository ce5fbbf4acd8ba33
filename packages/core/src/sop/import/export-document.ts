import type { DocumentContent } from '../content.ts';
import type { DocumentKind } from '../model.ts';
import { quoted } from './front-matter.ts';
import { renderSop } from './sop-markdown.ts';

/** How kinds are called where files are read by people; `guessKind` knows them again. */
export const KIND_LABELS: Readonly<Record<DocumentKind, string>> = {
  job_description: '岗位职责说明书',
  sop: 'SOP',
  task_template: '任务模板',
  work_result: '工作成果',
  meeting_record: '会议记录',
  faq: '常见问答',
};

/** A document as it leaves: names instead of ids, except its own, by which it is known when it comes back. */
export type ExportedDocument = {
  id: string;
  title: string;
  kind: DocumentKind;
  position: string | null;
  subjects: readonly string[];
  owner: string;
  verifier: string;
  reviewDays: number | null;
  number: number;
  content: DocumentContent;
};

/** Markdown with front matter that `readMarkdown` reads back into the same document. */
export function renderExport(document: ExportedDocument): string {
  const { id, title, kind, position, subjects, owner, verifier, reviewDays, number, content } = document;
  const meta: [string, string | number | null][] = [
    ['编号', id],
    ['标题', quoted(title)],
    ['类型', KIND_LABELS[kind]],
    ['岗位', position === null ? null : quoted(position)],
    ['主题', subjects.length === 0 ? null : `[${subjects.map(quoted).join(', ')}]`],
    ['负责人', quoted(owner)],
    ['复核人', quoted(verifier)],
    ['复核天数', reviewDays],
    ['版本', number],
    ['格式', content.format === 'sop' ? 'SOP' : null],
  ];
  const lines = meta.filter(([, value]) => value !== null).map(([label, value]) => `${label}: ${value}`);
  const body = content.format === 'sop' ? renderSop(content) : content.text;
  // Where the title would be markup, the front matter alone says it.
  const heading = /[*_`~[\]<>\\]|^\s|\s$|#$/.test(title) ? [] : [`# ${title}`];
  return `${[`---\n${lines.join('\n')}\n---`, ...heading, body].join('\n\n')}\n`;
}

/** Names Windows keeps for itself. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const MAX_NAME = 80;

/** A name for a file or folder that every system takes, Chinese kept. */
export function safeName(text: string): string {
  const bare = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .trim();
  const kept = [...bare]
    .slice(0, MAX_NAME)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  return kept === '' ? '未命名' : RESERVED.test(kept) ? `_${kept}` : kept;
}

/** Gives each name once; the second of two alike, whatever their case, gets a number. */
export function uniqueNames(): (folder: string, stem: string, ending: string) => string {
  const given = new Set<string>();
  return (folder, stem, ending) => {
    for (let at = 1; ; at += 1) {
      const path = `${folder}${stem}${at === 1 ? '' : ` (${at})`}${ending}`;
      const key = path.toLowerCase();
      if (given.has(key)) continue;
      given.add(key);
      return path;
    }
  };
}

/** A CSV that Excel reads as Chinese text, and whose cells it never takes for formulas. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;

function cellOf(text: string): string {
  const harmless = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
