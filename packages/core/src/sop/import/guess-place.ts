import { GENERAL_POSITION, matchPosition, type PositionRule } from '../../people/position-match.ts';
import { CONTENT_FORMATS, type DocumentContent, type GivenContent } from '../content.ts';
import type { DocumentKind } from '../model.ts';

/** Names people give to kinds, first match wins; looked for in what a file says, then in its name, then in its folders. */
const KIND_WORDS: readonly [DocumentKind, RegExp][] = [
  ['job_description', /岗位职责|职责说明|岗位说明|job.?description|(?:^|[^a-z])jd(?:$|[^a-z])/i],
  ['meeting_record', /会议|纪要|例会|meeting/i],
  ['faq', /常见问题|问答|常见问答|faq|q&a/i],
  ['task_template', /模板|模版|范本|template/i],
  ['sop', /sop|流程|操作|作业指导|规程|手册|指引|指南|步骤|checklist/i],
  ['work_result', /成果|报告|总结|方案|复盘|案例|report/i],
];
const KIND_NAMES: Readonly<Record<string, DocumentKind>> = {
  job_description: 'job_description',
  岗位职责说明书: 'job_description',
  sop: 'sop',
  task_template: 'task_template',
  任务模板: 'task_template',
  work_result: 'work_result',
  工作成果: 'work_result',
  meeting_record: 'meeting_record',
  会议记录: 'meeting_record',
  faq: 'faq',
  常见问答: 'faq',
};

const kindInWords = (text: string): DocumentKind | undefined => KIND_WORDS.find(([, words]) => words.test(text))?.[0];

/**
 * What kind of document a file is.
 * @param said what it says itself; `isKnown` is false when that was no kind of ours
 */
export function guessKind({
  said = '',
  path,
  format,
}: {
  said?: string | undefined;
  path: string;
  format: GivenContent['format'];
}): { kind: DocumentKind; isKnown: boolean } {
  const named = KIND_NAMES[said.trim().toLowerCase()] ?? (said === '' ? undefined : kindInWords(said));
  const places = path.split('/').toReversed();
  const guessed = places.map(kindInWords).find((kind) => kind !== undefined && CONTENT_FORMATS[kind].includes(format));
  return { kind: named ?? guessed ?? 'sop', isKnown: said === '' || named !== undefined };
}

/**
 * Whose position a file is: what it says itself, else a folder that is called like a position, the nearest first, else a
 * folder that the company's own rules would take for one.
 * @returns key undefined when nothing fits; `how` tells the person what to look at
 */
export function guessPosition(
  { said = '', path }: { said?: string | undefined; path: string },
  { positions, rules }: { positions: readonly { key: string; name: string }[]; rules: readonly PositionRule[] },
): { key: string | undefined; how: 'said' | 'unknown' | 'folder' | 'rule' | 'nothing' } {
  const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  const called = (text: string) => positions.find(({ key, name }) => [fold(key), fold(name)].includes(fold(text)))?.key;
  if (said !== '') {
    const key = called(said);
    return { key, how: key === undefined ? 'unknown' : 'said' };
  }
  const folders = path.split('/').slice(0, -1).toReversed();
  for (const folder of folders) {
    const key = called(folder.replace(/^[\d\s._-]+/, '')) ?? called(folder);
    if (key !== undefined) return { key, how: 'folder' };
  }
  for (const folder of folders) {
    const { positionKey, matched } = matchPosition(rules, { title: folder, departments: [folder] });
    const isThere = positions.some(({ key }) => key === positionKey);
    if (matched && isThere && positionKey !== GENERAL_POSITION) return { key: positionKey, how: 'rule' };
  }
  return { key: undefined, how: 'nothing' };
}

/** Steps keep their keys through an import: the same action is the same step, else the one at the same place. */
export function carryStepKeys(before: DocumentContent | null, given: GivenContent): GivenContent {
  if (before?.format !== 'sop' || given.format !== 'sop') return given;
  const free = new Map(before.steps.map((step) => [step.key, step.action]));
  const take = (key: string | undefined) => {
    if (key === undefined || !free.delete(key)) return undefined;
    return key;
  };
  const same = given.steps.map(({ action }) => take([...free].find(([, text]) => text === action.trim())?.[0]));
  const steps = given.steps.map((step, at) => ({ ...step, key: same[at] ?? take(before.steps[at]?.key) }));
  return { ...given, steps };
}
