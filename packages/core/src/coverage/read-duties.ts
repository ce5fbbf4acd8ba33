import type { EvidenceContent } from '../handover/model.ts';
import { foldSearch } from '../sop/search/fold-search.ts';
import type { Frequency } from './model.ts';

/** The item of a handover that lists what the position is responsible for (templates.md §5.0). */
export const DUTIES_ITEM = 'base_duty';

export type Duty = {
  title: string;
  titleKey: string;
  /** Null: what is written there is no interval we know. */
  frequency: Frequency | null;
  output: string;
  /** What is written under 对应 SOP, as it is. */
  sop: string;
};

/** How titles are compared: 「维修 三号机」 and 「维修三号机」 are one responsibility. */
export const titleKeyOf = (title: string): string => foldSearch(title).replace(/[\p{P}\p{Z}]/gu, '');

const SAYS: readonly (readonly [RegExp, Frequency])[] = [
  [/按需|随时|不定期|临时|needed|demand/i, 'on_demand'],
  // The longest first: 每月 5 日 is monthly, 每周日 weekly.
  [/年|year|annual/i, 'yearly'],
  [/季|quarter/i, 'quarterly'],
  [/月|month/i, 'monthly'],
  [/周|星期|礼拜|week/i, 'weekly'],
  [/日|天|班|daily/i, 'daily'],
];
const MAX_TITLE = 120;
const MAX_OUTPUT = 300;

/**
 * The responsibilities that a handed-in list names, each title once. Columns are found by their names, in any order;
 * without one called 职责 the first is taken. The 接收人 of a handover is nobody's office: it is left there.
 */
export function readDuties(contents: readonly EvidenceContent[]): Duty[] {
  const found = new Map<string, Duty>();
  for (const content of contents) {
    if (content.type !== 'LIST') continue;
    const at = (name: string) => content.columns.findIndex((column) => column.includes(name));
    const titleAt = Math.max(0, at('职责'));
    const cell = (row: readonly string[], index: number) => (index < 0 ? '' : (row[index] ?? '').trim());
    for (const row of content.rows) {
      const title = cell(row, titleAt).slice(0, MAX_TITLE);
      const titleKey = titleKeyOf(title);
      if (titleKey === '' || found.has(titleKey)) continue;
      const often = cell(row, at('频率'));
      const frequency = SAYS.find(([pattern]) => pattern.test(often))?.[1] ?? null;
      const output = cell(row, at('产出')).slice(0, MAX_OUTPUT);
      found.set(titleKey, { title, titleKey, frequency, output, sop: cell(row, at('SOP')) });
    }
  }
  return [...found.values()];
}
