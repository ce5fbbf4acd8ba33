import type { GivenContent } from '../content.ts';
import { metaKeyOf, withMeta } from './front-matter.ts';
import type { ReadDocument, SourceMeta } from './model.ts';

/** A sheet as rows of text. */
export type Sheet = { name: string; rows: readonly (readonly string[])[] };

type StepField = 'action' | 'standard' | 'range' | 'trouble';
const STEP_COLUMNS: Readonly<Record<string, StepField | 'name'>> = {
  步骤: 'name',
  步骤名称: 'name',
  动作: 'action',
  操作: 'action',
  操作内容: 'action',
  做什么: 'action',
  action: 'action',
  判断标准: 'standard',
  标准: 'standard',
  合格标准: 'standard',
  standard: 'standard',
  正常范围: 'range',
  范围: 'range',
  参数: 'range',
  range: 'range',
  出错怎么办: 'trouble',
  异常处理: 'trouble',
  出错处理: 'trouble',
  trouble: 'trouble',
};
const BODY_COLUMNS = ['内容', '正文', '说明', 'content', 'text', '答案', '回答'];
const ABOVE: Readonly<Record<string, 'scope' | 'trigger' | 'frequency' | 'output'>> = {
  适用范围: 'scope',
  触发: 'trigger',
  触发条件: 'trigger',
  频率: 'frequency',
  产出与验收: 'output',
  产出: 'output',
};
const TITLE_COLUMNS = ['问题', '标题', '名称', 'title'];
/** A header stands near the top: over it at most a title and a few lines about the whole. */
const HEADER_WITHIN = 12;

const label = (cell: string): string => cell.replace(/[\s*：:（(].*$/, '').toLowerCase();
const cellsOf = (row: readonly string[] | undefined) => (row ?? []).map((cell) => cell.trim());
const isEmpty = (row: readonly string[]) => row.every((cell) => cell.trim() === '');

/**
 * Documents of a sheet: steps under 步骤 · 动作 · 判断标准 · 正常范围 · 出错怎么办 are one structured SOP; under a title
 * column every row is a document.
 * @param fileTitle title of a steps sheet that has no better name
 * @returns null when no row looks like a header
 */
export function readSheet(sheet: Sheet, fileTitle: string): ReadDocument[] | null {
  for (let at = 0; at < Math.min(HEADER_WITHIN, sheet.rows.length); at += 1) {
    const header = cellsOf(sheet.rows[at]).map(label);
    const body = sheet.rows.slice(at + 1);
    if (header.filter((cell) => cell in STEP_COLUMNS && cell !== '步骤').length >= 2) {
      return [readSteps(header, body, sheet.rows.slice(0, at), titleOf(sheet, fileTitle))];
    }
    const hasTitle = header.some((cell) => TITLE_COLUMNS.includes(cell));
    const hasBody = header.some((cell) => BODY_COLUMNS.includes(cell));
    if (hasTitle && hasBody) return readRows(header, body, sheet.name);
  }
  return null;
}

const titleOf = ({ name }: Sheet, fileTitle: string): string =>
  /^(?:sheet|工作表)\s*\d*$/i.test(name) ? fileTitle : name;

function readSteps(header: readonly string[], body: Sheet['rows'], above: Sheet['rows'], title: string): ReadDocument {
  let meta: SourceMeta = { title };
  const about = { scope: '', trigger: '', frequency: '', output: '' };
  for (const row of above) {
    const [name = '', value = ''] = cellsOf(row).filter((cell) => cell !== '');
    const field = ABOVE[label(name)];
    const key = metaKeyOf(label(name));
    if (field) about[field] = value;
    else if (key) meta = withMeta(meta, key, value);
  }
  const steps = body
    .filter((row) => !isEmpty(row))
    .map((row) => {
      const step = { action: '', standard: '', range: '', trouble: '' };
      let name = '';
      header.forEach((column, at) => {
        const field = STEP_COLUMNS[column];
        const text = (row[at] ?? '').trim();
        if (field === 'name') name = /^\d*$/.test(text) ? '' : text;
        else if (field) step[field] = text;
      });
      const action = [name, step.action].filter((text) => text !== '').join('：');
      return { ...step, action };
    });
  const content: GivenContent = {
    ...{ format: 'sop', ...about, steps, inputs: [], exceptions: [], systems: [], contacts: [], forbidden: [] },
  };
  return { part: '', meta, content, problems: steps.length === 0 ? [{ code: 'empty' }] : [] };
}

function readRows(header: readonly string[], body: Sheet['rows'], sheetName: string): ReadDocument[] {
  return body.flatMap((row): ReadDocument[] => {
    if (isEmpty(row)) return [];
    let meta: SourceMeta = {};
    let text = '';
    const others: string[] = [];
    header.forEach((column, at) => {
      const cell = (row[at] ?? '').trim();
      const key = TITLE_COLUMNS.includes(column) ? 'title' : metaKeyOf(column);
      if (key) meta = withMeta(meta, key, key === 'title' ? cell.replace(/\s+/g, ' ') : cell);
      else if (BODY_COLUMNS.includes(column)) text = text === '' ? cell : `${text}\n\n${cell}`;
      // A column that is none of ours is still something somebody wrote.
      else if (cell !== '' && column !== '' && !/^(?:序号|编号|no\.?)$/.test(column))
        others.push(`**${column}**：${cell}`);
    });
    const title = meta.title ?? '';
    // The row's key is its title, not its place: rows are sorted and inserted between imports.
    const part = `${sheetName}#${title}`;
    const content = {
      format: 'markdown' as const,
      text: [text, ...others].filter((piece) => piece !== '').join('\n\n'),
    };
    return [{ part, meta, content, problems: title === '' ? [{ code: 'row_without_title' as const }] : [] }];
  });
}
