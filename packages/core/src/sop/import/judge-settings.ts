import { contentFits, documentProblems, type GivenContent, normalizeContent } from '../content.ts';
import type { ImportProblem, ImportProblemCode } from './model.ts';

/** What can be said about a source only once it is known what the person set for it; said anew with every change. */
const REJUDGED: readonly ImportProblemCode[] = [
  'position_not_yours',
  'title_missing',
  'row_without_title',
  'not_complete',
  'too_long',
];
/** Problems that are settled when the person says how it is. */
export const SETTLES: Readonly<
  Record<'kind' | 'positionKey' | 'ownerId' | 'verifierId', readonly ImportProblemCode[]>
> = {
  kind: ['kind_unknown'],
  positionKey: ['position_unknown', 'position_guessed'],
  ownerId: ['owner_unclear'],
  verifierId: ['verifier_unclear'],
};

/** Problems of a source as it is set now. @param source.mayCreate whether the person may put documents there */
export function judgeSettings(
  problems: readonly ImportProblem[],
  source: { title: string; content: GivenContent | null; mayCreate: boolean },
): ImportProblem[] {
  const kept = problems.filter(({ code }) => !REJUDGED.includes(code));
  if (source.content === null) return kept;
  const { title, content } = source;
  // Keys are not looked at: any that differ will do.
  let key = 0;
  const normalized = normalizeContent(content, () => {
    key += 1;
    return String(key);
  });
  const found: ImportProblem[] = [];
  if (!source.mayCreate) found.push({ code: 'position_not_yours' });
  if (title.trim() === '') found.push({ code: 'title_missing' });
  if (!contentFits(content)) found.push({ code: 'too_long' });
  if (documentProblems(title, normalized).some(({ code }) => code !== 'title_missing'))
    found.push({ code: 'not_complete' });
  return [...kept, ...found];
}
