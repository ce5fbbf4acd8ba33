import type { PathStep } from './edit-path.ts';

export const step = (
  key: string,
  day: PathStep['day'],
  documentIds: string[],
  about: Partial<PathStep> = {},
): PathStep => ({
  ...{ key, day, kind: 'must_read' as const, title: '', documentIds },
  ...about,
});
export const task = (key: string, day: PathStep['day'], title = key): PathStep =>
  step(key, day, [], { kind: 'custom', title });
export const must = (day: PathStep['day']) => ({ day, kind: 'must_read' as const, title: '' });
/** `day key: documents`, line by line. */
export const say = (steps: readonly PathStep[]) =>
  steps.map(({ key, day, documentIds }) => `${day} ${key}: ${documentIds}`);
export const path = [step('duties', 0, ['job'], { kind: 'duties' }), step('sops', 1, ['a', 'b']), task('try', 5)];
