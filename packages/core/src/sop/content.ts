import { AppError } from '../errors.ts';
import type { DocumentKind } from './model.ts';

/** One step of a structured SOP: 动作, 判断标准, 正常范围, 出错怎么办. `key` stays with the step through all versions. */
export type SopStep = { key: string; action: string; standard: string; range: string; trouble: string };
/** 常见异常: how it shows, and what to do. */
export type SopException = { sign: string; remedy: string };

/** 适用范围 · 触发 · 频率 · 输入 · 步骤 · 产出与验收 · 常见异常 · 相关系统与权限 · 联系人 · 禁区 */
export type SopContent = {
  format: 'sop';
  scope: string;
  trigger: string;
  frequency: string;
  inputs: readonly string[];
  steps: readonly SopStep[];
  output: string;
  exceptions: readonly SopException[];
  systems: readonly string[];
  contacts: readonly string[];
  forbidden: readonly string[];
};
export type MarkdownContent = { format: 'markdown'; text: string };
export type DocumentContent = SopContent | MarkdownContent;

/** What one document may hold: a long manual, not a database. Whatever writes in a document keeps to it. */
export const CONTENT_LIMITS = {
  markdown: 200_000,
  scope: 2000,
  trigger: 1000,
  frequency: 200,
  output: 2000,
  steps: 200,
  step: { action: 4000, standard: 2000, range: 1000, trouble: 2000 },
  exceptions: 50,
  exception: { sign: 500, remedy: 2000 },
  /** Inputs, systems, contacts, what is forbidden. */
  lines: 50,
  line: 500,
} as const;

/** What each kind may be written as. */
export const CONTENT_FORMATS: Readonly<Record<DocumentKind, readonly DocumentContent['format'][]>> = {
  job_description: ['markdown'],
  sop: ['sop', 'markdown'],
  task_template: ['sop', 'markdown'],
  work_result: ['markdown'],
  meeting_record: ['markdown'],
  faq: ['markdown'],
};

/** A step as it is written down first: the form does not name it. */
type GivenStep = Omit<SopStep, 'key'> & { key?: string | undefined };
export type GivenContent = (Omit<SopContent, 'steps'> & { steps: readonly GivenStep[] }) | MarkdownContent;

const SOP_TEXTS = ['scope', 'trigger', 'frequency', 'output'] as const;
const LINES = ['inputs', 'systems', 'contacts', 'forbidden'] as const;
type SopList = (typeof LINES)[number];
const STEP_TEXTS = ['action', 'standard', 'range', 'trouble'] as const;

/**
 * Content as it is kept: line ends are `\n`, no empty lines around it, empty lines of lists and empty steps are gone, and every
 * step has a key of its own. Normalising twice changes nothing.
 * @param newKey gives a key that was never given before; used for steps without one, and for the second of two alike
 */
export function normalizeContent(given: GivenContent, newKey: () => string): DocumentContent {
  if (given.format === 'markdown') return { format: 'markdown', text: tidyMarkdown(given.text) };
  const keys = new Set<string>();
  const keyOf = (wanted = ''): string => {
    const key = wanted === '' || keys.has(wanted) ? newKey() : wanted;
    keys.add(key);
    return key;
  };
  const steps = given.steps.map((step) => ({ ...pick(step, STEP_TEXTS), key: step.key }));
  const exceptions = given.exceptions.map(({ sign, remedy }) => ({ sign: tidy(sign), remedy: tidy(remedy) }));
  const linesOf = (name: SopList) => given[name].map(tidy).filter((line) => line !== '');
  return {
    format: 'sop',
    ...pick(given, SOP_TEXTS),
    inputs: linesOf('inputs'),
    systems: linesOf('systems'),
    contacts: linesOf('contacts'),
    forbidden: linesOf('forbidden'),
    steps: steps
      .filter((step) => STEP_TEXTS.some((name) => step[name] !== ''))
      .map((step) => ({ ...step, key: keyOf(step.key) })),
    exceptions: exceptions.filter(({ sign, remedy }) => sign !== '' || remedy !== ''),
  };
}

/** Whether a document may be as long as this. */
export function contentFits(content: GivenContent): boolean {
  const max = CONTENT_LIMITS;
  if (content.format === 'markdown') return content.text.length <= max.markdown;
  const lists = LINES.map((name) => content[name]);
  return (
    SOP_TEXTS.every((name) => content[name].length <= max[name]) &&
    content.steps.length <= max.steps &&
    content.steps.every((step) => STEP_TEXTS.every((name) => step[name].length <= max.step[name])) &&
    content.exceptions.length <= max.exceptions &&
    content.exceptions.every(
      ({ sign, remedy }) => sign.length <= max.exception.sign && remedy.length <= max.exception.remedy,
    ) &&
    lists.every((list) => list.length <= max.lines && list.every((line) => line.length <= max.line))
  );
}

/** Why a draft is not ready for review. `step` counts from 1. */
export type DocumentProblem = {
  code: 'title_missing' | 'text_missing' | 'steps_missing' | 'step_action_missing' | 'step_standard_missing';
  step?: number;
};

/** A title and something to read; of a structured SOP at least one step, each with an action and when it counts as done. */
export function documentProblems(title: string, content: DocumentContent): DocumentProblem[] {
  const problems: DocumentProblem[] = title.trim() === '' ? [{ code: 'title_missing' }] : [];
  if (content.format === 'markdown') return content.text === '' ? [...problems, { code: 'text_missing' }] : problems;
  if (content.steps.length === 0) return [...problems, { code: 'steps_missing' }];
  const missing = content.steps.flatMap(({ action, standard }, at): DocumentProblem[] => [
    ...(action === '' ? [{ code: 'step_action_missing' as const, step: at + 1 }] : []),
    ...(standard === '' ? [{ code: 'step_standard_missing' as const, step: at + 1 }] : []),
  ]);
  return [...problems, ...missing];
}

/** @throws AppError invalid_input when this kind of document is not written that way */
export function requireFormat(kind: DocumentKind, content: GivenContent): void {
  if (!CONTENT_FORMATS[kind].includes(content.format)) {
    throw new AppError('invalid_input', { field: 'content', why: 'format_not_of_kind' });
  }
}

function pick<K extends string>(from: Record<K, string>, names: readonly K[]): Record<K, string> {
  return Object.fromEntries(names.map((name) => [name, tidy(from[name])])) as Record<K, string>;
}

/** Two blanks at the end of a line are a line break in Markdown, blanks at its beginning may be code: both stay. */
const tidyMarkdown = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();

/** In a field nobody sees what trails, and every comparison would. */
const tidy = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
