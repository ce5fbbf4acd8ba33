import type { SourceMeta } from './model.ts';

const KEYS: Readonly<Record<string, keyof SourceMeta>> = {
  编号: 'documentId',
  标题: 'title',
  title: 'title',
  名称: 'title',
  类型: 'kind',
  kind: 'kind',
  type: 'kind',
  岗位: 'position',
  position: 'position',
  主题: 'subjects',
  subjects: 'subjects',
  标签: 'subjects',
  tags: 'subjects',
  关键词: 'subjects',
  负责人: 'owner',
  owner: 'owner',
  复核人: 'verifier',
  审核人: 'verifier',
  verifier: 'verifier',
  复核天数: 'reviewDays',
  reviewdays: 'reviewDays',
};

/** What a label means, whether it stands in front matter or over a column; undefined for what is none of ours. */
export const metaKeyOf = (label: string): keyof SourceMeta | undefined => KEYS[label.trim().toLowerCase()];

/** Sets what a label and its text say. Empty text says nothing. */
export function withMeta(meta: SourceMeta, key: keyof SourceMeta, text: string): SourceMeta {
  const value = text.trim();
  if (value === '') return meta;
  if (key === 'subjects') return { ...meta, subjects: listOf(value) };
  if (key !== 'reviewDays') return { ...meta, [key]: value };
  const days = Number(value);
  return Number.isInteger(days) && days > 0 && days <= 1100 ? { ...meta, reviewDays: days } : meta;
}

const listOf = (text: string): string[] =>
  // A quoted word may hold a comma of its own.
  (text.match(/"(?:[^"\\]|\\.)*"|[^,，;；、|]+/g) ?? [])
    .map((word) => [...unquoted(word)].slice(0, 40).join(''))
    .filter((word) => word !== '');

/**
 * Front matter and what follows it. Not YAML, which can do far too much: `key: value` lines, lists in brackets or as
 * lines with a dash. What is not understood is left out; text without front matter comes back as it is.
 */
export function splitFrontMatter(text: string): { meta: SourceMeta; structured: boolean; body: string } {
  const whole = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const [, block, body] = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)([\s\S]*)$/.exec(whole) ?? [];
  if (block === undefined || body === undefined) return { meta: {}, structured: false, body: whole };
  let meta: SourceMeta = {};
  let structured = false;
  let open: keyof SourceMeta | undefined;
  let items: string[] = [];
  for (const line of block.split('\n')) {
    const [, item] = /^\s*-\s+(.*)$/.exec(line) ?? [];
    if (item !== undefined && open) {
      items = [...items, item.trim()];
      meta = withMeta(meta, open, items.join(','));
      continue;
    }
    const [, label = '', value = ''] = /^([^\s:：#][^:：]*)[:：]\s*(.*)$/.exec(line) ?? [];
    open = metaKeyOf(label);
    items = [];
    if (/^(格式|format)$/i.test(label.trim())) structured = /^(sop|结构化)$/i.test(unquoted(value));
    if (open) meta = withMeta(meta, open, /^\[(.*)\]$/.exec(value)?.[1] ?? unquoted(value));
  }
  return { meta, structured, body };
}

/** A value as front matter keeps it on one line. */
export const quoted = (text: string): string => JSON.stringify(text.replace(/\s+/g, ' '));

function unquoted(text: string): string {
  const value = text.trim();
  if (/^".*"$/.test(value)) {
    try {
      return String(JSON.parse(value));
    } catch {
      return value.slice(1, -1);
    }
  }
  return /^'.*'$/.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value;
}
