import { addDays, type Calendar } from '../calendar.ts';
import type { DocumentContent } from './content.ts';
import type { DocumentKind } from './model.ts';
import { reviewDaysOf } from './review.ts';

/** Calendar days after the start (templates.md §5.11); what falls on a rest day is told on the next working day. */
export const READING_DAYS = [0, 1, 3, 5, 10, 20, 30] as const;

export const READING_STEP_KINDS = [
  'duties', // 岗位职责
  'must_read', // 必读 SOP
  'handover', // 前任移交清册的未完事项
  'first_try', // 首次动手
  'questions', // 提问清零
  'alone', // 独立完成一次 ★ 职责
  'surprises', // 惊讶清单
  'custom',
] as const;
export type ReadingStepKind = (typeof READING_STEP_KINDS)[number];

/** Why somebody is on a path. */
export const READING_REASONS = ['joined', 'moved', 'successor', 'assigned'] as const;
export type ReadingReason = (typeof READING_REASONS)[number];

/** With documents it is done when they are read; without any by the reader's word. */
export type ReadingStep = {
  key: string;
  day: (typeof READING_DAYS)[number];
  kind: ReadingStepKind;
  /** Of a custom step; the others are called by their kind. */
  title: string;
  documentIds: readonly string[];
};

export const READING_STEP_NAMES: Readonly<Record<Exclude<ReadingStepKind, 'custom'>, { zh: string; en: string }>> = {
  duties: { zh: '阅读岗位职责', en: 'Read the job description' },
  must_read: { zh: '阅读必读 SOP', en: 'Read the SOPs that matter most' },
  handover: { zh: '了解前任移交的未完事项', en: 'Look at what your predecessor left open' },
  first_try: { zh: '首次动手做一遍', en: 'Do it yourself for the first time' },
  questions: { zh: '把疑问都提出来，清零', en: 'Ask everything that is still open' },
  alone: { zh: '独立完成一次重要职责', en: 'Do an important responsibility alone' },
  surprises: { zh: '写下让您意外的事', en: 'Write down what surprised you' },
};

export type PathDocument = {
  id: string;
  kind: DocumentKind;
  title: string;
  positionKey: string | null;
  subjects: readonly string[];
  reviewDays: number | null;
};

const MUST_READ = 3;

/**
 * The path a position has as long as nobody changed it. What does harm when it is done wrong (the shortest review
 * interval) is read first.
 * @param documents of the position, published
 */
export function defaultPath(documents: readonly PathDocument[]): ReadingStep[] {
  const weight = (document: PathDocument) => reviewDaysOf(document) ?? Number.POSITIVE_INFINITY;
  const ordered = documents.toSorted(
    (a, b) => weight(a) - weight(b) || (`${a.title}\n${a.id}` < `${b.title}\n${b.id}` ? -1 : 1),
  );
  const of = (kind: DocumentKind) => ordered.filter((document) => document.kind === kind).map(({ id }) => id);
  const step = (day: ReadingStep['day'], kind: ReadingStepKind, documentIds: string[] = []): ReadingStep => ({
    ...{ key: kind, day, kind, title: '', documentIds },
  });
  const reading = [step(0, 'duties', of('job_description')), step(1, 'must_read', of('sop').slice(0, MUST_READ))];
  return [
    ...reading.filter(({ documentIds }) => documentIds.length > 0),
    step(3, 'handover'),
    step(5, 'first_try'),
    step(10, 'questions'),
    step(20, 'alone'),
    step(30, 'surprises'),
  ];
}

/** The working day on which a step is told. */
export const stepDay = (startedOn: string, { day }: Pick<ReadingStep, 'day'>, calendar: Calendar): string =>
  calendar.workdayFrom(addDays(startedOn, day));

/** Whether a confirmation of an older version still holds: by whether what somebody does by it is another thing. */
export function changesReading(before: DocumentContent | null, after: DocumentContent, minor: boolean): boolean {
  if (minor || before === null) return false;
  if (before.format !== 'sop' || after.format !== 'sop') return JSON.stringify(before) !== JSON.stringify(after);
  return JSON.stringify([before.steps, before.forbidden]) !== JSON.stringify([after.steps, after.forbidden]);
}
